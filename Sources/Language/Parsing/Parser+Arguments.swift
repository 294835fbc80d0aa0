extension Parser {
  /// The parts of a command, up to the end of its line.
  mutating func commandSyntax(_ verb: Verb, at range: SourceRange) -> CommandSyntax {
    var syntax = CommandSyntax(verb: verb, verbRange: range)
    let first = names.count
    while !reader.isAtLineEnd {
      let before = reader.index
      if let argument = nextDomain(of: verb, behind: syntax.arguments.last)
        ?? argument(of: verb, behind: syntax.arguments)
      {
        syntax.arguments.append(argument)
      }
      // Nothing may stand still, whatever is typed.
      if reader.index == before { reader.advance() }
    }
    // The name that `over x=…` introduces means something in the whole command.
    let variables = syntax.arguments.compactMap(\.variable)
    checkNames(
      from: first, locals: Set(variables), introducedBy: variables.isEmpty ? verb.domainKeyword : nil)
    return syntax
  }

  private mutating func argument(of verb: Verb, behind written: [ArgumentSyntax]) -> ArgumentSyntax? {
    let position = written.count { $0.role == .positional }
    let positionals = verb.positionals(with: written.first { $0.role == .positional }?.value?.asName)
    let expected =
      position < positionals.count
      ? positionals[position] : positionals.last.flatMap { $0.repetition == .listed ? $0 : nil }
    if case .symbol(let symbol) = reader.current.kind {
      if let clause = verb.clause(symbol.rawValue) { return clauseArgument(clause, symbol) }
      if symbol == .comma, let joined = positionals.first(where: { $0.joiner == "," }), position > 0 {
        let range = reader.current.range
        reader.advance()
        return argument(.joined(","), named: (",", range), expecting: joined)
      }
      let opens = symbol == .openParenthesis || symbol == .openBracket || (symbol == .minus && !isDashes)
      guard opens, expected?.kind.takesExpression == true || isNegativeNumber else {
        return misplaced(symbol, in: verb)
      }
    }
    guard let word = reader.word() else { return positional(expected) }
    if reader.isOption(word), verb.clause("=") == nil || verb.parameter(word.text)?.place == .option {
      reader.advance(past: word)
      reader.advance()
      return argument(.option(word.text), named: (word.text, word.range), expecting: verb.parameter(word.text))
    }
    if let joined = verb.parameters.first(where: { $0.joiner == word.text }) {
      reader.advance(past: word)
      return argument(.joined(word.text), named: (word.text, word.range), expecting: joined)
    }
    if let clause = verb.clause(word.text) {
      reader.advance(past: word)
      return argument(.clause(word.text), named: (word.text, word.range), expecting: clause)
    }
    return positional(expected)
  }

  /// `, y=c..d` behind `over x=a..b`, where the verb takes several.
  private mutating func nextDomain(of verb: Verb, behind last: ArgumentSyntax?) -> ArgumentSyntax? {
    guard last?.variable != nil, reader.isAt(.comma), let domain = verb.parameters.first(where: \.isRepeatedDomain),
      case .word = reader.peek().kind, reader.peek(2).kind == .symbol(.equals)
    else { return nil }
    let range = reader.current.range
    reader.advance()
    return argument(.joined(","), named: (",", range), expecting: domain)
  }

  private var isDashes: Bool { reader.peek().kind == .symbol(.minus) && reader.isGlued(reader.index + 1) }

  private mutating func clauseArgument(_ clause: Parameter, _ symbol: Symbol) -> ArgumentSyntax? {
    let range = reader.current.range
    reader.advance()
    return argument(.clause(symbol.rawValue), named: (symbol.rawValue, range), expecting: clause)
  }

  private mutating func positional(_ expected: Parameter?) -> ArgumentSyntax {
    let start = reader.current.range
    let value = value(for: expected)
    return ArgumentSyntax(role: .positional, nameRange: nil, value: value, range: value?.range ?? start)
  }

  /// The argument whose name or keyword has just been read; its value comes next.
  private mutating func argument(
    _ role: ArgumentSyntax.Role, named word: (text: String, range: SourceRange), expecting parameter: Parameter?
  ) -> ArgumentSyntax {
    let isDomain = if case .domain = parameter?.kind { true } else { false }
    let isNextOption = reader.word().map(reader.isOption) ?? false
    guard !reader.isAtLineEnd, isDomain || !isNextOption else {
      var name = word.text.clipped
      if case .option = role { name += "=" }
      report(.valueMissing(after: name, expected: parameter?.kind.expectation ?? "a value"), at: word.range)
      return ArgumentSyntax(role: role, nameRange: word.range, value: nil, range: word.range)
    }
    let place = word.range
    if isDomain { return domain(role, at: place) }
    let value = value(for: parameter)
    return ArgumentSyntax(
      role: role, nameRange: place, value: value, range: place.extended(to: value?.range ?? place))
  }

  /// `x=a..b`; the keyword has been read.
  private mutating func domain(_ role: ArgumentSyntax.Role, at place: SourceRange) -> ArgumentSyntax {
    guard case .word(let name) = reader.current.kind, reader.peek().kind == .symbol(.equals) else {
      report(.domainExpected(spelling(reader.current.range)), at: reader.current.range)
      reader.skipLine()
      return ArgumentSyntax(role: role, nameRange: place, value: nil, range: place)
    }
    let range = reader.current.range
    let isFree = checkName(name, at: range)
    reader.advance()
    reader.advance()
    var value = expression(.command)
    if value == nil { reader.skipLine() }
    if let written = value, !written.canBeDomain {
      report(.rangeExpected(spelling(written.range)), at: written.range)
      value = nil
    }
    var argument = ArgumentSyntax(
      role: role, nameRange: place, value: isFree ? value : nil, range: place.extended(to: value?.range ?? range))
    argument.variable = name
    return argument
  }

  // MARK: Values

  private var isNegativeNumber: Bool {
    if case .number = reader.peek().kind { return reader.isAt(.minus) }
    return false
  }

  /// One value, as the parameter takes it: a word for names and texts, an expression for all others.
  private mutating func value(for parameter: Parameter?) -> Expression? {
    let token = reader.current
    if parameter?.kind.takesExpression == true, token.kind != .stray { return computed() }
    switch token.kind {
    case .string(let string): return plain(.string(string), at: token.range)
    case .size(let lengths): return plain(.size(lengths), at: token.range)
    case .word:
      guard let word = reader.word() else { return nil }
      reader.advance(past: word)
      return checkedEnd(Expression(.literal(.word(word.text)), word.range))
    case .symbol(.minus) where isNegativeNumber: return computed()
    case .number, .symbol(.openParenthesis), .symbol(.openBracket): return computed()
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

  /// An expression among arguments; a lone unknown word is left to the check of the parameter, which knows what it wants.
  private mutating func computed() -> Expression? {
    let first = names.count
    let start = reader.index
    if case .invalid = reader.current.kind {
      reader.advance()
      return nil
    }
    guard let value = expression(.command) else {
      if reader.index == start, !reader.isAtLineEnd { reader.advance() }
      reader.skipToOption()
      return nil
    }
    if case .name(let word) = value.node, !isKnown(word) { names.removeSubrange(first...) }
    return checkedEnd(value)
  }

  private mutating func plain(_ literal: Literal, at range: SourceRange) -> Expression? {
    reader.advance()
    return checkedEnd(Expression(.literal(literal), range))
  }

  /// The value, unless something is glued to it that belongs to no value.
  private mutating func checkedEnd(_ value: Expression) -> Expression? {
    let isGlued = reader.current.range.start == value.range.end
    if reader.current.kind == .stray, isGlued {
      reader.skipToOption()
      return nil
    }
    if hasDecimalComma(value) { return nil }
    guard case .symbol(let symbol) = reader.current.kind, symbol != .comma, symbol != .equals, symbol != .approximately
    else { return value }
    if symbol == .minus, !isGlued { return value }
    if symbol == .openParenthesis || symbol == .openBracket, !isGlued { return value }
    report(.calculation(symbol.rawValue), at: reader.current.range)
    reader.skipToOption()
    return nil
  }

  /// Recognises `0,5` when the `0` has been read.
  private mutating func hasDecimalComma(_ value: Expression) -> Bool {
    guard case .literal(.number) = value.node, reader.isAt(.comma), !reader.stopsAtComma, reader.isGlued(reader.index),
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
    default: return positional(nil)
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
    let joiner = verb.parameters.lazy.compactMap(\.joiner).first { $0 != "," }
    report(.comma(joiner: joiner), at: range)
    reader.advance()
    guard let joiner, let word = reader.word(), !reader.isOption(word) else { return nil }
    let value = value(for: nil)
    return ArgumentSyntax(role: .joined(joiner), nameRange: range, value: value, range: range.extended(to: word.range))
  }
}

extension Expression {
  /// Whether a name can run over it: a range, a list of places, or a name that stands for one.
  fileprivate var canBeDomain: Bool {
    switch node {
    case .range, .list: true
    default: asName != nil
    }
  }
}
