/// What Tab offers, and what of the cell it replaces.
public struct Completion: Sendable, Equatable {
  /// One offer.
  public struct Item: Sendable, Equatable {
    /// What is inserted: `train`, `epochs=`, `minimax`.
    public let text: String
    /// `verb`, `option`, `value`, `keyword`, or the name of a category such as `dataset`.
    public let type: String
    /// How it is used, or what it means, in a line.
    public let signature: String
  }

  /// The offers, best first.
  public let items: [Item]
  /// Offset, in Unicode scalars, of the first scalar that is replaced.
  public let start: Int
  /// Offset after the last scalar that is replaced.
  public let end: Int
}

extension Vocabulary {
  /// What may stand at the cursor, an offset in Unicode scalars.
  public func complete(_ source: String, at offset: Int) -> Completion {
    guard let cursor = Cursor(in: source, at: offset) else { return completeText(source, at: offset) }
    let typed = cursor.prefix.lowercased()
    let items = items(at: cursor).filter { $0.text.lowercased().hasPrefix(typed) }
    let swallowsEquals = cursor.isFollowedByEquals && items.contains { $0.type == "option" }
    return Completion(items: items, start: cursor.word.start, end: cursor.word.end + (swallowsEquals ? 1 : 0))
  }

  /// Inside of quotes only names can be completed, such as those of files.
  private func completeText(_ source: String, at offset: Int) -> Completion {
    guard let cursor = Cursor(inTextOf: source, at: offset), !cursor.isAtLineStart,
      let context = CommandContext(cursor, vocabulary: self)
    else { return Completion(items: [], start: offset, end: offset) }
    let parameter: Parameter? =
      switch context.place {
      case .value(let parameter): parameter
      case .argument: context.nextPositional
      }
    guard let parameter, case .name(_, isOpen: true) = parameter.kind else {
      return Completion(items: [], start: offset, end: offset)
    }
    let typed = cursor.prefix.lowercased()
    let items = valueItems(parameter, except: context.words, at: cursor)
    return Completion(
      items: items.filter { $0.text.lowercased().hasPrefix(typed) }, start: cursor.word.start, end: cursor.word.end)
  }

  private func items(at cursor: Cursor) -> [Completion.Item] {
    if let grammar = grammar(around: cursor) {
      return Vocabulary(verbs: grammar.verbs, names: names).items(inBlockAt: cursor.behindComma, of: grammar)
    }
    if cursor.isAtLineStart || cursor.tokens.first?.kind == .symbol(.question) {
      guard cursor.tokens.count <= 2 else { return [] }
      // To write a signature takes its time, so it is done only for those that are in question.
      let typed = cursor.prefix.lowercased()
      let verbs = verbs.filter { $0.name.lowercased().hasPrefix(typed) }
        .map { Completion.Item(text: $0.name, type: "verb", signature: $0.signature) }
      // An empty line is where people look what there is to do; functions come when a letter is typed.
      return cursor.prefix.isEmpty ? verbs : verbs + valueNames(at: cursor)
    }
    guard let context = CommandContext(cursor, vocabulary: self) else {
      return cursor.isInExpression(of: self) ? valueNames(at: cursor) : []
    }
    switch context.place {
    case .value(let parameter): return valueItems(parameter, except: context.words, at: cursor)
    case .argument: return argumentItems(context, at: cursor)
    }
  }

  private func items(inBlockAt cursor: Cursor, of grammar: BlockGrammar) -> [Completion.Item] {
    if cursor.isAtLineStart {
      let words = verbs.map { Completion.Item(text: $0.name, type: "keyword", signature: $0.signature) }
      return words + [.init(text: "end", type: "keyword", signature: "closes the block")]
    }
    guard let context = CommandContext(cursor, vocabulary: self) else { return [] }
    switch context.place {
    case .value(let parameter): return valueItems(parameter, except: context.words, at: cursor)
    case .argument: return argumentItems(context, at: cursor)
    }
  }

  private func argumentItems(_ context: CommandContext, at cursor: Cursor) -> [Completion.Item] {
    var items: [Completion.Item] = []
    if let joiner = context.joiner, joiner != "," {
      items.append(.init(text: joiner, type: "keyword", signature: "\(joiner) another one"))
    }
    if let positional = context.nextPositional {
      items += valueItems(positional, except: context.words, at: cursor)
    } else if context.endsInSign(cursor) {
      items += valueNames(at: cursor)
    }
    for parameter in context.open {
      switch parameter.place {
      case .option: items.append(.init(text: parameter.name + "=", type: "option", signature: parameter.brief))
      case .clause(let keyword): items.append(.init(text: keyword, type: "keyword", signature: parameter.brief))
      case .positional: break
      }
    }
    return items
  }

  private func valueItems(_ parameter: Parameter, except words: Set<String>, at cursor: Cursor) -> [Completion.Item] {
    let type = if case .name(let category, _) = parameter.kind { category.name } else { "value" }
    let isRepeated = parameter.repetition != .once
    let choices = choices(parameter.kind).filter { !isRepeated || !words.contains($0.name) }
      .map { Completion.Item(text: $0.name, type: type, signature: $0.summary) }
    let kind = parameter.kind
    if case .expression = kind { return choices + valueNames(at: cursor) }
    return kind.takesExpression && !cursor.prefix.isEmpty ? choices + valueNames(at: cursor) : choices
  }

  /// What an expression can name: what was defined, here and before, and what is built in.
  private func valueNames(at cursor: Cursor) -> [Completion.Item] {
    let session = names(.definition)
    let here = cursor.definitions.filter { name in !session.contains { $0.name == name } }
    let function = cursor.enclosingFunction.flatMap { name in names(.function).first { $0.name == name } }
    let options = (function?.options ?? []).map {
      Completion.Item(text: $0 + "=", type: "option", signature: function?.details.first ?? "")
    }
    return options + here.map { .init(text: $0, type: "definition", signature: "defined above") }
      + session.map { .init(text: $0.name, type: "definition", signature: $0.summary) }
      + names(.function).map { .init(text: $0.name, type: "function", signature: $0.summary) }
  }
}

extension Cursor {
  /// Whether an expression can stand here although the line begins with no command.
  fileprivate func isInExpression(of vocabulary: Vocabulary) -> Bool {
    tokens.dropLast().contains { if case .symbol = $0.kind { true } else { false } }
  }
}

extension CommandContext {
  /// Whether the token in front of the cursor is a sign that wants a value behind it.
  fileprivate func endsInSign(_ cursor: Cursor) -> Bool {
    if case .symbol = cursor.tokens.dropLast().last?.kind { true } else { false }
  }
}

extension Parameter {
  /// Facts and help in a line, without backquotes.
  fileprivate var brief: String { "\(help); \(facts.replacing("`", with: ""))" }
}
