/// The values of a checked command, by the names of the declaration.
///
/// Two families of getters: `integer("batch")` for parameters that always have a value (required, or with a default),
/// and `integer(ifGiven: "steps")` for the others, which answers nil when it was left out. Asking for a value that the
/// declaration does not promise, or as another type, is a mistake of the program that stops it at the first run of the
/// verb, whatever is typed.
public struct Arguments: Sendable {
  private let verb: Verb
  private var given: [String: [Value]]
  private let ranges: [String: SourceRange]
  private let commandRange: SourceRange

  init(verb: Verb, given: [String: [Value]], ranges: [String: SourceRange], commandRange: SourceRange) {
    (self.verb, self.given, self.ranges, self.commandRange) = (verb, given, ranges, commandRange)
  }

  /// Whether the parameter was written, rather than left to its default.
  public func has(_ name: String) -> Bool { given[name] != nil }

  /// Where the parameter was written; the whole command when it was not.
  public func range(of name: String) -> SourceRange { ranges[name] ?? commandRange }

  /// Every value of a repeated parameter, in order; the default alone when none was written.
  public func values(_ name: String) -> [Value] {
    let parameter = declaration(name)
    return given[name] ?? parameter.defaultValue.map { [$0] } ?? []
  }

  /// The expressions of a parameter that takes them, in order.
  public func expressions(_ name: String) -> [Expression] {
    values(name).compactMap { if case .expression(let expression) = $0 { expression } else { nil } }
  }

  /// The name and the range of a `over x=…`, or nil when it was left out.
  public func domain(ifGiven name: String) -> (variable: String, range: Expression)? {
    value(name) { if case .domain(let variable, let range) = $0 { (variable, range) } else { nil } }
  }

  /// The names and ranges of `over x=…, y=…`, in order.
  public func domains(_ name: String) -> [(variable: String, range: Expression)] {
    values(name).compactMap { if case .domain(let variable, let range) = $0 { (variable, range) } else { nil } }
  }

  /// Whether ``resolved(vocabulary:text:evaluating:)`` has anything to compute.
  var hasExpressions: Bool {
    given.contains { name, values in
      guard values.contains(where: { if case .expression = $0 { true } else { false } }) else { return false }
      return if case .expression = declaration(name).kind { false } else { true }
    }
  }

  /// The arguments with every written expression replaced by its value.
  ///
  /// - Throws: what `evaluate` throws, and a `Diagnostic` for a value that the parameter does not take.
  func resolved(
    vocabulary: Vocabulary, text: SourceText,
    evaluating evaluate: (Expression) throws -> (value: Literal, spelled: String)
  ) throws -> Arguments {
    var result = self
    for (name, values) in given {
      let parameter = declaration(name)
      if case .expression = parameter.kind { continue }
      result.given[name] = try values.compactMap { value in
        guard case .expression(let expression) = value else { return value }
        let computed = try evaluate(expression)
        // `None` is what papermill injects for "not given".
        if computed.value == .nothing, !parameter.isRequired { return nil }
        return try ValueCheck(parameter, vocabulary: vocabulary, text: text, computed: computed.spelled)
          .value(of: Expression(.literal(computed.value), expression.range)).get()
      }
      if result.given[name]?.isEmpty == true { result.given[name] = nil }
    }
    return result
  }

  // MARK: Values that are always there

  /// A whole number.
  public func integer(_ name: String) -> Int { promised(name, integer(ifGiven: name)) }
  /// A real number.
  public func number(_ name: String) -> Double { promised(name, number(ifGiven: name)) }
  /// A text, a word or a name.
  public func text(_ name: String) -> String { promised(name, text(ifGiven: name)) }
  /// A flag.
  public func flag(_ name: String) -> Bool { promised(name, flag(ifGiven: name)) }
  /// The lengths of a size.
  public func size(_ name: String) -> [Int] { promised(name, size(ifGiven: name)) }
  /// The words or names of a repeated parameter.
  public func texts(_ name: String) -> [String] { values(name).compactMap(\.asText) }

  // MARK: Values that may be missing

  /// A whole number, or nil when it was left out and has no default.
  public func integer(ifGiven name: String) -> Int? { value(name, \.asInteger) }
  /// A real number, or nil when it was left out and has no default.
  public func number(ifGiven name: String) -> Double? { value(name, \.asNumber) }
  /// A text, a word or a name, or nil when it was left out and has no default.
  public func text(ifGiven name: String) -> String? { value(name, \.asText) }
  /// A flag, or nil when it was left out and has no default.
  public func flag(ifGiven name: String) -> Bool? { value(name, \.asFlag) }
  /// The lengths of a size, or nil when it was left out and has no default.
  public func size(ifGiven name: String) -> [Int]? { value(name, \.asSize) }

  private func value<T>(_ name: String, _ convert: (Value) -> T?) -> T? { values(name).first.flatMap(convert) }

  private func promised<T>(_ name: String, _ value: T?) -> T {
    precondition(declaration(name).isAlwaysPresent, "\(verb.name) does not promise \(name): ask with ifGiven")
    guard let value else { preconditionFailure("\(name) of \(verb.name) has another type") }
    return value
  }

  private func declaration(_ name: String) -> Parameter {
    guard let parameter = verb.parameter(name) else { preconditionFailure("\(verb.name) declares no \(name)") }
    return parameter
  }
}

extension Value {
  fileprivate var asInteger: Int? { if case .integer(let value) = self { value } else { nil } }
  fileprivate var asText: String? { if case .text(let value) = self { value } else { nil } }
  fileprivate var asFlag: Bool? { if case .flag(let value) = self { value } else { nil } }
  fileprivate var asSize: [Int]? { if case .size(let value) = self { value } else { nil } }
  fileprivate var asNumber: Double? { if case .number(let value) = self { value } else { nil } }
}
