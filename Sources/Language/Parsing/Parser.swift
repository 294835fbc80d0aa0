/// Reads the lines of a cell as commands and questions.
///
/// The grammar, in EBNF; blanks separate tokens and mean nothing else, except that a word is written without any:
/// ```
/// cell       = line { newline line } ;
/// line       = [ question | command ] [ comment ] ;
/// question   = "?" [ word ] | word [ word ] "?" ;
/// command    = verb { positional | option | clause } ;
/// positional = value { joiner value } ;            (* data mnist or digits *)
/// option     = word "=" value ;                    (* epochs=5 *)
/// clause     = keyword value ;                     (* as mine *)
/// value      = [ "-" ] number | size | string | word ;
/// word       = name { "-" ( name | number | size ) } ;
/// name       = letter { letter | digit | "_" } ;
/// number     = digits [ "." digits ] [ "e" [ "+" | "-" ] digits ] | "." digits … ;
/// size       = digits "x" digits { "x" digits } ;  (* 28x28 *)
/// string     = '"' { character | "\" ( '"' | "\" | "n" | "t" ) } '"' ;
/// comment    = "#" { character } ;
/// ```
/// Verbs, joiners and keywords come from the vocabulary. Line ends within brackets count as blanks.
///
/// A fault is reported and the parser goes on at the next option or line, so one look shows them all.
struct Parser {
  let vocabulary: Vocabulary
  var reader: TokenReader
  var diagnostics: [Diagnostic] = []
  /// The last line of the cell that is just `end`; behind it no block can be closed.
  private let lastEnd: Int

  init(_ tokens: [Token], in text: SourceText, vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    reader = TokenReader(tokens, in: text)
    lastEnd = tokens.lastIndex { $0.kind == .word("end") } ?? -1
  }

  /// Every statement of the cell that can be understood.
  mutating func cell() -> [Statement] {
    var statements: [Statement] = []
    while reader.current.kind != .end, diagnostics.count < Limits.faults {
      if reader.isAtLineEnd {
        reader.advance()
      } else {
        if let statement = line() { statements.append(statement) }
        reader.skipLine()
      }
    }
    return statements
  }

  mutating func report(_ problem: Problem, at range: SourceRange) {
    diagnostics.append(Diagnostic(range, problem))
  }

  private mutating func line() -> Statement? {
    let start = reader.current
    if reader.isAt(.question) { return question() }
    guard let word = reader.word() else {
      if start.kind != .invalid, start.kind != .stray { report(.expression(spelling(start.range)), at: start.range) }
      return nil
    }
    let next = reader.token(after: word)
    if next.kind == .symbol(.question) { return question(word, about: nil) }
    if let second = reader.word(after: word), reader.token(after: second).kind == .symbol(.question) {
      return question(word, about: second)
    }
    return line(startingWith: word, next: next)
  }

  private mutating func line(startingWith word: TokenReader.Word, next: Token) -> Statement? {
    let verb = vocabulary.verb(word.text)
    switch next.kind {
    case .symbol(.equals):
      report(verb == nil ? .definition(word.text) : .definitionOfVerb(word.text), at: word.range)
    case .symbol(.openParenthesis) where next.range.start == word.range.end:
      if verb != nil {
        report(.parentheses(verb: word.text), at: next.range)
      } else {
        report(.definition(word.text), at: word.range)
      }
    case .symbol where verb == nil:
      report(.expression(word.text), at: word.range)
    default:
      guard let verb else {
        reportUnknownVerb(word)
        return nil
      }
      reader.advance(past: word)
      return command(verb, at: word.range)
    }
    return nil
  }

  private mutating func command(_ verb: Verb, at range: SourceRange) -> Statement? {
    if verb.opensBlock, let name = reader.word(), vocabulary.opensBlock(verb, named: name.text), lastEnd > reader.index,
      reader.token(after: name).kind == .newline
    {
      report(.block(verb: verb.name, name: name.text), at: range.extended(to: name.range))
      skipBlock()
      return nil
    }
    let syntax = commandSyntax(verb, at: range)
    var checker = ArgumentChecker(syntax, vocabulary: vocabulary, text: reader.text)
    let arguments = checker.check()
    diagnostics += checker.diagnostics
    return .command(Command(verb: verb, arguments: arguments, range: syntax.range))
  }

  /// Skips to the line that is just `end`.
  private mutating func skipBlock() {
    while reader.current.kind != .end {
      reader.advance()
      let isLineStart = reader.tokens[reader.index - 1].kind == .newline
      if isLineStart, reader.current.kind == .word("end") { return reader.advance() }
    }
  }

  // MARK: Questions

  /// `?` or `?train`.
  private mutating func question() -> Statement? {
    let start = reader.current.range
    reader.advance()
    guard let word = reader.word() else {
      return finish(Question(verb: nil, parameter: nil, range: start))
    }
    reader.advance(past: word)
    guard let verb = knownVerb(word) else { return nil }
    return finish(Question(verb: verb, parameter: nil, range: start.extended(to: word.range)))
  }

  /// `train?` or `train rate?`.
  private mutating func question(_ word: TokenReader.Word, about second: TokenReader.Word?) -> Statement? {
    reader.advance(past: second ?? word)
    let range = word.range.extended(to: reader.current.range)
    reader.advance()
    guard let verb = knownVerb(word) else { return nil }
    guard let second else { return finish(Question(verb: verb, parameter: nil, range: range)) }
    guard let parameter = verb.parameter(second.text) ?? vocabulary.parameter(of: verb, offering: second.text) else {
      let names = verb.optionNames(with: nil)
      let nearest = Spelling.nearest(to: second.text, among: names)
      report(
        .unknownOption(second.text.clipped, verb: verb.name, nearest: nearest, options: names), at: second.range)
      return nil
    }
    return finish(Question(verb: verb, parameter: parameter, range: range))
  }

  private mutating func finish(_ question: Question) -> Statement? {
    guard !reader.isAtLineEnd else { return .question(question) }
    report(.afterQuestion(spelling(reader.current.range)), at: reader.current.range)
    return nil
  }

  private mutating func knownVerb(_ word: TokenReader.Word) -> Verb? {
    let verb = vocabulary.verb(word.text)
    if verb == nil { reportUnknownVerb(word) }
    return verb
  }

  private mutating func reportUnknownVerb(_ word: TokenReader.Word) {
    let names = vocabulary.verbs.map(\.name)
    let nearest = Spelling.nearest(to: word.text, among: names)
    report(.unknownVerb(word.text.clipped, nearest: nearest, verbs: names), at: word.range)
  }

  func spelling(_ range: SourceRange) -> String { reader.text[range].clipped }
}
