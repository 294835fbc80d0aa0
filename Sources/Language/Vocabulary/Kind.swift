/// What a parameter takes.
public enum Kind: Sendable {
  /// A whole number in the range; `1_000` and `1e3` are whole.
  case integer(ClosedRange<Int>)
  /// A real number in the range.
  case number(NumberRange)
  /// `on`, `off`, `true`, `false`, `True`, `False`.
  case flag
  /// One of a fixed list of words.
  case word([Choice])
  /// A name from a list that the vocabulary is asked for each time. When `isOpen`, other names pass as well, for names
  /// that only an earlier line of the same cell defines.
  case name(NameCategory, isOpen: Bool = false)
  /// A text in double quotes, or a single word.
  case text
  /// A size with that many lengths, such as `28x28` with two.
  case size(ClosedRange<Int>)
  /// An expression that the command computes itself; the phrase says what sentences call it, such as `a value`. The
  /// choices are words that mean something to the command alone.
  case expression(String, choices: [Choice] = [])
  /// A name and the range that it runs over: `x=0..1`.
  case domain

  /// What is expected, as the object of a sentence.
  var expectation: String {
    switch self {
    case .integer(let range):
      switch (range.lowerBound, range.upperBound) {
      case (.min, .max): "a whole number"
      case (let lower, .max): "a whole number from \(lower.spelled)"
      case (.min, let upper): "a whole number up to \(upper.spelled)"
      case (let lower, let upper): "a whole number from \(lower.spelled) to \(upper.spelled)"
      }
    case .number(let range): "a number" + range.phrase
    case .flag: "`on` or `off`"
    case .word(let choices): choices.map { "`\($0.name)`" }.joinedAsAlternatives
    case .name(let category, let isOpen): isOpen ? "a name" : category.phrase
    case .text: "a text in double quotes"
    case .size(let lengths):
      if lengths == 2...2 {
        "a size such as `28x28`"
      } else {
        lengths.contains(1)
          ? "a whole number or a size such as `1x28x28`"
          : lengths.contains(2) ? "a size such as `28x28` or `1x28x28`" : "a size such as `1x28x28`"
      }
    case .expression(let phrase, _): phrase
    case .domain: "a name and a range, as in `x=0..1`"
    }
  }

  /// Whether it takes whatever is written.
  var isText: Bool { if case .text = self { true } else { false } }

  /// Whether a value is read as an expression rather than as a word.
  var takesExpression: Bool {
    switch self {
    case .integer, .number, .size, .expression, .domain: true
    case .flag, .word, .name, .text: false
    }
  }
}

/// A word that may be chosen, with a line of help.
public struct Choice: Sendable, Equatable {
  /// The word as it is typed.
  public let name: String
  /// What choosing it means.
  public let summary: String
  /// More for those who ask: how it is written, and an example.
  public let details: [String]
  /// Of a function: what can be given by name.
  public let options: [String]

  /// A choice.
  public init(_ name: String, _ summary: String, details: [String] = [], options: [String] = []) {
    self.name = name
    self.summary = summary
    self.details = details
    self.options = options
  }
}

/// A kind of names that the vocabulary is asked for, such as data sets.
public struct NameCategory: Sendable, Hashable {
  /// What completion calls the type of these names, such as `dataset`.
  public let name: String
  /// What sentences call one of them, such as `a data set`.
  public let phrase: String

  /// A category.
  public init(_ name: String, phrase: String) {
    self.name = name
    self.phrase = phrase
  }

  /// The verbs themselves, for `help VERB`; the vocabulary knows them without being asked.
  public static let verb = NameCategory("verb", phrase: "a command or function")
  /// Functions and numbers that expressions can use without a definition.
  public static let function = NameCategory("function", phrase: "a function")
  /// Names that were defined in the session.
  public static let definition = NameCategory("definition", phrase: "a defined name")
}

extension [String] {
  /// `a, b or c`.
  var joinedAsAlternatives: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
