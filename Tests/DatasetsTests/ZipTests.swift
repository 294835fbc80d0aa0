import Datasets
import Foundation
import TestSupport
import Testing

@Suite struct ZipTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder().made()
  }

  @Test("Stored and deflated members are read as Python's zipfile wrote them")
  func members() throws {
    let path = try archive()
    let zip = try ZipArchive(path: path)
    #expect(zip.names == ["gzip/stored.txt", "gzip/deflated.txt", "gzip/empty.txt"])
    #expect(try content("gzip/stored.txt", of: zip) == sentence)
    #expect(try content("gzip/deflated.txt", of: zip) == Array(repeatElement(sentence, count: 5_000).joined()))
    #expect(try content("gzip/empty.txt", of: zip).isEmpty)
    #expect(throws: FileFault.missingMember("absent")) { try content("absent", of: zip) }
  }

  @Test("Any spoiled byte of a member is found, and a cut archive is none")
  func damaged() throws {
    let path = try archive()
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    // The first member's header has 30 bytes and a name of 15.
    var spoiled = bytes
    spoiled[45 + 20] ^= 1
    let spoiledPath = try folder.write(spoiled, to: "spoiled.zip")
    #expect(throws: FileFault.damagedZip) { try content("gzip/stored.txt", of: try ZipArchive(path: spoiledPath)) }
    let cut = try folder.write(Array(bytes.dropLast(30)), to: "cut.zip")
    #expect(throws: FileFault.notZip) { try ZipArchive(path: cut) }
    for length in [0, 21, 22] {
      let stub = try folder.write(Array(bytes.prefix(length)), to: "stub.zip")
      #expect(throws: FileFault.notZip) { try ZipArchive(path: stub) }
    }
  }

  @Test("Bytes changed at random are an error or do not matter, never a crash")
  func fuzzed() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: try archive())))
    var state: UInt64 = 1
    for _ in 0..<300 {
      var spoiled = bytes
      for _ in 0..<4 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Most of them in the directory at the end, where the offsets and lengths are.
        let place = Int(state >> 33) % 260
        spoiled[spoiled.count - 1 - place % spoiled.count] = UInt8(truncatingIfNeeded: state >> 24)
      }
      let path = try folder.write(spoiled, to: "fuzz.zip")
      guard let zip = try? ZipArchive(path: path) else { continue }
      for name in zip.names { _ = try? content(name, of: zip) }
    }
  }

  @Test("EMNIST is read from its archive: labels from 1 on, rows as columns")
  func emnist() throws {
    // One picture whose ink is in the first row of the file, which is the first column of the letter; its label is 3, C.
    let images = idx([1, 28, 28], (0..<784).map { $0 < 28 ? 255 : 0 })
    try folder.write(gzip(images), to: "gzip/emnist-letters-train-images-idx3-ubyte.gz")
    try folder.write(gzip(idx([1], [3])), to: "gzip/emnist-letters-train-labels-idx1-ubyte.gz")
    try FileManager.default.createDirectory(atPath: folder.path + "/data/emnist", withIntermediateDirectories: true)
    try folder.python(
      """
      import zipfile
      with zipfile.ZipFile('data/emnist/gzip.zip', 'w', zipfile.ZIP_DEFLATED) as file:
          for part in ['images-idx3', 'labels-idx1']:
              file.write(f'gzip/emnist-letters-train-{part}-ubyte.gz')
      """)
    let dataset = try Catalog.load(
      "emnist", environment: ["FORGER_DATA": folder.path + "/data", "FORGER_OFFLINE": "1"])
    #expect(dataset.labels == [2] && dataset.classNames[2] == "C")
    #expect((0..<784).allSatisfy { dataset.pixels[$0] == ($0 % 28 == 0 ? 255 : 0) })
  }

  private func archive() throws -> String {
    try folder.python(
      """
      import zipfile
      sentence = 'The forger paints, the expert looks. ' * 4
      with zipfile.ZipFile('made.zip', 'w') as file:
          file.writestr('gzip/stored.txt', sentence)
          file.writestr('gzip/deflated.txt', sentence * 5000, zipfile.ZIP_DEFLATED)
          file.writestr('gzip/empty.txt', '')
      """)
    return folder.path + "/made.zip"
  }

  private func content(_ name: String, of zip: ZipArchive) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try zip.read(name) { bytes += $0 }
    return bytes
  }
}
