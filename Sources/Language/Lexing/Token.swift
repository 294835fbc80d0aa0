/// The smallest piece of a cell that means something, and where it stands.
package struct Token: Sendable, Equatable {
  /// What a token is.
  package enum Kind: Sendable, Equatable {
    /// A name or keyword without hyphens; the parser joins `non-saturating` where a command wants a word.
    case word(String)
    case number(Double)
    /// `28x28`, `128x7x7`.
    case size([Int])
    /// The text between double quotes, escapes resolved.
    case string(String)
    case symbol(Symbol)
    /// A line end outside brackets.
    case newline
    /// The end of the cell; always the last token.
    case end
    /// Something that was meant as a value and already has its diagnostic.
    case invalid
    /// A character that means nothing and already has its diagnostic.
    case stray
  }

  package let kind: Kind
  package let range: SourceRange
}

/// Operators and punctuation.
package enum Symbol: String, CaseIterable, Sendable {
  case equals = "="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case power = "^"
  case matrixProduct = "@"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case comma = ","
  case range = ".."
  case prime = "'"
  case isEqual = "=="
  case isLess = "<"
  case isGreater = ">"
  case isAtMost = "<="
  case isAtLeast = ">="
  case approximately = "~"
  case question = "?"

  /// The symbol that begins with a scalar, the longer one where two fit.
  init?(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
    switch (scalar, next) {
    case ("=", "="): self = .isEqual
    case ("<", "="): self = .isAtMost
    case (">", "="): self = .isAtLeast
    case (".", "."): self = .range
    case ("=", _): self = .equals
    case ("+", _): self = .plus
    case ("-", _): self = .minus
    case ("*", _): self = .times
    case ("/", _): self = .divided
    case ("^", _): self = .power
    case ("@", _): self = .matrixProduct
    case ("(", _): self = .openParenthesis
    case (")", _): self = .closeParenthesis
    case ("[", _): self = .openBracket
    case ("]", _): self = .closeBracket
    case (",", _): self = .comma
    case ("'", _): self = .prime
    case ("<", _): self = .isLess
    case (">", _): self = .isGreater
    case ("~", _): self = .approximately
    case ("?", _): self = .question
    default: return nil
    }
  }

  /// How many scalars it is written with.
  var length: Int {
    switch self {
    case .isEqual, .isAtMost, .isAtLeast, .range: 2
    default: 1
    }
  }

  /// The bracket that closes this one, if this one opens.
  var closing: Symbol? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    default: nil
    }
  }
}

/// A cell as tokens.
package struct LexedCell: Sendable {
  /// Every token, `.end` last.
  package var tokens: [Token] = []
  package var diagnostics: [Diagnostic] = []
  /// The limit that the cell exceeds, which ends the reading of it.
  package var excess: Diagnostic? {
    didSet { isExcessive = excess != nil }
  }
  /// Whether there is an excess; asked at each token.
  private(set) var isExcessive = false
  /// Opening brackets that nothing closes.
  package var unclosed: [Token] = []
  /// Cursor positions, both ends included, inside comments and strings, where nothing is completed or explained.
  package var quiet: [SourceRange] = []
}
