/// Any JSON, for the parts of a message whose shape is not ours to fix: metadata, MIME bundles, comm data.
public enum JSONValue: Sendable, Equatable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number without fraction that fits 64 bits.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// Text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Named values.
  case object([String: JSONValue])

  /// The value of a key, when this is an object that has it.
  public subscript(key: String) -> JSONValue? {
    if case .object(let fields) = self { fields[key] } else { nil }
  }

  /// The text, when this is one.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The whole number, when this is one.
  public var integerValue: Int? {
    if case .integer(let number) = self { number } else { nil }
  }
}

extension JSONValue: JSONReadable {
  /// Takes it as it is.
  public init(_ json: JSONValue) { self = json }
}

extension JSONValue: JSONWritable {
  /// Writes it; JSON knows no infinity and no NaN, so these become `null`.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.literal("null")
    case .bool(let flag): flag.write(to: &writer)
    case .integer(let number): number.write(to: &writer)
    case .number(let number): writer.literal(number.isFinite ? "\(number)" : "null")
    case .string(let text): text.write(to: &writer)
    case .array(let values): values.write(to: &writer)
    case .object(let fields): fields.write(to: &writer)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Text.
  public init(stringLiteral text: String) { self = .string(text) }
  /// A whole number.
  public init(integerLiteral number: Int) { self = .integer(number) }
  /// `true` or `false`.
  public init(booleanLiteral flag: Bool) { self = .bool(flag) }
  /// A number.
  public init(floatLiteral number: Double) { self = .number(number) }
  /// A list.
  public init(arrayLiteral values: JSONValue...) { self = .array(values) }
  /// Named values; of a name given twice the last counts.
  public init(dictionaryLiteral fields: (String, JSONValue)...) {
    self = .object(Dictionary(fields) { $1 })
  }
}
