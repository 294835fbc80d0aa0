extension Parser {
  /// The parts of a command, up to the end of its line.
  mutating func commandSyntax(_ verb: Verb, at range: SourceRange) -> CommandSyntax {
    var syntax = CommandSyntax(verb: verb, verbRange: range)
    var expectsMoreNames = false
    while !reader.isAtLineEnd {
      let before = reader.index
      if let argument = argument(of: verb, afterValue: expectsMoreNames) {
        syntax.arguments.append(argument)
        expectsMoreNames = argument.role == .positional || argument.isJoined
      }
      // Nothing may stand still, whatever is typed.
      if reader.index == before { reader.advance() }
    }
    return syntax
  }

  private mutating func argument(of verb: Verb, afterValue isAfterValue: Bool) -> ArgumentSyntax? {
    guard let word = reader.word() else {
      if case .symbol(let symbol) = reader.current.kind, symbol != .minus || !isNegativeNumber {
        reportMisplaced(symbol, in: verb)
        return nil
      }
      return value(at: reader.current.range).map { argument(.positional, nil, $0) }
    }
    if reader.isOption(word) {
      reader.advance(past: word)
      reader.advance()
      return argument(.option(word.text), named: word, expecting: verb.parameter(word.text))
    }
    if isAfterValue, let joined = verb.parameters.first(where: { $0.joiner == word.text }) {
      reader.advance(past: word)
      return argument(.joined(word.text), named: word, expecting: joined)
    }
    if let clause = verb.clause(word.text) {
      reader.advance(past: word)
      return argument(.clause(word.text), named: word, expecting: clause)
    }
    return value(at: word.range).map { argument(.positional, nil, $0) }
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
    return argument(role, word.range, value(at: word.range))
  }

  private func argument(
    _ role: ArgumentSyntax.Role, _ nameRange: SourceRange?, _ value: Expression?
  ) -> ArgumentSyntax {
    let end = value?.range ?? nameRange ?? reader.current.range
    return ArgumentSyntax(
      role: role, nameRange: nameRange, value: value, range: nameRange?.extended(to: end) ?? end)
  }

  // MARK: Values

  private var isNegativeNumber: Bool {
    if case .number = reader.peek().kind { return reader.isAt(.minus) }
    return false
  }

  /// One plain value. What cannot be one is reported, and the rest up to the next option skipped.
  private mutating func value(at place: SourceRange) -> Expression? {
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
    case .invalid, .newline, .end:
      reader.advance()
      return nil
    }
  }

  private mutating func plain(_ literal: Literal, at range: SourceRange) -> Expression? {
    reader.advance()
    return checkedEnd(Expression(node: .literal(literal), range: range))
  }

  /// The value, unless a calculation goes on behind it.
  private mutating func checkedEnd(_ value: Expression) -> Expression? {
    guard case .symbol(let symbol) = reader.current.kind, symbol != .comma, symbol != .equals else { return value }
    if symbol == .minus, reader.current.range.start > value.range.end { return value }
    report(.calculation(symbol.rawValue), at: reader.current.range)
    reader.skipToOption()
    return nil
  }

  // MARK: What does not belong

  private mutating func reportMisplaced(_ symbol: Symbol, in verb: Verb) {
    let range = reader.current.range
    switch symbol {
    case .comma: reportComma(in: verb)
    case .equals:
      report(.nameMissing, at: range)
      reader.skipToOption()
    case .minus where reader.peek().kind == .symbol(.minus) && reader.isGlued(reader.index + 1):
      reader.advance()
      reader.advance()
      guard let word = reader.word() else {
        report(.calculation("--"), at: range.extended(to: reader.tokens[reader.index - 1].range))
        return reader.skipToOption()
      }
      report(.dashes(word.text.clipped), at: range.extended(to: word.range))
      // `--epochs=5` goes on as an option, which finds the faults of its name and value as well.
      if !reader.isOption(word) {
        reader.advance(past: word)
        reader.skipToOption()
      }
    default:
      report(.calculation(symbol.rawValue), at: range)
      reader.skipToOption()
    }
  }

  private mutating func reportComma(in verb: Verb) {
    let range = reader.current.range
    let index = reader.index
    if case .number = reader.peek().kind, reader.isGlued(index), reader.isGlued(index + 1), index > 0,
      case .number = reader.tokens[index - 1].kind
    {
      let whole = reader.tokens[index - 1].range.extended(to: reader.peek().range)
      report(.decimalComma(spelling(whole)), at: whole)
      reader.advance()
    } else {
      report(.comma(joiner: verb.parameters.lazy.compactMap(\.joiner).first), at: range)
    }
    reader.advance()
  }
}

extension ArgumentSyntax {
  fileprivate var isJoined: Bool {
    if case .joined = role { true } else { false }
  }
}
