/// Converts a written value to what a parameter takes.
struct ValueCheck {
  private let parameter: Parameter
  private let vocabulary: Vocabulary
  private let text: SourceText
  /// Names that stand for values, so that a word may be one of them.
  private let known: Set<String>
  /// What an expression came to, when it has been computed.
  private let computed: String?

  init(
    _ parameter: Parameter, vocabulary: Vocabulary, text: SourceText, known: Set<String> = [], computed: String? = nil
  ) {
    (self.parameter, self.vocabulary, self.text) = (parameter, vocabulary, text)
    (self.known, self.computed) = (known, computed)
  }

  /// Up to here every whole number is a Double and none beside it is read as it, so nothing typed is silently rounded.
  private static let largestWhole = 9_007_199_254_740_991

  func value(of expression: Expression) -> Result<Value, Diagnostic> {
    if case .expression(_, let choices) = parameter.kind { return checkedName(expression, choices) }
    guard case .literal(let literal) = expression.node else {
      return isDeferred(expression) ? .success(.expression(expression)) : .failure(wrongKind(expression))
    }
    switch (parameter.kind, literal) {
    case (_, .flag(let flag)) where parameter.kind.isFlag: return .success(.flag(flag))
    case (.integer(let range), .number(let number)):
      return integer(number, in: range, expression)
    case (.number(let range), .number(let number)):
      return range.contains(number) ? .success(.number(number)) : .failure(outOfRange(expression))
    case (_, .word(let word)) where isName(word, for: parameter.kind):
      return .success(.expression(Expression(.name(word), expression.range)))
    case (.flag, .word(let word)):
      guard let flag = Self.flags[word] else { return .failure(unknownChoice(word, expression)) }
      return .success(.flag(flag))
    case (.size(let lengths), .number(let number)) where lengths.contains(1):
      guard let whole = Int(exactly: number), whole > 0, number <= 1e9 else { return .failure(outOfRange(expression)) }
      return .success(.size([whole]))
    case (.text, .string(let string)), (.text, .word(let string)): return .success(.text(string))
    case (.size(let lengths), .size(let size)):
      return lengths.contains(size.count) ? .success(.size(size)) : .failure(wrongKind(expression))
    case (.word(let choices), .word(let name)), (.word(let choices), .string(let name)):
      return choice(name, among: choices, expression)
    case (.name(_, let isOpen), .word(let name)), (.name(_, let isOpen), .string(let name)):
      return isOpen ? .success(.text(name)) : choice(name, among: vocabulary.choices(parameter.kind), expression)
    default: return .failure(wrongKind(expression))
    }
  }

  /// An expression as it is; a lone name must mean something.
  private func checkedName(_ expression: Expression, _ choices: [Choice]) -> Result<Value, Diagnostic> {
    guard case .name(let name) = expression.node, !known.contains(name), !choices.contains(where: { $0.name == name })
    else { return .success(.expression(expression)) }
    let functions = vocabulary.names(.function)
    guard !functions.contains(where: { $0.name == name }) else { return .success(.expression(expression)) }
    if vocabulary.verb(name) != nil { return .failure(Diagnostic(expression.range, .commandAsValue(name))) }
    let nearest = Spelling.nearest(to: name, among: choices.map(\.name) + known.sorted() + functions.map(\.name))
    return .failure(Diagnostic(expression.range, .unknownName(name.clipped, nearest: nearest)))
  }

  /// Whether the expression can only be judged when it has been computed.
  private func isDeferred(_ expression: Expression) -> Bool {
    switch expression.node {
    case .name(let name): known.contains(name)
    case .list, .range, .derivative: false
    case .literal: true
    case .negation, .operation, .call: parameter.kind.takesExpression || parameter.kind.isFlag
    }
  }

  /// Whether a word that is no choice is the name of a value.
  private func isName(_ word: String, for kind: Kind) -> Bool {
    guard known.contains(word) else { return false }
    switch kind {
    case .flag: return Self.flags[word] == nil
    case .word, .name(_, isOpen: false): return !vocabulary.choices(kind).contains { $0.name == word }
    default: return false
    }
  }

  private static let flags = [
    "true": true, "True": true, "on": true, "false": false, "False": false, "off": false,
  ]

  private func integer(
    _ number: Double, in range: ClosedRange<Int>, _ expression: Expression
  ) -> Result<Value, Diagnostic> {
    guard number == number.rounded() else {
      return .failure(
        Diagnostic(
          expression.range,
          .notWhole(parameter: parameter.title, found: spelling(expression), expected: parameter.kind.expectation)))
    }
    guard abs(number) <= Double(Self.largestWhole) else {
      let bound = range.upperBound == .max ? "a whole number up to \(Self.largestWhole.spelled)" : nil
      return .failure(outOfRange(expression, expected: bound))
    }
    guard let whole = Int(exactly: number), range.contains(whole) else {
      return .failure(outOfRange(expression))
    }
    return .success(.integer(whole))
  }

  private func choice(
    _ name: String, among choices: [Choice], _ expression: Expression
  ) -> Result<Value, Diagnostic> {
    choices.contains { $0.name == name } ? .success(.text(name)) : .failure(unknownChoice(name, expression))
  }

  // MARK: Diagnostics

  private func spelling(_ expression: Expression) -> String {
    let written = text[expression.range].clipped
    return computed.map { "\(written) = \($0)".clipped } ?? written
  }

  private func wrongKind(_ expression: Expression) -> Diagnostic {
    let name = parameter.kind.takesExpression ? expression.asName : nil
    return Diagnostic(
      expression.range,
      .wrongKind(
        parameter: parameter.title, found: spelling(expression), expected: parameter.kind.expectation,
        nearest: name.flatMap { Spelling.nearest(to: $0, among: known.sorted()) }))
  }

  private func outOfRange(_ expression: Expression, expected: String? = nil) -> Diagnostic {
    Diagnostic(
      expression.range,
      .outOfRange(
        parameter: parameter.title, found: spelling(expression), expected: expected ?? parameter.kind.expectation))
  }

  private func unknownChoice(_ name: String, _ expression: Expression) -> Diagnostic {
    let names = vocabulary.choices(parameter.kind).map(\.name)
    let nearest = Spelling.nearest(to: name, among: names)
    return Diagnostic(
      expression.range,
      .unknownChoice(name.clipped, expected: parameter.choicePhrase, nearest: nearest, choices: names))
  }
}

extension Kind {
  fileprivate var isFlag: Bool { if case .flag = self { true } else { false } }
}

extension Parameter {
  /// What a word is not, when it is not among the choices.
  fileprivate var choicePhrase: String {
    switch kind {
    case .name(let category, _): category.phrase
    default: "a choice of \(title)"
    }
  }
}
