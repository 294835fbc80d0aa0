extension Parser {
  /// Words that mean something wherever they stand, so that nothing can be named by them.
  static let reserved: Set<String> = Set(constants.keys).union(["end", "or", "as", "over", "within"])

  /// `name = expression` or `f(x, y) = expression`; the reader stands on the name.
  mutating func definition(of word: TokenReader.Word) -> Statement? {
    let isNameFree = checkName(word.text, at: word.range)
    reader.advance(past: word)
    var parameters: [String]?
    if reader.isAt(.openParenthesis) {
      guard let list = parameterList() else { return nil }
      parameters = list
    }
    reader.advance()
    let locals = Set(parameters ?? []).union(parameters == nil ? [] : [word.text])
    let value = fullExpression(locals: locals)
    // Later lines are read as if the definition were sound, so that one fault is not told many times.
    known.insert(word.text)
    guard let value, isNameFree else { return nil }
    let range = word.range.extended(to: value.range)
    return .definition(
      Definition(name: word.text, nameRange: word.range, parameters: parameters, value: value, range: range))
  }

  /// Whether the line goes on as `f(x, y) =`; the reader stands on the name.
  func isFunctionDefinition(_ word: TokenReader.Word) -> Bool {
    var index = word.next
    guard reader.tokens[index].kind == .symbol(.openParenthesis) else { return false }
    var depth = 0
    while index < reader.tokens.count {
      switch reader.tokens[index].kind {
      case .symbol(.openParenthesis): depth += 1
      case .symbol(.closeParenthesis): depth -= 1
      case .newline, .end: return false
      default: break
      }
      index += 1
      if depth == 0 { return index < reader.tokens.count && reader.tokens[index].kind == .symbol(.equals) }
    }
    return false
  }

  private mutating func parameterList() -> [String]? {
    var parameters: [String] = []
    reader.advance()
    while !reader.isAt(.closeParenthesis) {
      let range = reader.current.range
      guard case .word(let name) = reader.current.kind else {
        report(.parameterExpected(spelling(range)), at: range)
        return nil
      }
      if checkName(name, at: range), parameters.contains(name) { report(.duplicate(name), at: range) }
      parameters.append(name)
      reader.advance()
      if reader.isAt(.comma) {
        reader.advance()
      } else if !reader.isAt(.closeParenthesis) {
        let range = reader.current.range
        report(.leftover(spelling(range), product: nil), at: range)
        return nil
      }
    }
    if parameters.isEmpty { report(.parameterExpected(")"), at: reader.current.range) }
    reader.advance()
    return parameters
  }

  /// Whether a name may be given a meaning; says why when it may not.
  @discardableResult mutating func checkName(_ name: String, at range: SourceRange) -> Bool {
    if name.contains("-") {
      report(.hyphenInName(name.clipped), at: range)
    } else if let verb = vocabulary.verb(name) {
      let isSetting = verb.positionals.count == 1
      report(
        .definitionOfVerb(name, usage: isSetting ? "\(name) \(verb.positionals[0].name.uppercased())" : nil), at: range)
    } else if builtIn.contains(name) {
      report(.definitionOfBuiltIn(name), at: range)
    } else if Self.reserved.contains(name) {
      report(.definitionOfKeyword(name), at: range)
    } else {
      return true
    }
    return false
  }

  /// An expression up to the end of the line, with all its names known.
  mutating func fullExpression(locals: Set<String> = []) -> Expression? {
    let first = names.count
    let value = expression(.line)
    if let value, !reader.isAtLineEnd {
      reportLeftover(behind: value)
      reader.skipLine()
      checkNames(from: first, locals: locals)
      return nil
    }
    checkNames(from: first, locals: locals)
    return value
  }

  /// Reports every name read since `first` that means nothing, and forgets the names.
  ///
  /// - Parameter keyword: what would introduce a name of the command's own, such as `over`, where nothing does.
  mutating func checkNames(from first: Int, locals: Set<String> = [], introducedBy keyword: String? = nil) {
    for (name, range) in names[first...] where !locals.contains(name) && !isKnown(name) {
      if let verb = vocabulary.verb(name) {
        report(.commandAsValue(verb.name), at: range)
      } else {
        let candidates = locals.sorted() + known.sorted() + builtIn.sorted()
        let nearest = Spelling.nearest(to: name, among: candidates)
        if nearest == nil, let keyword {
          report(.freeVariable(name.clipped, keyword: keyword), at: range)
        } else {
          report(.unknownName(name.clipped, nearest: nearest), at: range)
        }
      }
    }
    names.removeSubrange(first...)
  }

  func isKnown(_ name: String) -> Bool { known.contains(name) || builtIn.contains(name) }

  private mutating func reportLeftover(behind value: Expression) {
    let token = reader.current
    let found = spelling(token.range)
    switch token.kind {
    case .symbol(.equals), .symbol(.approximately):
      let line = reader.text[reader.text.line(reader.text.lineIndex(at: value.range.start))]
      let bare = line.prefix { $0 != "#" }
      report(.claimWithoutCheck(String(bare).trimmed.clipped), at: token.range)
    case .invalid, .stray: break
    case .symbol(let symbol) where symbol != .openParenthesis && symbol != .openBracket:
      report(.leftover(found, product: nil), at: token.range)
    default:
      let product = reader.text[SourceRange(value.range.start, value.range.end)]
      report(.leftover(found, product: value.isShort ? "\(product)*\(found)".clipped : nil), at: token.range)
    }
  }
}

extension Expression {
  /// Whether it is a number or name, which people write in front of another without a sign.
  fileprivate var isShort: Bool {
    switch node {
    case .literal(.number), .name: true
    default: false
    }
  }
}

extension String {
  /// Without the blanks at both ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
