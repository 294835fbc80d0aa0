/// A message in the wire format of Protocol Buffers, as far as event files need it.
///
/// Every field is a key, its number and a type of encoding, then its value: varints (type 0), 8 bytes (1), lengths with
/// bytes (2) and 4 bytes (5), all little-endian.
struct ProtocolBuffer {
  private(set) var bytes: [UInt8] = []

  /// An `int32`, `int64` or enumeration.
  mutating func add(_ field: UInt64, _ value: Int) {
    varint(field << 3)
    varint(UInt64(bitPattern: Int64(value)))
  }

  /// A `double`.
  mutating func add(_ field: UInt64, _ value: Double) {
    varint(field << 3 | 1)
    fixed(value.bitPattern)
  }

  /// A `float`.
  mutating func add(_ field: UInt64, _ value: Float) {
    varint(field << 3 | 5)
    fixed(value.bitPattern)
  }

  /// A `string`.
  mutating func add(_ field: UInt64, _ text: String) { add(field, Array(text.utf8)) }

  /// A message.
  mutating func add(_ field: UInt64, _ message: ProtocolBuffer) { add(field, message.bytes) }

  /// `bytes`.
  mutating func add(_ field: UInt64, _ content: [UInt8]) {
    varint(field << 3 | 2)
    varint(UInt64(content.count))
    bytes += content
  }

  /// `repeated double`, packed.
  mutating func add(_ field: UInt64, _ values: [Double]) {
    varint(field << 3 | 2)
    varint(UInt64(8 * values.count))
    for value in values { fixed(value.bitPattern) }
  }

  /// Seven bits a byte, the lowest first; the eighth says that more follow.
  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func fixed(_ value: some FixedWidthInteger) {
    bytes += value.littleEndianBytes
  }
}

extension FixedWidthInteger {
  /// The bytes, the lowest first.
  var littleEndianBytes: [UInt8] { (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}
