/// Values to bytes and back, the same way for every frame.
///
/// Our own, and not Foundation's: a trivial cell is a dozen pieces of JSON, and Foundation's coders took a fifth of the
/// processors' time for it.
public enum JSON {
  /// The bytes of a value; equal values have equal bytes.
  public static func encode(_ value: some JSONWritable) -> [UInt8] {
    var writer = JSONWriter()
    value.write(to: &writer)
    return writer.bytes
  }

  /// The value in some bytes.
  public static func decode<Value: JSONReadable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws(JSONFault) -> Value {
    try Value(JSONParser.value(of: bytes))
  }

  /// How deeply arrays and objects are nested in the bytes, without parsing them.
  static func depth(of bytes: [UInt8]) -> Int {
    var depth = 0
    var deepest = 0
    var isInString = false
    var isEscaped = false
    for byte in bytes {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
    }
    return deepest
  }
}

/// Why bytes are not the value that was expected of them.
public enum JSONFault: Error, Sendable, Equatable {
  /// They are no JSON (RFC 8259) from this byte on.
  case malformed(at: Int)
  /// Arrays and objects are nested beyond `JSONParser.mostDepth`.
  case tooDeep
  /// It is something else than was expected.
  case wrongType
  /// A field is missing.
  case missing(key: String)
  /// A field is something else than was expected.
  case wrong(key: String)
}
