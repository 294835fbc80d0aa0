/// A block of a PNG file: four letters and what they stand for.
struct PNGChunk {
  let name: String
  let content: [UInt8]

  init(_ name: String, _ content: [UInt8]) {
    self.name = name
    self.content = content
  }

  /// The blocks of a file that this module has packed itself; what does not add up ends the list.
  static func list(of file: [UInt8]) -> [PNGChunk] {
    var chunks: [PNGChunk] = []
    var start = PNG.signature.count
    while start + 12 <= file.count {
      let length = file[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= file.count - start - 12 else { break }
      let name = String(decoding: file[start + 4..<start + 8], as: UTF8.self)
      chunks.append(PNGChunk(name, Array(file[start + 8..<start + 8 + length])))
      start += 12 + length
    }
    return chunks
  }

  /// Length, name, content, checksum.
  func write(to file: inout [UInt8]) {
    Self.append(UInt32(content.count), to: &file)
    let start = file.count
    file += name.utf8
    file += content
    Self.append(Self.checksum(file[start...]), to: &file)
  }

  /// Four bytes, the highest first.
  static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(value >> shift & 255)) }
  }

  /// CRC-32 as annex D of the PNG specification defines it.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 255)] ^ sum >> 8 }
    return ~sum
  }

  private static let table: [UInt32] = (0..<256).map { start in
    (0..<8).reduce(UInt32(start)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
  }
}
