import Datasets
import Foundation
import Pictures
import Tensors
import TestSupport
import Testing

@Suite struct PictureFolderTests {
  let folder: TemporaryFolder
  var data: String { folder.path + "/data" }

  init() throws {
    folder = try TemporaryFolder().made()
  }

  @Test("Subfolders are the classes; pictures of every size and colour become one shape")
  func classes() throws {
    try write(Image(width: 56, height: 56, channels: 1, filling: 40), to: "cats/a.png")
    try write(Image(width: 10, height: 10, channels: 3, filling: 200), to: "cats/deep/er/b.png")
    try write(Image(width: 28, height: 28, channels: 4, filling: 255), to: "dogs/c.PNG")
    let dataset = try load()
    #expect(dataset.classNames == ["cats", "dogs"])
    // One of each class in turn.
    #expect(dataset.labels == [0, 1, 0])
    #expect(dataset.imageShape == [1, 28, 28] && dataset.count == 3)
    #expect(dataset.image(0).allSatisfy { $0 == 40 } && dataset.image(1).allSatisfy { $0 == 255 })
    #expect(dataset.image(2).allSatisfy { $0 == 200 })
    #expect(dataset.remarks == [.few(count: 3)])
    #expect(dataset.origin == "3 pictures in 2 classes from \(data), 1x28x28, resized from several sizes")
  }

  @Test("Pictures of one size up to 64x64 keep it; colour stays colour")
  func ownShape() throws {
    try write(Image(width: 3, height: 2, channels: 3, pixels: (0..<18).map { UInt8($0) }), to: "a.png")
    let dataset = try load()
    #expect(dataset.imageShape == [3, 2, 3] && dataset.labels.isEmpty && dataset.classNames.isEmpty)
    // Planes of red, green and blue.
    #expect(dataset.pixels == [0, 3, 6, 9, 12, 15, 1, 4, 7, 10, 13, 16, 2, 5, 8, 11, 14, 17])
  }

  @Test("The shape asked for comes first, then that of the networks at hand")
  func shapes() throws {
    try write(Image(width: 9, height: 9, channels: 3, filling: 90), to: "a.png")
    #expect(try load(LoadingOptions(preferredShape: [1, 32, 32])).imageShape == [1, 32, 32])
    #expect(try load(LoadingOptions(size: (8, 6), preferredShape: [1, 32, 32])).imageShape == [1, 6, 8])
    #expect(try load(LoadingOptions(channels: 3, preferredShape: [1, 32, 32])).imageShape == [3, 32, 32])
    // Points of the plane are no shape for pictures.
    #expect(try load(LoadingOptions(preferredShape: [2])).imageShape == [1, 9, 9])
  }

  @Test("Smaller pictures are averages over area, whatever the ratio")
  func areas() throws {
    // A chequerboard of single pixels: taking every second one would give all black or all white.
    let board = (0..<900).map { ($0 / 30 + $0 % 30) % 2 == 0 ? UInt8(255) : 0 }
    try write(Image(width: 30, height: 30, channels: 1, pixels: board), to: "a.png")
    #expect(try load(LoadingOptions(size: (15, 15))).pixels.allSatisfy { (127...128).contains($0) })
    let uneven = try load(LoadingOptions(size: (7, 7))).pixels
    #expect(uneven.allSatisfy { (110...145).contains($0) })
    // A ramp keeps its mean: nothing is counted twice or left out.
    let ramp = (0..<100).map { UInt8(2 * ($0 % 10) * 10) }
    try write(Image(width: 10, height: 10, channels: 1, pixels: ramp), to: "a.png")
    let small = try load(LoadingOptions(size: (4, 4))).pixels
    #expect(Array(small.prefix(4)) == [14, 66, 114, 166] || small.reduce(0) { $0 + Int($1) } == 16 * 90)
  }

  @Test("Larger pictures are interpolated, and a picture out of proportion stays whole")
  func enlarged() throws {
    try write(Image(width: 2, height: 1, channels: 1, pixels: [0, 200]), to: "a.png")
    let dataset = try load(LoadingOptions(size: (4, 4)))
    // Two rows of picture between rows of the corners' mean, 100.
    #expect(
      dataset.pixels == [100, 100, 100, 100, 0, 50, 150, 200, 0, 50, 150, 200, 100, 100, 100, 100])
  }

  @Test("What cannot be read is left out and told of")
  func unreadable() throws {
    try write(Image(width: 4, height: 4, channels: 1, filling: 9), to: "x/good.png")
    for name in ["bad1", "bad2", "bad3", "bad4", "bad5", "bad6"] {
      try folder.write(Array("not a picture".utf8), to: "data/x/\(name).png")
    }
    try folder.write([1], to: "data/x/photo.JPG")
    try folder.write([1], to: "data/loose.jpeg")
    try write(Image(width: 4, height: 4, channels: 1, filling: 9), to: "beside.png")
    try folder.write([1], to: "data/x/.hidden.png")
    let dataset = try load()
    #expect(dataset.count == 1 && dataset.labels == [0])
    guard
      case .skipped(6, let examples) = dataset.remarks.first(where: { if case .skipped = $0 { true } else { false } })
    else {
      Issue.record("\(dataset.remarks)")
      return
    }
    #expect(examples.count == 5 && examples[0].hasPrefix("x/bad1.png: not a PNG file"))
    #expect(dataset.remarks.contains(.otherFormats(count: 2, endings: [".jpeg", ".jpg"])))
    #expect(dataset.remarks.contains(.beside(count: 1)))
    #expect(dataset.remarks.map(\.description).joined().contains("6 files could not be read"))
  }

  @Test("A folder without pictures, a path that leads nowhere and too large a count are errors")
  func errors() throws {
    try folder.write([1], to: "data/x/photo.jpg")
    #expect(throws: DatasetError.noPictures(path: data, remarks: [.otherFormats(count: 1, endings: [".jpg"])])) {
      try load()
    }
    #expect(throws: DatasetError.noFolder(path: data + "/absent")) {
      try Catalog.loadFolder(data + "/absent", environment: [:])
    }
    try write(Image(width: 4, height: 4, channels: 1, filling: 9), to: "x/a.png")
    #expect(throws: DatasetError.countOutOfRange(2, allowed: 1...1, name: "data")) {
      try load(LoadingOptions(count: 2))
    }
  }

  @Test("Dark ink on light paper is told of, and inverted when asked for")
  func polarity() throws {
    let ink = (0..<784).map { (10..<18).contains($0 % 28) && (5..<23).contains($0 / 28) ? UInt8(0) : 255 }
    try write(Image(width: 28, height: 28, channels: 1, pixels: ink), to: "a.png")
    #expect(try load().remarks.contains(.darkOnLight))
    let inverted = try load(LoadingOptions(isInverted: true))
    #expect(inverted.pixels == ink.map { 255 - $0 } && !inverted.remarks.contains(.darkOnLight))
    #expect(inverted.origin.hasSuffix(", inverted"))
  }

  @Test("A folder of IDX files of any size is read, the part to learn from first")
  func idxFolder() throws {
    try folder.write(gzip(idx([2, 3, 5], Array(0..<30))), to: "data/kana-test-images-idx3-ubyte.gz")
    let test = try load()
    #expect(test.imageShape == [1, 3, 5] && test.count == 2 && test.labels.isEmpty)
    try folder.write(idx([3, 3, 5], [UInt8](repeating: 8, count: 45)), to: "data/kana-train-images-idx3-ubyte")
    try folder.write(idx([3], [2, 0, 4]), to: "data/kana-train-labels-idx1-ubyte")
    let train = try load()
    #expect(train.labels == [2, 0, 4] && train.classNames == ["0", "1", "2", "3", "4"])
    #expect(try load(LoadingOptions(part: .test)).pixels == test.pixels)
    #expect(try load(LoadingOptions(count: 1, size: (5, 5))).imageShape == [1, 5, 5])
  }

  @Test("Subfolders of FORGER_DATA are data sets by their names")
  func named() throws {
    try write(Image(width: 4, height: 4, channels: 1, filling: 9), to: "flowers/rose/a.png")
    try folder.write([1], to: "data/mnist/readme")
    try folder.write([1], to: "data/fashion-mnist/readme")
    try folder.write([1], to: "data/two words/readme")
    try folder.write([1], to: "data/file")
    let environment = ["FORGER_DATA": data]
    #expect(Catalog.ownNames(environment: environment) == ["flowers"])
    let dataset = try Catalog.load("flowers", environment: environment)
    #expect(dataset.name == "flowers" && dataset.classNames == ["rose"])
    #expect(throws: DatasetError.self) { try Catalog.load("flowers", environment: [:]) }
  }

  @Test("A cell that is stopped while it reads a folder ends")
  func stopped() throws {
    for index in 0..<40 {
      try write(Image(width: 4, height: 4, channels: 1, filling: UInt8(index)), to: "\(index).png")
    }
    #expect(throws: DatasetError.interrupted(name: "data")) {
      try Catalog.loadFolder(data, environment: [:]) { stage in
        if case .reading(let done, _) = stage { done < 16 } else { true }
      }
    }
  }

  private func load(_ options: LoadingOptions = LoadingOptions()) throws -> Dataset {
    try Catalog.loadFolder(data, options: options, environment: [:])
  }

  private func write(_ image: Image, to name: String) throws {
    try folder.write(try PNG.encode(image), to: "data/" + name)
  }
}
