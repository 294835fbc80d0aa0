/// Turns a cell into tokens, in one pass.
///
/// A fault never stops it: what cannot be read gets a diagnostic and, where a value was meant, an `.invalid` token, so
/// that the parser finds the faults behind it as well. Line ends inside matched brackets are left out; a bracket that
/// is never closed does not swallow the lines after it.
package struct Lexer {
  let text: SourceText
  var offset = 0
  var cell = LexedCell()
  private var brackets = BracketMatcher()

  /// A lexer for the text.
  package init(_ text: SourceText) { self.text = text }

  /// The tokens of the text.
  package static func lex(_ text: SourceText) -> LexedCell {
    var lexer = Lexer(text)
    return lexer.run()
  }

  private mutating func run() -> LexedCell {
    cell.excess = Limits.excess(of: text)
    cell.tokens.reserveCapacity(text.count / 2)
    while !cell.isExcessive, let scalar = peek() {
      token(startingWith: scalar)
      if cell.tokens.count > Limits.tokens {
        cell.excess = Diagnostic(SourceRange(offset, offset), .tooManyTokens)
      }
    }
    cell.tokens.append(Token(kind: .end, range: SourceRange(text.count, text.count)))
    brackets.finish(&cell)
    return cell
  }

  private mutating func token(startingWith scalar: Unicode.Scalar) {
    switch scalar {
    case "a"..."z", "A"..."Z": word()
    case " ": offset += 1
    case "\n", "\r": newline()
    case "#": comment()
    case "\"": string()
    case "“", "”", "„", "«", "»": foreignQuotes(closedBy: ["”", "“", "»", "«", "\""], problem: .curlyQuotes)
    case "'" where !followsOperand: foreignQuotes(closedBy: ["'"], problem: .singleQuotes)
    case "‘", "’": foreignQuotes(closedBy: ["’", "‘", "'"], problem: .singleQuotes)
    case "0"..."9": number()
    case "." where peek(1)?.isDigit == true: number()
    // What is known of a sign without looking into Unicode's tables comes before what is not.
    case _ where Symbol(scalar, before: peek(1)) != nil: symbol(startingWith: scalar)
    case _ where scalar.properties.isWhitespace || scalar == "\u{FEFF}": offset += 1
    case _ where scalar.startsWord: word()
    default: symbol(startingWith: scalar)
    }
  }

  // MARK: Looking at the text

  func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    offset + ahead < text.count ? text.scalars[offset + ahead] : nil
  }

  /// Moves on while the scalars pass, and returns what was passed.
  mutating func take(while passes: (Unicode.Scalar) -> Bool) -> SourceRange {
    let start = offset
    while let scalar = peek(), passes(scalar) { offset += 1 }
    return SourceRange(start, offset)
  }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    cell.tokens.append(Token(kind: kind, range: SourceRange(start, offset)))
  }

  mutating func report(_ problem: Problem, from start: Int, to end: Int) {
    cell.diagnostics.append(Diagnostic(SourceRange(start, end), problem))
  }

  /// Whether a `'` here is the prime of `f'`, standing without a blank behind a name, a bracket or another prime.
  private var followsOperand: Bool {
    guard offset > 0 else { return false }
    let before = text.scalars[offset - 1]
    return before.continuesWord || before == ")" || before == "'"
  }

  // MARK: Simple tokens

  private mutating func newline() {
    let start = offset
    offset += peek() == "\r" && peek(1) == "\n" ? 2 : 1
    append(.newline, from: start)
    brackets.seeLineEnd(at: cell.tokens.count - 1)
  }

  private mutating func comment() {
    let range = take { !$0.endsLine }
    cell.quiet.append(SourceRange(range.start + 1, range.end))
  }

  private mutating func word() {
    let range = take { $0.continuesWord }
    append(.word(text[range]), from: range.start)
  }

  private mutating func symbol(startingWith scalar: Unicode.Scalar) {
    let start = offset
    if let symbol = Symbol(scalar, before: peek(1)) {
      offset += symbol.length
      append(symbol)
    } else {
      let one = String(Character(scalar))
      offset += 1
      // The marks that combine with a stray character, and its repetitions, belong to the same complaint.
      _ = take { $0 == scalar || $0.properties.isGraphemeExtend || $0 == "\u{200D}" || $0 == "\u{FE0F}" }
      report(.unexpectedCharacter(one), from: start, to: offset)
      // Whoever writes `;` means two lines, and is told of the faults of both.
      append(scalar == ";" ? .newline : .stray, from: start)
      if scalar == ";" { brackets.seeLineEnd(at: cell.tokens.count - 1) }
    }
  }

  private mutating func append(_ symbol: Symbol) {
    append(.symbol(symbol), from: offset - symbol.length)
    brackets.see(symbol, at: cell.tokens.count - 1, in: &cell)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { "0" <= self && self <= "9" }
  var startsWord: Bool { isASCII ? isASCIILetter || self == "_" : properties.isXIDStart }
  var continuesWord: Bool { isASCII ? isASCIILetter || isDigit || self == "_" : properties.isXIDContinue }
  private var isASCIILetter: Bool { "a" <= self && self <= "z" || "A" <= self && self <= "Z" }
}
