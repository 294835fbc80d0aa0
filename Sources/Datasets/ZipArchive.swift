/// A ZIP file, as far as data sets need it: members stored or deflated, below 4 GiB, not encrypted.
///
/// Layout after PKWARE's APPNOTE.TXT 6.3: at the end a record that says where the central directory is, there an entry
/// for each member, and before each member's data a header of its own, whose length alone is of use.
package struct ZipArchive {
  /// One file of the archive.
  struct Member: Equatable {
    let name: String
    let isDeflated: Bool
    let packedCount: Int
    let count: Int
    let checkSum: UInt32
    let headerOffset: Int
  }

  private let file: InputFile
  private let members: [Member]

  /// The names of the members.
  package var names: [String] { members.map(\.name) }

  /// Reads the central directory of the file at `path`.
  package init(path: String) throws(FileFault) {
    file = try InputFile(path)
    members = try Self.readDirectory(of: file)
  }

  /// Hands over the content of a member in pieces, and proves length and check sum at the end.
  package func read(_ name: String, _ take: ([UInt8]) throws(FileFault) -> Void) throws(FileFault) {
    guard let member = members.first(where: { $0.name == name }) else { throw .missingMember(name) }
    let header = try file.bytes(30, at: member.headerOffset)
    guard header.count == 30, header.starts(with: [0x50, 0x4B, 3, 4]) else { throw .damagedZip }
    var place = member.headerOffset + 30 + header.number(26, 2) + header.number(28, 2)
    var left = member.packedCount
    var made = 0
    var sum = CRC32()
    var inflater = member.isDeflated ? try Inflater(.raw) : nil
    while left > 0 {
      let piece = try file.bytes(min(left, 1 << 18), at: place)
      guard !piece.isEmpty else { throw .damagedZip }
      place += piece.count
      left -= piece.count
      var position = 0
      while position < piece.count {
        var content: [UInt8] = []
        if inflater == nil {
          content = piece
          position = piece.count
        } else {
          guard inflater?.isAtEnd == false else { throw .damagedZip }
          try inflater?.inflate(piece, at: &position, upTo: 1 << 18, into: &content)
        }
        made += content.count
        // A member that unpacks to more than its entry says would fill the disk.
        guard made <= member.count else { throw .damagedZip }
        sum.add(content)
        try take(content)
      }
    }
    guard made == member.count, sum.value == member.checkSum else { throw .damagedZip }
  }

  private static func readDirectory(of file: InputFile) throws(FileFault) -> [Member] {
    let size = try file.size()
    // The record at the end is 22 bytes and a comment of at most 65,535.
    let tail = try file.bytes(22 + 65_535, at: max(0, size - 22 - 65_535))
    guard tail.count >= 22,
      let start = (0...(tail.count - 22)).last(where: { tail[$0...].starts(with: [0x50, 0x4B, 5, 6]) })
    else { throw .notZip }
    let end = Array(tail[start...])
    let length = end.number(12, 4)
    guard length <= 1 << 24 else { throw .damagedZip }
    let directory = try file.bytes(length, at: end.number(16, 4))
    guard directory.count == length else { throw .damagedZip }
    var members: [Member] = []
    var place = 0
    for _ in 0..<end.number(10, 2) {
      guard place + 46 <= length, directory[place...].starts(with: [0x50, 0x4B, 1, 2]) else { throw .damagedZip }
      let entry = Array(directory[place..<(place + 46)])
      let nameLength = entry.number(28, 2)
      guard place + 46 + nameLength <= length else { throw .damagedZip }
      let name = String(decoding: directory[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      place += 46 + nameLength + entry.number(30, 2) + entry.number(32, 2)
      let method = entry.number(10, 2)
      // Encrypted members and those packed by other methods are as good as not there.
      guard entry.number(8, 2) & 1 == 0, method == 0 || method == 8 else { continue }
      members.append(
        Member(
          name: name, isDeflated: method == 8, packedCount: entry.number(20, 4), count: entry.number(24, 4),
          checkSum: UInt32(entry.number(16, 4)), headerOffset: entry.number(42, 4)))
    }
    return members
  }
}

extension [UInt8] {
  /// The number in `count` bytes, the least significant first.
  fileprivate func number(_ place: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(self[place + $1]) << (8 * $1) }
  }
}
