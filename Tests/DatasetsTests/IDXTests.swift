import Datasets
import Tensors
import Testing

@Suite struct IDXTests {
  static let images = idx([2, 3, 4], (0..<24).map { UInt8($0 * 10) })

  @Test("Images are read, packed or plain")
  func roundTrip() throws {
    for bytes in [Self.images, gzip(Self.images)] {
      let file = try read(bytes, rank: 3)
      #expect(file.dimensions == [2, 3, 4])
      #expect(file.elements == (0..<24).map { UInt8($0 * 10) })
    }
    #expect(try read(idx([3], [7, 8, 9]), rank: 1).elements == [7, 8, 9])
  }

  @Test("A hostile file is refused with its reason", arguments: hostile)
  func refused(file: Hostile) {
    #expect(throws: file.fault) { try read(file.bytes, rank: 3) }
    #expect(throws: file.fault) { try read(gzip(file.bytes), rank: 3) }
  }

  @Test("A packed file that unpacks to more than it announces is refused before it is unpacked")
  func bombs() {
    let start = idx([1, 1, 1], [5])
    #expect(throws: FileFault.trailingBytes(expected: 1)) { try read(gzip(start) + bomb, rank: 3) }
  }

  @Test("A damaged file is an error or a sound value, never a crash", arguments: 0..<40)
  func mutations(round: Int) {
    var random = Random(seed: 20, purpose: .sample, step: UInt64(round))
    for _ in 0..<100 {
      var bytes = round.isMultiple(of: 2) ? Self.images : gzip(Self.images)
      for _ in 0...random.integer(below: 4) { mutate(&bytes, random: &random) }
      guard let file = try? read(bytes, rank: 3) else { continue }
      #expect(file.dimensions.reduce(1, *) == file.elements.count)
    }
  }

  struct Hostile: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let fault: FileFault
    var testDescription: String { "\(fault)" }
  }

  static let hostile = [
    Hostile(bytes: [], fault: .truncatedHeader(found: 0)),
    Hostile(bytes: [0, 0, 8], fault: .truncatedHeader(found: 3)),
    Hostile(bytes: Array(images.prefix(11)), fault: .truncatedHeader(found: 11)),
    Hostile(bytes: Array("<!DOCTYPE html>".utf8), fault: .notIDX(firstBytes: Array("<!DO".utf8))),
    Hostile(bytes: idx([1, 1, 1], [5], type: 0x0D), fault: .unsupportedElementType(0x0D)),
    Hostile(bytes: idx([1], [5]), fault: .wrongRank(expected: 3, found: 1)),
    Hostile(bytes: idx([1, 1, 1, 1], [5]), fault: .wrongRank(expected: 3, found: 4)),
    Hostile(bytes: idx([2, 0, 4], []), fault: .emptyDimension(dimensions: [2, 0, 4])),
    Hostile(
      bytes: idx([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], []),
      fault: .implausibleDimensions([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], limit: IDX.limit)),
    Hostile(
      bytes: idx([1 << 20, 1 << 10, 2], []), fault: .implausibleDimensions([1 << 20, 1 << 10, 2], limit: IDX.limit)),
    Hostile(bytes: idx([1 << 20, 1 << 10, 1], [1, 2]), fault: .truncatedContent(expected: 1 << 30, found: 2)),
    Hostile(bytes: Array(images.dropLast()), fault: .truncatedContent(expected: 24, found: 23)),
    Hostile(bytes: images + [0], fault: .trailingBytes(expected: 24)),
  ]

  private func read(_ bytes: [UInt8], rank: Int) throws(FileFault) -> IDX {
    try IDX(ByteStream(bytes: bytes), rank: rank)
  }

  /// Changes, cuts, doubles or inserts at a random place.
  private func mutate(_ bytes: inout [UInt8], random: inout Random) {
    guard !bytes.isEmpty else { return }
    let place = random.integer(below: bytes.count)
    switch random.integer(below: 5) {
    case 0: bytes[place] ^= 1 << UInt8(random.integer(below: 8))
    case 1: bytes[place] = UInt8(random.integer(below: 256))
    case 2: bytes.removeSubrange(place...)
    case 3: bytes.insert(UInt8(random.integer(below: 256)), at: place)
    default: bytes += bytes[place...]
    }
  }
}
