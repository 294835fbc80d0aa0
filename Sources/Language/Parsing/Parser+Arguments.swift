extension Parser {
  /// The parts of a command, up to the end of its line.
  mutating func commandSyntax(_ verb: Verb, at range: SourceRange) -> CommandSyntax {
    var syntax = CommandSyntax(verb: verb, verbRange: range)
    while !reader.isAtLineEnd {
      let before = reader.index
      if let argument = argument(of: verb) { syntax.arguments.append(argument) }
      // Nothing may stand still, whatever is typed.
      if reader.index == before { reader.advance() }
    }
    return syntax
  }

  private mutating func argument(of verb: Verb) -> ArgumentSyntax? {
    guard let word = reader.word() else {
      if case .symbol(let symbol) = reader.current.kind, symbol != .minus || !isNegativeNumber {
        return misplaced(symbol, in: verb)
      }
      return positional()
    }
    if reader.isOption(word) {
      reader.advance(past: word)
      reader.advance()
      return argument(.option(word.text), named: word, expecting: verb.parameter(word.text))
    }
    if let joined = verb.parameters.first(where: { $0.joiner == word.text }) {
      reader.advance(past: word)
      return argument(.joined(word.text), named: word, expecting: joined)
    }
    if let clause = verb.clause(word.text) {
      reader.advance(past: word)
      return argument(.clause(word.text), named: word, expecting: clause)
    }
    return positional()
  }

  private mutating func positional() -> ArgumentSyntax {
    let start = reader.current.range
    let value = value()
    return ArgumentSyntax(role: .positional, nameRange: nil, value: value, range: value?.range ?? start)
  }

  /// The argument whose name or keyword has just been read; its value comes next.
  private mutating func argument(
    _ role: ArgumentSyntax.Role, named word: TokenReader.Word, expecting parameter: Parameter?
  ) -> ArgumentSyntax {
    let isNextOption = reader.word().map(reader.isOption) ?? false
    guard !reader.isAtLineEnd, !isNextOption else {
      var name = word.text.clipped
      if case .option = role { name += "=" }
      report(.valueMissing(after: name, expected: parameter?.kind.expectation ?? "a value"), at: word.range)
      return ArgumentSyntax(role: role, nameRange: word.range, value: nil, range: word.range)
    }
    let value = value()
    return ArgumentSyntax(
      role: role, nameRange: word.range, value: value, range: word.range.extended(to: value?.range ?? word.range))
  }

  // MARK: Values

  private var isNegativeNumber: Bool {
    if case .number = reader.peek().kind { return reader.isAt(.minus) }
    return false
  }

  /// One plain value.
  ///
  /// What cannot be one is reported, and the rest up to the next option skipped.
  private mutating func value() -> Expression? {
    let token = reader.current
    switch token.kind {
    case .number(let number): return plain(.number(number), at: token.range)
    case .size(let lengths): return plain(.size(lengths), at: token.range)
    case .string(let string): return plain(.string(string), at: token.range)
    case .word:
      guard let word = reader.word() else { return nil }
      reader.advance(past: word)
      return checkedEnd(Expression(node: .literal(.word(word.text)), range: word.range))
    case .symbol(.minus) where isNegativeNumber:
      reader.advance()
      guard case .number(let number) = reader.current.kind else { return nil }
      return plain(.number(-number), at: token.range.extended(to: reader.current.range))
    case .symbol:
      report(.calculation(spelling(token.range)), at: token.range)
      reader.skipToOption()
      return nil
    case .invalid:
      reader.advance()
      return nil
    case .stray:
      reader.skipToOption()
      return nil
    case .newline, .end: return nil
    }
  }

  private mutating func plain(_ literal: Literal, at range: SourceRange) -> Expression? {
    reader.advance()
    return checkedEnd(Expression(node: .literal(literal), range: range))
  }

  /// The value, unless a calculation goes on behind it.
  private mutating func checkedEnd(_ value: Expression) -> Expression? {
    let isGlued = reader.current.range.start == value.range.end
    if reader.current.kind == .stray, isGlued {
      reader.skipToOption()
      return nil
    }
    if hasDecimalComma(value) { return nil }
    guard case .symbol(let symbol) = reader.current.kind, symbol != .comma, symbol != .equals else { return value }
    if symbol == .minus, !isGlued { return value }
    report(.calculation(symbol.rawValue), at: reader.current.range)
    reader.skipToOption()
    return nil
  }

  /// Recognises `0,5` when the `0` has been read.
  private mutating func hasDecimalComma(_ value: Expression) -> Bool {
    guard case .literal(.number) = value.node, reader.isAt(.comma), reader.isGlued(reader.index),
      reader.isGlued(reader.index + 1), case .number = reader.peek().kind
    else { return false }
    let whole = value.range.extended(to: reader.peek().range)
    report(.decimalComma(spelling(whole)), at: whole)
    reader.advance()
    reader.advance()
    return true
  }

  // MARK: What does not belong

  /// Reports a sign where an argument should begin, and makes of it what was probably meant.
  private mutating func misplaced(_ symbol: Symbol, in verb: Verb) -> ArgumentSyntax? {
    let range = reader.current.range
    switch symbol {
    case .comma: return comma(in: verb)
    case .minus where reader.peek().kind == .symbol(.minus) && reader.isGlued(reader.index + 1):
      dashes()
      return nil
    case .equals:
      report(.nameMissing, at: range)
      reader.skipToOption()
      return nil
    default: return positional()
    }
  }

  /// `--epochs 5` or `--epochs=5`; the latter goes on as an option, whose faults are found as well.
  private mutating func dashes() {
    let start = reader.current.range
    reader.advance()
    reader.advance()
    guard let word = reader.word() else {
      report(.calculation("--"), at: SourceRange(start.start, start.end + 1))
      return reader.skipToOption()
    }
    let range = start.extended(to: word.range)
    guard !reader.isOption(word) else { return report(.dashes(word.text.clipped, value: nil), at: range) }
    let next = reader.token(after: word)
    let isValue =
      switch next.kind {
      case .number, .size, .string, .word: true
      default: false
      }
    report(.dashes(word.text.clipped, value: isValue ? spelling(next.range) : nil), at: range)
    reader.advance(past: word)
    reader.skipToOption()
  }

  /// A comma; where values can be joined it is taken for the joiner.
  private mutating func comma(in verb: Verb) -> ArgumentSyntax? {
    let range = reader.current.range
    let joiner = verb.parameters.lazy.compactMap(\.joiner).first
    report(.comma(joiner: joiner), at: range)
    reader.advance()
    guard let joiner, let word = reader.word(), !reader.isOption(word) else { return nil }
    let value = value()
    return ArgumentSyntax(role: .joined(joiner), nameRange: range, value: value, range: range.extended(to: word.range))
  }
}
