/// JSON as a file header or a recipe has it: numbers as they are written, fields in their order.
///
/// Numbers stay text because a seed has 64 bits and Adam's powers have 53, and neither may lose one.
package enum JSONNode: Sendable, Equatable {
  /// One named value of an object.
  package struct Field: Sendable, Equatable {
    package let name: String
    package let value: JSONNode
  }

  case null
  case flag(Bool)
  /// A number by its grammar.
  case number(String)
  case text(String)
  case list([JSONNode])
  case object([Field])

  /// A whole number.
  package static func whole(_ value: some BinaryInteger) -> JSONNode { .number(String(value)) }

  /// A real number in its shortest form that reads as the same bits; one that is not finite becomes `null`.
  package static func real(_ value: Double) -> JSONNode { value.isFinite ? .number("\(value)") : .null }

  /// An object.
  package static func fields(_ fields: KeyValuePairs<String, JSONNode>) -> JSONNode {
    .object(fields.map { Field(name: $0, value: $1) })
  }

  /// The value of a field.
  package subscript(name: String) -> JSONNode? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }

  package var asText: String? { if case .text(let text) = self { text } else { nil } }
  package var asList: [JSONNode]? { if case .list(let nodes) = self { nodes } else { nil } }
  package var asFlag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  package var asInteger: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  package var asUnsigned: UInt64? { if case .number(let text) = self { UInt64(text) } else { nil } }
  package var asDouble: Double? { if case .number(let text) = self { Double(text) } else { nil } }
}

extension JSONNode: CustomStringConvertible {
  /// The node without any blank, in ASCII or UTF-8.
  package var description: String {
    var text = ""
    write(into: &text)
    return text
  }

  private func write(into text: inout String) {
    switch self {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .number(let digits): text += digits
    case .text(let content): Self.quote(content, into: &text)
    case .list(let nodes):
      text += "["
      for (index, node) in nodes.enumerated() {
        if index > 0 { text += "," }
        node.write(into: &text)
      }
      text += "]"
    case .object(let fields):
      text += "{"
      for (index, field) in fields.enumerated() {
        if index > 0 { text += "," }
        Self.quote(field.name, into: &text)
        text += ":"
        field.value.write(into: &text)
      }
      text += "}"
    }
  }

  private static func quote(_ content: String, into text: inout String) {
    text += "\""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
