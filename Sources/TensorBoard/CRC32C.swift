/// The check sum of TFRecord files: CRC-32C (Castagnoli; RFC 3720, section 12.1), reflected polynomial 0x82F63B78.
package enum CRC32C {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
  }

  /// The check sum of some bytes.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
  }

  /// The check sum as the files have it: turned and shifted, because a sum over bytes that hold sums finds less.
  static func masked(_ bytes: [UInt8]) -> UInt32 {
    let sum = checksum(bytes)
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }
}
