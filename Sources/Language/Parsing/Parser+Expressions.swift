extension Parser {
  /// Where an expression stands, which decides what ends it.
  enum Setting {
    /// On a line of its own: everything up to the line's end belongs to it.
    case line
    /// Among the arguments of a command, which blanks separate: `a -b` are two, `a - b` and `a-b` are one.
    case command
  }

  /// An expression, ranges included; nil when it has a fault, which is then reported.
  mutating func expression(_ setting: Setting) -> Expression? {
    depth += 1
    defer { depth -= 1 }
    // The line itself and the brackets around a part of it.
    guard depth <= Limits.nesting + 1 else {
      report(.nestingTooDeep, at: reader.current.range)
      return nil
    }
    guard let left = operation(strength: 0, setting) else { return nil }
    guard reader.isAt(.range) else { return left }
    reader.advance()
    guard let right = operation(strength: 0, setting) else { return nil }
    return node(.range(left, right), left.range.extended(to: right.range))
  }

  /// Powers joined by signs that bind more strongly than `strength`.
  private mutating func operation(strength: Int, _ setting: Setting) -> Expression? {
    guard var left = power(setting) else { return nil }
    while let sign = sign(setting), sign.strength > strength {
      reader.advance()
      guard let right = operation(strength: sign.strength, setting),
        let joined = node(.operation(sign, left, right), left.range.extended(to: right.range))
      else { return nil }
      left = joined
    }
    return left
  }

  /// Operands joined by `^`, with minus signs in front: `a^b^c` is `a^(b^c)`, and `-a^b` is `-(a^b)`.
  ///
  /// They are read one after another and joined from the right, so that a long chain needs no deep stack.
  private mutating func power(_ setting: Setting) -> Expression? {
    var parts: [(signs: [SourceRange], operand: Expression)] = []
    repeat {
      if !parts.isEmpty { reader.advance() }
      var signs: [SourceRange] = []
      while reader.isAt(.minus) {
        signs.append(reader.current.range)
        reader.advance()
      }
      guard let operand = operand(setting) else { return nil }
      parts.append((signs, operand))
    } while sign(setting) == .power
    var joined: Expression?
    for part in parts.reversed() {
      var whole = part.operand
      if let exponent = joined {
        let range = whole.range.extended(to: exponent.range)
        guard let power = node(.operation(.power, whole, exponent), range) else { return nil }
        whole = power
      }
      for sign in part.signs.reversed() {
        guard let negative = negated(whole, from: sign) else { return nil }
        whole = negative
      }
      joined = whole
    }
    return joined
  }

  /// `-x`; a number behind the sign becomes a negative one.
  private mutating func negated(_ inner: Expression, from sign: SourceRange) -> Expression? {
    let range = sign.extended(to: inner.range)
    if case .literal(.number(let number)) = inner.node { return Expression(.literal(.number(-number)), range) }
    return node(.negation(inner), range)
  }

  private func sign(_ setting: Setting) -> Operator? {
    guard case .symbol(let symbol) = reader.current.kind, let sign = Operator(rawValue: symbol.rawValue) else {
      return nil
    }
    let startsValue = !reader.isGlued(reader.index) && reader.isGlued(reader.index + 1)
    return setting == .command && sign == .minus && startsValue ? nil : sign
  }

  private mutating func operand(_ setting: Setting) -> Expression? {
    let token = reader.current
    switch token.kind {
    case .number(let number):
      reader.advance()
      return postfix(Expression(.literal(.number(number)), token.range), setting)
    case .size(let lengths):
      reader.advance()
      return postfix(Expression(.literal(.size(lengths)), token.range), setting)
    case .string(let string):
      reader.advance()
      return Expression(.literal(.string(string)), token.range)
    case .word(let word):
      reader.advance()
      if let literal = Self.constants[word] { return Expression(.literal(literal), token.range) }
      names.append((word, token.range))
      return postfix(Expression(.name(word), token.range), setting)
    case .symbol(.openParenthesis): return parenthesized(setting)
    case .symbol(.openBracket): return list(setting)
    case .symbol(let symbol):
      report(.operandMissing(found: symbol.rawValue), at: token.range)
      return nil
    case .newline, .end:
      let last = reader.index > 0 ? reader.tokens[reader.index - 1].range : token.range
      report(.operandMissing(found: nil), at: last)
      return nil
    case .invalid, .stray: return nil
    }
  }

  static let constants: [String: Literal] = [
    "true": .flag(true), "True": .flag(true), "on": .flag(true), "false": .flag(false), "False": .flag(false),
    "off": .flag(false), "None": .nothing,
  ]

  private mutating func parenthesized(_ setting: Setting) -> Expression? {
    let start = reader.current.range
    reader.advance()
    guard let inner = expression(.line), let end = close(.closeParenthesis) else { return nil }
    // The range includes the brackets, so that carets and what follows see the whole.
    return postfix(Expression(inner.node, start.extended(to: end)), setting)
  }

  private mutating func list(_ setting: Setting) -> Expression? {
    let start = reader.current.range
    reader.advance()
    var parts: [Expression] = []
    while !reader.isAt(.closeBracket) {
      guard let part = expression(.line) else { return nil }
      parts.append(part)
      guard reader.isAt(.comma) else { break }
      reader.advance()
    }
    guard let end = close(.closeBracket) else { return nil }
    guard !parts.isEmpty else {
      report(.emptyList, at: start.extended(to: end))
      return nil
    }
    return node(.list(parts), start.extended(to: end))
  }

  /// Calls and primes behind an operand.
  private mutating func postfix(_ operand: Expression, _ setting: Setting) -> Expression? {
    var result = operand
    while true {
      if reader.isAt(.prime) {
        var order = 0
        var end = reader.current.range
        while reader.isAt(.prime) {
          order += 1
          end = reader.current.range
          reader.advance()
        }
        guard let derived = node(.derivative(result, order: order), result.range.extended(to: end)) else { return nil }
        result = derived
      } else if reader.isAt(.openParenthesis), reader.isGlued(reader.index), result.canBeCalled {
        reader.advance()
        guard let called = call(result) else { return nil }
        result = called
      } else {
        return result
      }
    }
  }

  private mutating func call(_ function: Expression) -> Expression? {
    var arguments: [CallArgument] = []
    while !reader.isAt(.closeParenthesis) {
      var name: (text: String, range: SourceRange)?
      if case .word(let word) = reader.current.kind, reader.peek().kind == .symbol(.equals) {
        name = (word, reader.current.range)
        reader.advance()
        reader.advance()
      }
      let firstName = names.count
      guard var value = expression(.line) else { return nil }
      // `method=nearest`: a word that means itself unless it is the name of something.
      if name != nil, case .name(let word) = value.node, names.count == firstName + 1, !isKnown(word) {
        names.removeLast()
        value = Expression(.literal(.word(word)), value.range)
      }
      arguments.append(CallArgument(name: name?.text, nameRange: name?.range, value: value))
      guard reader.isAt(.comma) else { break }
      reader.advance()
    }
    guard let end = close(.closeParenthesis) else { return nil }
    return node(.call(function, arguments), function.range.extended(to: end))
  }

  /// Reads the closing bracket; what stands there instead is reported.
  private mutating func close(_ symbol: Symbol) -> SourceRange? {
    let range = reader.current.range
    guard reader.isAt(symbol) else {
      // A bracket that is never closed has its diagnostic from the lexer.
      if !reader.isAtLineEnd, reader.current.kind != .invalid, reader.current.kind != .stray {
        report(.leftover(spelling(range), product: nil), at: range)
      }
      return nil
    }
    reader.advance()
    return range
  }

  /// The node, unless it stands too deep for those who walk the tree.
  private mutating func node(_ node: Expression.Node, _ range: SourceRange) -> Expression? {
    let expression = Expression(node, range)
    guard expression.depth <= Limits.depth else {
      report(.expressionTooLong, at: SourceRange(range.start, range.start))
      return nil
    }
    return expression
  }
}

extension Expression {
  /// Whether a bracket behind it holds arguments; behind a number it would be a forgotten `*`.
  fileprivate var canBeCalled: Bool {
    switch node {
    case .literal, .list, .range: false
    default: true
    }
  }
}
