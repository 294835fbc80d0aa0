/// Reads the lines of a cell; ``Grammar`` writes down what they may be.
///
/// A fault is reported and the parser goes on at the next option or line, so one look shows them all.
struct Parser {
  /// What there is, with the names that the lines above make.
  var vocabulary: Vocabulary
  var reader: TokenReader
  var diagnostics: [Diagnostic] = []
  /// The last line of the cell that is just `end`; behind it no block can be closed.
  let lastEnd: Int
  /// Names that mean something in expressions: those of the session, and those defined in the lines above.
  var known: Set<String>
  /// Functions and numbers that need no definition.
  let builtIn: Set<String>
  /// The names an expression has used so far, to be looked up when it is clear which of them are its own.
  var names: [(name: String, range: SourceRange)] = []
  /// Expressions within one another.
  var depth = 0

  init(_ tokens: [Token], in text: SourceText, vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    reader = TokenReader(tokens, in: text)
    lastEnd = tokens.lastIndex { $0.kind == .word("end") } ?? -1
    known = Set(vocabulary.names(.definition).map(\.name))
    builtIn = Set(vocabulary.names(.function).map(\.name))
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
    if reader.isAt(.question) { return question() }
    guard let word = reader.word() else {
      if reader.current.kind == .invalid || reader.current.kind == .stray { return nil }
      return expressionLine()
    }
    let next = reader.token(after: word)
    if next.kind == .symbol(.question) { return question(word, about: nil) }
    if let second = reader.word(after: word), reader.token(after: second).kind == .symbol(.question) {
      return question(word, about: second)
    }
    if next.kind == .symbol(.equals) || isFunctionDefinition(word) { return definition(of: word) }
    return line(startingWith: word, next: next)
  }

  private mutating func line(startingWith word: TokenReader.Word, next: Token) -> Statement? {
    if let verb = vocabulary.verb(word, before: next) {
      if next.kind == .symbol(.openParenthesis), next.range.start == word.range.end, !verb.takesExpression {
        report(
          .parentheses(verb: word.text, example: verb.examples.first { $0.hasPrefix(verb.name + " ") }), at: next.range)
        return nil
      }
      reader.advance(past: word)
      return command(verb, at: word.range)
    }
    // A word with a sign behind it, or alone and known, is the beginning of an expression; else it was meant as a command.
    var isExpression = Self.constants[word.text] != nil
    switch next.kind {
    case .symbol: isExpression = true
    case .newline, .end: isExpression = isExpression || word.text.contains("-") || isKnown(word.text)
    default: isExpression = isExpression || isKnown(word.text)
    }
    if isExpression { return expressionLine() }
    reportUnknownVerb(word)
    return nil
  }

  private mutating func expressionLine() -> Statement? { fullExpression().map(Statement.expression) }

  private mutating func command(_ verb: Verb, at range: SourceRange) -> Statement? {
    if let grammar = verb.block, isAtBlock(of: verb) { return block(of: verb, grammar, at: range) }
    if verb.block != nil, let name = reader.word(), isNewName(name, of: verb) {
      let choices = verb.positionals.first.map { vocabulary.choices($0.kind).map(\.name) } ?? []
      report(
        .blockMissing(name.text.clipped, choices: choices, sections: verb.block?.sections.map(\.name) ?? []),
        at: name.range)
      return nil
    }
    let command = checkedCommand(verb, at: range)
    for parameter in verb.parameters where !parameter.introduces.isEmpty && command.arguments.has(parameter.name) {
      for name in command.arguments.texts(parameter.name) { vocabulary.introduce(name, in: parameter.introduces) }
    }
    return .command(command)
  }

  /// Whether a name stands alone on the line and is neither known nor a slip of the pen for a known one.
  private func isNewName(_ name: TokenReader.Word, of verb: Verb) -> Bool {
    let next = reader.token(after: name).kind
    guard next == .newline || next == .end, vocabulary.opensBlock(verb, named: name.text),
      let parameter = verb.positionals.first
    else { return false }
    return Spelling.nearest(to: name.text, among: vocabulary.choices(parameter.kind).map(\.name)) == nil
  }

  /// The arguments up to the end of the line, held against the declaration.
  mutating func checkedCommand(_ verb: Verb, at range: SourceRange) -> Command {
    let syntax = commandSyntax(verb, at: range)
    var checker = ArgumentChecker(syntax, vocabulary: vocabulary, text: reader.text, known: known)
    let arguments = checker.check()
    diagnostics += checker.diagnostics
    return Command(verb: verb, arguments: arguments, range: syntax.range)
  }

  // MARK: Questions

  /// `?` or `?train`.
  private mutating func question() -> Statement? {
    let start = reader.current.range
    reader.advance()
    guard let word = reader.word() else {
      return finish(Question(verb: nil, parameter: nil, function: nil, range: start))
    }
    reader.advance(past: word)
    return question(about: word, at: start.extended(to: word.range))
  }

  /// `train?` or `train rate?`.
  private mutating func question(_ word: TokenReader.Word, about second: TokenReader.Word?) -> Statement? {
    reader.advance(past: second ?? word)
    let range = word.range.extended(to: reader.current.range)
    reader.advance()
    guard let second else { return question(about: word, at: range) }
    guard let verb = knownVerb(word) else { return nil }
    guard let parameter = verb.parameter(second.text) ?? vocabulary.parameter(of: verb, offering: second.text) else {
      let names = verb.optionNames(with: nil)
      let nearest = Spelling.nearest(to: second.text, among: names)
      report(
        .unknownOption(second.text.clipped, verb: verb.name, nearest: nearest, options: names), at: second.range)
      return nil
    }
    return finish(Question(verb: verb, parameter: parameter, function: nil, range: range))
  }

  private mutating func question(about word: TokenReader.Word, at range: SourceRange) -> Statement? {
    if let function = vocabulary.names(.function).first(where: { $0.name == word.text }) {
      return finish(Question(verb: nil, parameter: nil, function: function, range: range))
    }
    guard let verb = knownVerb(word) else { return nil }
    return finish(Question(verb: verb, parameter: nil, function: nil, range: range))
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
    let nearest = Spelling.nearest(to: word.text, among: names + known.sorted() + builtIn.sorted())
    report(.unknownVerb(word.text.clipped, nearest: nearest, verbs: names), at: word.range)
  }

  func spelling(_ range: SourceRange) -> String { reader.text[range].clipped }
}

extension Vocabulary {
  /// The verb that a word at the beginning of a line stands for; nil where it is a function of the same name, called as in
  /// `log(2)` or derived as in `log'(2)`.
  func verb(_ word: TokenReader.Word, before next: Token) -> Verb? {
    guard let verb = verb(word.text) else { return nil }
    let isApplied = next.kind == .symbol(.openParenthesis) || next.kind == .symbol(.prime)
    let isFunction =
      isApplied && next.range.start == word.range.end && names(.function).contains { $0.name == word.text }
    return isFunction ? nil : verb
  }
}
