import Crypto
import Datasets
import Foundation
import Synchronization
import TestSupport
import Testing

/// Data sets that come from servers, as they are published but small.
@Suite struct PublicationTests {
  let folder: TemporaryFolder
  let server: FileServer
  var cache: String { folder.path + "/cache/forger" }

  init() throws {
    folder = try TemporaryFolder().made()
    try FileManager.default.createDirectory(atPath: folder.path + "/served", withIntermediateDirectories: true)
    server = try FileServer(folder: folder.path + "/served")
  }

  // MARK: EMNIST

  /// One letter after another, 1 to 26 in the file, each with its own brightness in the first row of the file, which is
  /// the first column of the letter.
  private func letters(_ count: Int) -> (images: [UInt8], labels: [UInt8]) {
    let labels = (0..<count).map { UInt8(1 + $0 % 26) }
    let pixels = labels.flatMap { label in (0..<784).map { $0 < 28 ? label + 100 : 0 } }
    return (idx([count, 28, 28], pixels), idx([count], labels))
  }

  /// An archive that looks like the published one: files of every split, packed one by one, in a folder.
  private func makeArchive(spoiling spoilt: String? = nil) throws -> Publication {
    for (part, count) in [("train", 52), ("test", 26)] {
      let (images, labels) = letters(count)
      for split in ["letters", "balanced"] {
        for (name, content) in [("images-idx3", images), ("labels-idx1", labels)] {
          let file = "emnist-\(split)-\(part)-\(name)-ubyte.gz"
          guard file != spoilt else { continue }
          try folder.write(gzip(content), to: "made/gzip/" + file)
        }
      }
    }
    try folder.write(Array("1 65 97".utf8), to: "made/gzip/emnist-letters-mapping.txt")
    try folder.python(
      """
      import os, pathlib, zipfile
      os.makedirs('served/emnist', exist_ok=True)
      with zipfile.ZipFile('served/emnist/gzip.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
          for file in sorted(pathlib.Path('made/gzip').iterdir()):
              archive.write(file, f'gzip/{file.name}')
      """)
    return Publication.emnist.republished(as: [try published("emnist/gzip.zip") { .md5($0) }])
  }

  @Test("the archive of EMNIST comes in over a broken line, its letters are taken out, and it is thrown away")
  func emnist() throws {
    let publication = try makeArchive()
    let stages = Mutex<[LoadingStage]>([])
    let letters = try load(publication, "once") { stage in
      stages.withLock { $0.append(stage) }
      return true
    }
    #expect(letters.count == 52 && letters.classNames.count == 26 && letters.classNames.last == "Z")
    #expect(letters.labels == (0..<52).map { UInt8($0 % 26) })
    for index in [0, 25, 51] {
      let brightness = UInt8(101 + index % 26)
      #expect(letters.image(index).enumerated().allSatisfy { $1 == ($0 % 28 == 0 ? brightness : 0) })
    }
    #expect(letters.origin.hasPrefix("EMNIST letters training images, 52, from \(cache)/emnist/"))
    let unpacked = stages.withLock(\.self).compactMap { if case .unpacking(let file) = $0 { file } else { nil } }
    #expect(unpacked.count == 4 && unpacked.allSatisfy { $0.hasPrefix("emnist-letters-") })
    #expect(try kept("emnist") == [".lock"] + unpacked.sorted())
    let requests = try server.requests
    #expect(requests.count == 2 && requests[0] == "/once/emnist/gzip.zip -")
    #expect(requests[1].hasPrefix("/once/emnist/gzip.zip bytes="))
    // The part for tests came along, and nobody is asked again.
    #expect(try load(publication, "good", part: .test).count == 26)
    #expect(try load(publication, "good", count: 3).labels == [0, 1, 2])
    #expect(try server.requests == requests)
  }

  @Test("another archive, or none, is refused, with what each server did")
  func wrongArchive() throws {
    let publication = try makeArchive()
    let error = try #require(throws: DatasetError.self) { try load(publication, "wrong", "404", "page") }
    for words in ["MD5", "404", "emnist-letters-train-images", "data letters", cache + "/emnist"] {
      #expect(error.description.contains(words), "\(words) is not in \(error)")
    }
    #expect(try kept("emnist") == [".lock"])
    #expect(try load(publication, "503", "good").count == 52)
  }

  @Test("an archive without one of the files, rightly signed, is an error that names both, and nothing half remains")
  func incompleteArchive() throws {
    let publication = try makeArchive(spoiling: "emnist-letters-test-labels-idx1-ubyte.gz")
    let error = try #require(throws: DatasetError.self) { try load(publication, "good") }
    #expect(error.description.contains("emnist-letters-test-labels-idx1-ubyte.gz"), "\(error)")
    #expect(try kept("emnist").allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test("stopped while the letters are taken out, it goes on there and downloads nothing twice")
  func interrupted() throws {
    let publication = try makeArchive()
    let failure = try #require(throws: DatasetError.self) {
      try load(publication, "good") { stage in
        if case .unpacking(let file) = stage { file.contains("images") } else { true }
      }
    }
    #expect(failure == .interrupted(name: "emnist"))
    #expect(try kept("emnist").contains("gzip.zip"))
    #expect(try load(publication, "404").count == 52)
    #expect(try server.requests == ["/good/emnist/gzip.zip -"])
    #expect(try !kept("emnist").contains("gzip.zip"))
  }

  // MARK: Fashion

  @Test("Fashion comes as four files, its images checked by the sums that are published of them, of both kinds")
  func fashion() throws {
    var files: [PublishedFile] = []
    for (part, count) in [("train", 20), ("t10k", 10)] {
      let pixels = (0..<count * 784).map { UInt8(truncatingIfNeeded: $0 / 784) }
      let labels = (0..<count).map { UInt8($0 % 10) }
      try folder.write(
        gzip(idx([count, 28, 28], pixels)), to: "served/fashion/\(part)-images-idx3-ubyte.gz")
      try folder.write(gzip(idx([count], labels)), to: "served/fashion/\(part)-labels-idx1-ubyte.gz")
      files.append(try published("fashion/\(part)-images-idx3-ubyte.gz") { .md5($0) })
      files.append(try published("fashion/\(part)-labels-idx1-ubyte.gz", SHA256.self) { .sha256($0) })
    }
    let publication = Publication.fashion.republished(as: files)
    let clothes = try load(publication, "wrong", "cut", "good")
    #expect(clothes.count == 20 && clothes.classNames[8] == "bag" && clothes.labels[18] == 8)
    #expect(clothes.image(19).allSatisfy { $0 == 19 })
    #expect(
      try kept("fashion") == [".lock", "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"])
    #expect(try load(publication, "good", part: .test).labels == (0..<10).map { UInt8($0) })
    let error = try #require(throws: DatasetError.self) {
      try load(Publication.fashion, "good", cache: folder.path + "/other")
    }
    #expect(error.description.contains("MD5"))
  }

  // MARK: Helpers

  /// How a file that is served is published.
  private func published<Hash: HashFunction>(
    _ path: String, _ kind: Hash.Type = Insecure.MD5.self, _ checksum: (String) -> Checksum
  ) throws -> PublishedFile {
    let data = try Data(contentsOf: URL(filePath: folder.path + "/served/" + path))
    let sum = Hash.hash(data: data).map { String(format: "%02x", $0) }.joined()
    return PublishedFile(URL(filePath: path).lastPathComponent, data.count, checksum(sum))
  }

  private func load(
    _ publication: Publication, _ behaviours: String..., count: Int? = nil, part: Part? = nil, cache: String? = nil,
    monitor: @escaping LoadingMonitor = { _ in true }
  ) throws(DatasetError) -> Dataset {
    try publication.load(
      count: count, part: part,
      environment: [
        "HOME": "/nowhere", "XDG_CACHE_HOME": cache ?? folder.path + "/cache",
        "FORGER_MIRRORS": behaviours.map(server.mirror).joined(separator: ","),
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
      ], monitor: monitor)
  }

  private func kept(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: cache + "/" + name).sorted()
  }
}
