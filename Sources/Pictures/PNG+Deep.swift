/// Files of 16 bits a channel.
extension PNG {
  /// Whether the header, which always comes first, says 16 bits and interlaced.
  static func isDeepAndInterlaced(_ bytes: [UInt8]) -> Bool {
    bytes.count > 28 && bytes[24] == 16 && bytes[28] != 0
  }

  /// The file with a gamma of 1, and without blocks that say otherwise; all other blocks as they are, checksums included.
  static func saidToBeLinear(_ bytes: [UInt8]) -> [UInt8] {
    let headerEnd = signature.count + 25
    guard bytes.count > headerEnd else { return bytes }
    var result = Array(bytes[..<headerEnd])
    // In units of 1/100000.
    PNGChunk("gAMA", [0x00, 0x01, 0x86, 0xA0]).write(to: &result)
    var start = headerEnd
    while start + 12 <= bytes.count {
      let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let name = String(decoding: bytes[start + 4..<start + 8], as: UTF8.self)
      let end = min(bytes.count, start + 12 + length)
      if !["gAMA", "sRGB", "iCCP", "cHRM", "cICP", "sBIT"].contains(name) { result += bytes[start..<end] }
      start = end
    }
    return result + bytes[start...]
  }

  /// 16 bits to the nearest of 8; with opacity, colours are divided by it, as the linear format multiplies them.
  static func shallow(_ values: [UInt16], channels: Int) -> [UInt8] {
    func byte(_ value: Int) -> UInt8 { UInt8(max(0, min(255, (value * 255 + 32_767) / 65_535))) }
    guard channels == 4 else { return values.map { byte(Int($0)) } }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count)
    for start in stride(from: 0, to: values.count, by: 4) {
      let opacity = Int(values[start + 3])
      for channel in 0..<3 {
        let value = Int(values[start + channel])
        bytes.append(opacity == 0 ? 0 : byte((value * 65_535 + opacity / 2) / opacity))
      }
      bytes.append(byte(opacity))
    }
    return bytes
  }
}
