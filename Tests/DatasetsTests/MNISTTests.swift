import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct MNISTTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder().made()
  }

  @Test("The folder FORGER_DATA comes before the cache, and its subfolder mnist before itself")
  func order() throws {
    let environment = [
      "FORGER_DATA": folder.path + "/data", "XDG_CACHE_HOME": folder.path + "/cache", "HOME": "/nowhere",
    ]
    try folder.write([], to: "data/readme")
    try writePair(to: "cache/forger/mnist", ink: 1)
    #expect(try load(environment).pixels.first == 1)
    try writePair(to: "data", ink: 2)
    #expect(try load(environment).pixels.first == 2)
    try writePair(to: "data/mnist", ink: 3)
    let dataset = try load(environment)
    #expect(dataset.pixels.first == 3)
    #expect(dataset.origin == "MNIST training images, 3, from \(folder.path)/data/mnist/train-images-idx3-ubyte.gz")
  }

  @Test("The cache is ~/.cache/forger unless XDG_CACHE_HOME is an absolute path", arguments: [nil, "", "relative"])
  func cacheRule(setting: String?) throws {
    var environment = ["HOME": folder.path]
    environment["XDG_CACHE_HOME"] = setting
    #expect(try DataFolders(environment: environment).cache == folder.path + "/.cache/forger")
    environment["XDG_CACHE_HOME"] = "/var/cache"
    #expect(try DataFolders(environment: environment).cache == "/var/cache/forger")
  }

  @Test("A tilde in FORGER_DATA means the home folder")
  func tilde() throws {
    try folder.write([], to: "data/readme")
    let folders = try DataFolders(environment: ["HOME": folder.path, "FORGER_DATA": "~/data"])
    #expect(folders.chosen == folder.path + "/data")
  }

  @Test("Every spelling of the names is found, packed or plain", arguments: ["-", "."], [".gz", ""])
  func spellings(separator: String, packing: String) throws {
    try writePair(to: "data", ink: 9, separator: separator, packing: packing)
    let dataset = try load(["FORGER_DATA": folder.path + "/data"])
    #expect(dataset.count == 3)
    #expect(dataset.labels == [4, 0, 9])
    #expect(dataset.imageShape == [1, 28, 28])
    #expect(dataset.classNames == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
  }

  @Test("A count takes the first images, and no more than there are")
  func count() throws {
    try writePair(to: "data", ink: 9)
    let environment = ["FORGER_DATA": folder.path + "/data"]
    let dataset = try load(environment, count: 2)
    #expect(dataset.count == 2 && dataset.labels == [4, 0])
    for count in [-1, 0, 4, .max] {
      #expect(throws: DatasetError.countOutOfRange(count, allowed: 1...3, name: "mnist")) {
        try load(environment, count: count)
      }
    }
  }

  @Test("Missing files are one error that says where they were looked for and what else there is")
  func missing() throws {
    let error = try #require(throws: DatasetError.self) {
      try load(["FORGER_DATA": folder.path, "HOME": "/nowhere"])
    }
    for part in [
      folder.path + "/mnist", "/nowhere/.cache/forger/mnist", "train-images-idx3-ubyte.gz", "data digits",
    ] {
      #expect(error.description.contains(part))
    }
    #expect(throws: DatasetError.self) { try load([:]) }
  }

  @Test("FORGER_DATA must be a folder, even if the cache has the files")
  func notAFolder() throws {
    let file = try folder.write([1], to: "file")
    for path in [file, folder.path + "/absent"] {
      #expect(throws: DatasetError.notAFolder(variable: "FORGER_DATA", path: path)) {
        try load(["FORGER_DATA": path, "HOME": folder.path])
      }
    }
  }

  @Test("A broken file is an error that names it, never a reason to look elsewhere")
  func broken() throws {
    try writePair(to: "cache/forger/mnist", ink: 1)
    let environment = ["FORGER_DATA": folder.path, "XDG_CACHE_HOME": folder.path + "/cache"]
    let images = try folder.write(Array("<html>".utf8), to: "train-images-idx3-ubyte.gz")
    #expect(throws: DatasetError.self) { try load(environment) }
    let labels = try folder.write(gzip(idx([3], [4, 0, 9])), to: "train-labels-idx1-ubyte.gz")
    try expect(.notIDX(firstBytes: Array("<htm".utf8)), in: images, environment)
    try folder.write(idx([3, 5, 5], Array(repeating: 0, count: 75)), to: "train-images-idx3-ubyte.gz")
    try expect(.wrongImageSize(expected: [28, 28], found: [5, 5]), in: images, environment)
    try folder.write(idx([3, 28, 28], Array(repeating: 0, count: 2_352)), to: "train-images-idx3-ubyte.gz")
    try folder.write(idx([2], [4, 0]), to: "train-labels-idx1-ubyte.gz")
    try expect(.labelCountDiffers(labels: 2, images: 3), in: labels, environment)
    try folder.write(idx([3], [4, 0, 10]), to: "train-labels-idx1-ubyte.gz")
    try expect(.labelOutOfRange(label: 10, index: 2, allowed: 0...9), in: labels, environment)
    try FileManager.default.removeItem(atPath: labels)
    try FileManager.default.createDirectory(atPath: labels, withIntermediateDirectories: false)
    try expect(.notAFile, in: labels, environment)
  }

  @Test(
    "The real MNIST is read as published",
    // The files are not part of the project: set FORGER_DATA to a folder that holds them.
    .enabled(if: ProcessInfo.processInfo.environment["FORGER_DATA"] != nil, "FORGER_DATA is not set"))
  func real() throws {
    let dataset = try load(ProcessInfo.processInfo.environment)
    #expect(dataset.count == 60_000)
    #expect(dataset.labels.prefix(5) == [5, 0, 4, 1, 9])
    #expect(dataset.image(0).reduce(0) { $0 + Int($1) } == 27_525)
    #expect(dataset.image(59_999).reduce(0) { $0 + Int($1) } == 20_920)
    #expect(dataset.pixels.reduce(0) { $0 + Int($1) } == 1_567_298_545)
    #expect(dataset.labels.count { $0 == 1 } == 6_742)
  }

  private func load(_ environment: [String: String], count: Int? = nil) throws(DatasetError) -> Dataset {
    try Catalog.load(
      "mnist", options: LoadingOptions(count: count),
      environment: environment.merging(["FORGER_OFFLINE": "1"]) { own, _ in own })
  }

  private func expect(_ fault: FileFault, in path: String, _ environment: [String: String]) throws {
    #expect(throws: DatasetError.file(path: path, fault)) { try load(environment) }
  }

  /// Three images all of whose pixels are `ink`, with the labels 4, 0, 9.
  private func writePair(to name: String, ink: UInt8, separator: String = "-", packing: String = ".gz") throws {
    let images = idx([3, 28, 28], Array(repeating: ink, count: 3 * 784))
    let labels = idx([3], [4, 0, 9])
    try folder.write(
      packing.isEmpty ? images : gzip(images), to: "\(name)/train-images\(separator)idx3-ubyte\(packing)")
    try folder.write(
      packing.isEmpty ? labels : gzip(labels), to: "\(name)/train-labels\(separator)idx1-ubyte\(packing)")
  }
}
