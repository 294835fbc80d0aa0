/// The types of numbers that safetensors files hold, by the names they have there.
public enum ScalarType: String, CaseIterable, Sendable {
  case bool = "BOOL"
  case uint8 = "U8"
  case int8 = "I8"
  case float8e5m2 = "F8_E5M2"
  case float8e4m3 = "F8_E4M3"
  case int16 = "I16"
  case uint16 = "U16"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int32 = "I32"
  case uint32 = "U32"
  case float32 = "F32"
  case int64 = "I64"
  case uint64 = "U64"
  case float64 = "F64"

  /// The bytes of one number.
  public var width: Int {
    switch self {
    case .bool, .uint8, .int8, .float8e5m2, .float8e4m3: 1
    case .int16, .uint16, .float16, .bfloat16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// The bytes of these numbers, little-endian, each rounded to the nearest value of the type, ties to even.
  ///
  /// - Returns: nil for a type that is not a float of 16, 32 or 64 bits.
  package func bytes(of values: [Float]) -> [UInt8]? {
    switch self {
    case .float32: Self.bytes(values.lazy.map(\.bitPattern), count: values.count)
    case .float16: Self.bytes(values.lazy.map(Self.half), count: values.count)
    case .bfloat16: Self.bytes(values.lazy.map(Self.brain), count: values.count)
    case .float64: Self.bytes(values.lazy.map { Double($0).bitPattern }, count: values.count)
    default: nil
    }
  }

  /// The numbers in these bytes; doubles are rounded.
  ///
  /// - Returns: nil for a type that is not a float of 16, 32 or 64 bits.
  package func floats(_ bytes: ArraySlice<UInt8>) -> [Float]? {
    switch self {
    case .float32: Self.words(bytes) { (word: UInt32) in Float(bitPattern: word) }
    case .float16: Self.words(bytes, Self.float(half:))
    case .bfloat16: Self.words(bytes) { (word: UInt16) in Float(bitPattern: UInt32(word) << 16) }
    case .float64: Self.words(bytes) { (word: UInt64) in Float(Double(bitPattern: word)) }
    default: nil
    }
  }

  /// The bytes of doubles, for the type F64.
  package static func bytes(of values: [Double]) -> [UInt8] {
    bytes(values.lazy.map(\.bitPattern), count: values.count)
  }

  /// The doubles in bytes of the type F64.
  package static func doubles(_ bytes: ArraySlice<UInt8>) -> [Double] {
    words(bytes) { (word: UInt64) in Double(bitPattern: word) }
  }

  private static func bytes<Word: FixedWidthInteger & UnsignedInteger>(
    _ words: some Sequence<Word>, count: Int
  ) -> [UInt8] {
    let width = Word.bitWidth / 8
    var bytes = [UInt8](repeating: 0, count: count * width)
    var place = 0
    for word in words {
      for index in 0..<width { bytes[place + index] = UInt8(truncatingIfNeeded: word >> (8 * index)) }
      place += width
    }
    return bytes
  }

  private static func words<Word: FixedWidthInteger & UnsignedInteger, Value>(
    _ bytes: ArraySlice<UInt8>, _ convert: (Word) -> Value
  ) -> [Value] {
    let width = Word.bitWidth / 8
    let span = bytes.span
    return (0..<span.count / width).map { number in
      var word: Word = 0
      for index in 0..<width { word |= Word(span[number * width + index]) << (8 * index) }
      return convert(word)
    }
  }

  /// A float of 16 bits (IEEE 754 binary16: 5 bits of exponent, 10 of significand).
  static func half(_ value: Float) -> UInt16 {
    let sign = UInt16(truncatingIfNeeded: value.bitPattern >> 16) & 0x8000
    let magnitude = value.bitPattern & 0x7FFF_FFFF
    switch magnitude {
    case 0x7F80_0001...: return sign | 0x7E00  // not a number
    case 0x477F_F000...: return sign | 0x7C00  // 65,520 and beyond round to infinity
    case 0x3880_0000...: return sign | UInt16(rounded(magnitude - 0x3800_0000, dropping: 13))
    case 0x3300_0000...:
      // Below 2^-14 the unit is 2^-24, whatever the exponent.
      return sign | UInt16(rounded(magnitude & 0x7F_FFFF | 0x80_0000, dropping: 126 - magnitude >> 23))
    default: return sign
    }
  }

  /// The upper half of a float of 32 bits.
  static func brain(_ value: Float) -> UInt16 {
    value.isNaN ? 0x7FC0 : UInt16(rounded(value.bitPattern, dropping: 16))
  }

  /// The bits without the last `count`, rounded to the nearest, ties to even.
  private static func rounded(_ bits: UInt32, dropping count: UInt32) -> UInt32 {
    let kept = bits >> count
    let rest = bits & (1 << count - 1)
    let middle: UInt32 = 1 << (count - 1)
    return rest > middle || (rest == middle && kept & 1 == 1) ? kept + 1 : kept
  }

  /// The value of a float of 16 bits, exactly.
  static func float(half bits: UInt16) -> Float {
    let exponent = UInt32(bits >> 10 & 0x1F)
    let significand = UInt32(bits & 0x3FF)
    let magnitude: Float =
      switch exponent {
      case 0: Float(significand) * 0x1p-24
      case 0x1F: Float(bitPattern: 0x7F80_0000 | significand << 13)
      default: Float(bitPattern: (exponent + 112) << 23 | significand << 13)
      }
    return bits & 0x8000 == 0 ? magnitude : -magnitude
  }
}
