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
    guard let cursor = Cursor(in: source, at: offset) else { return Completion(items: [], start: offset, end: offset) }
    let typed = cursor.prefix.lowercased()
    let items = items(at: cursor).filter { $0.text.lowercased().hasPrefix(typed) }
    let swallowsEquals = cursor.isFollowedByEquals && items.contains { $0.type == "option" }
    return Completion(items: items, start: cursor.word.start, end: cursor.word.end + (swallowsEquals ? 1 : 0))
  }

  private func items(at cursor: Cursor) -> [Completion.Item] {
    if cursor.isAtLineStart || cursor.tokens.first?.kind == .symbol(.question) {
      return cursor.tokens.count <= 2 ? verbs.map { .init(text: $0.name, type: "verb", signature: $0.signature) } : []
    }
    guard let context = CommandContext(cursor, vocabulary: self) else { return [] }
    switch context.place {
    case .value(let parameter): return valueItems(parameter, except: context.words)
    case .argument: return argumentItems(context)
    }
  }

  private func argumentItems(_ context: CommandContext) -> [Completion.Item] {
    var items: [Completion.Item] = []
    if let joiner = context.joiner {
      items.append(.init(text: joiner, type: "keyword", signature: "\(joiner) another one"))
    }
    if let positional = context.nextPositional {
      items += valueItems(positional, except: context.words)
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

  private func valueItems(_ parameter: Parameter, except words: Set<String>) -> [Completion.Item] {
    let type = if case .name(let category, _) = parameter.kind { category.name } else { "value" }
    let isRepeated = parameter.repetition != .once
    return choices(parameter.kind).filter { !isRepeated || !words.contains($0.name) }
      .map { Completion.Item(text: $0.name, type: type, signature: $0.summary) }
  }
}

extension Parameter {
  /// Facts and help in a line, without backquotes.
  fileprivate var brief: String { "\(help); \(facts.replacing("`", with: ""))" }
}
