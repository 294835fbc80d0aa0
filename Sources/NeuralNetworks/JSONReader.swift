/// Reads JSON strictly (RFC 8259): no name twice in an object, no number outside of the grammar, nothing behind the value
/// but blanks, nesting of limited depth.
package struct JSONReader {
  /// Where and why bytes are no JSON.
  package struct Fault: Error, Sendable, Equatable {
    /// The reason, as the end of a sentence.
    package let reason: String
    /// The offset of the byte.
    package let offset: Int
  }

  private static let deepest = 64

  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// The value in these bytes, UTF-8.
  package static func read(_ bytes: ArraySlice<UInt8>) throws(Fault) -> JSONNode {
    var reader = JSONReader(bytes: bytes, place: bytes.startIndex)
    let node = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.place == bytes.endIndex else { throw reader.fault("something follows the value") }
    return node
  }

  /// The value in a text.
  package static func read(_ text: String) throws(Fault) -> JSONNode { try read(Array(text.utf8)[...]) }

  private func fault(_ reason: String) -> Fault { Fault(reason: reason, offset: place - bytes.startIndex) }

  private func peek() -> UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: byte) else { return false }
    place += 1
    return true
  }

  private mutating func take(word: StaticString) -> Bool {
    let text = Array("\(word)".utf8)
    guard bytes[place...].starts(with: text) else { return false }
    place += text.count
    return true
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONNode {
    guard depth < Self.deepest else { throw fault("it is nested too deeply") }
    skipBlanks()
    switch peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t") where take(word: "true"): return .flag(true)
    case UInt8(ascii: "f") where take(word: "false"): return .flag(false)
    case UInt8(ascii: "n") where take(word: "null"): return .null
    default: return .number(try number())
    }
  }

  private mutating func object(depth: Int) throws(Fault) -> JSONNode {
    place += 1
    var fields: [JSONNode.Field] = []
    var names: Set<String> = []
    skipBlanks()
    if take("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard peek() == UInt8(ascii: "\"") else { throw fault("a name in quotes is missing") }
      let name = try text()
      guard names.insert(name).inserted else { throw fault("the name '\(name.prefix(80))' comes twice") }
      skipBlanks()
      guard take(":") else { throw fault("a colon is missing") }
      fields.append(JSONNode.Field(name: name, value: try value(depth: depth + 1)))
      skipBlanks()
    } while take(",")
    guard take("}") else { throw fault("a comma or a closing brace is missing") }
    return .object(fields)
  }

  private mutating func list(depth: Int) throws(Fault) -> JSONNode {
    place += 1
    var nodes: [JSONNode] = []
    skipBlanks()
    if take("]") { return .list([]) }
    repeat {
      nodes.append(try value(depth: depth + 1))
      skipBlanks()
    } while take(",")
    guard take("]") else { throw fault("a comma or a closing bracket is missing") }
    return .list(nodes)
  }

  private mutating func number() throws(Fault) -> String {
    let start = place
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      try digits()
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func digits() throws(Fault) {
    let start = place
    while let byte = peek(), byte >= 0x30, byte <= 0x39 { place += 1 }
    if place == start { throw fault("a value is missing") }
  }

  private mutating func text() throws(Fault) -> String {
    place += 1
    var content: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        guard let text = String(validating: content, as: UTF8.self) else { throw fault("a text is not UTF-8") }
        return text
      case UInt8(ascii: "\\"):
        place += 1
        content += Array(String(try escape()).utf8)
      case ..<0x20: throw fault("a text holds a control character")
      default:
        content.append(byte)
        place += 1
      }
    }
    throw fault("a text does not end")
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    guard let byte = peek() else { throw fault("a text does not end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw fault("a text has an unknown escape")
    }
  }

  /// `\u00e9`, or two halves of a pair for scalars beyond 16 bits.
  private mutating func escapedScalar() throws(Fault) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else { throw fault("half of a pair stands alone") }
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault("half of a pair stands alone") }
    return scalar
  }

  private mutating func hexadecimal() throws(Fault) -> UInt32 {
    let digits = bytes[place...].prefix(4)
    let isHexadecimal = digits.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    guard digits.count == 4, isHexadecimal, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else {
      throw fault("an escape wants four digits")
    }
    place += 4
    return value
  }
}
