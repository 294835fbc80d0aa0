/// A checked value of a parameter.
public enum Value: Sendable, Equatable {
  /// A whole number.
  case integer(Int)
  /// A real number.
  case number(Double)
  /// A word, a name or a text.
  case text(String)
  /// `true` or `false`.
  case flag(Bool)
  /// The lengths of a size, `28x28` being `[28, 28]`.
  case size([Int])
  /// What has still to be computed.
  case expression(Expression)
  /// A name and the range it runs over.
  case domain(String, Expression)

  /// The value as it is typed.
  public var spelled: String {
    switch self {
    case .integer(let value): value.spelled
    case .number(let value): value.spelled
    case .text(let value): value
    case .flag(let value): value ? "on" : "off"
    case .size(let lengths): lengths.map(String.init).joined(separator: "x")
    case .expression, .domain: "…"
    }
  }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral
{
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A real number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A word, a name or a text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A flag.
  public init(booleanLiteral value: Bool) { self = .flag(value) }
}
