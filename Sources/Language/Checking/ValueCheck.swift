/// Converts a written value to what a parameter takes.
struct ValueCheck {
  private let parameter: Parameter
  private let vocabulary: Vocabulary
  private let text: SourceText

  init(_ parameter: Parameter, vocabulary: Vocabulary, text: SourceText) {
    (self.parameter, self.vocabulary, self.text) = (parameter, vocabulary, text)
  }

  /// Up to here every whole number is a Double, so nothing typed is silently rounded.
  private static let largestWhole = 9_007_199_254_740_992.0

  func value(of expression: Expression) -> Result<Value, Diagnostic> {
    guard case .literal(let literal) = expression.node else { return .failure(wrongKind(expression)) }
    switch (parameter.kind, literal) {
    case (.integer(let range), .number(let number)):
      return integer(number, in: range, expression)
    case (.number(let range), .number(let number)):
      return range.contains(number) ? .success(.number(number)) : .failure(outOfRange(expression))
    case (.flag, .word(let word)):
      guard let flag = Self.flags[word] else { return .failure(unknownChoice(word, expression)) }
      return .success(.flag(flag))
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
    guard abs(number) <= Self.largestWhole, let whole = Int(exactly: number), range.contains(whole) else {
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

  private func spelling(_ expression: Expression) -> String { text[expression.range].clipped }

  private func wrongKind(_ expression: Expression) -> Diagnostic {
    Diagnostic(
      expression.range,
      .wrongKind(parameter: parameter.title, found: spelling(expression), expected: parameter.kind.expectation))
  }

  private func outOfRange(_ expression: Expression) -> Diagnostic {
    Diagnostic(
      expression.range,
      .outOfRange(parameter: parameter.title, found: spelling(expression), expected: parameter.kind.expectation))
  }

  private func unknownChoice(_ name: String, _ expression: Expression) -> Diagnostic {
    let names = vocabulary.choices(parameter.kind).map(\.name)
    let nearest = Spelling.nearest(to: name, among: names)
    return Diagnostic(
      expression.range,
      .unknownChoice(name.clipped, expected: parameter.choicePhrase, nearest: nearest, choices: names))
  }
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
