extension Vocabulary {
  /// What Shift-Tab shows about the word under the cursor, an offset in Unicode scalars; nil when there is nothing.
  ///
  /// On an option, its keyword or value: the option; on a name or choice: its meaning; anywhere else in a command: the
  /// verb. From `detail` 1 on, an example that runs is part of it.
  public func inspect(_ source: String, at offset: Int, detail: Int = 0) -> HelpText? {
    guard let cursor = Cursor(in: source, at: offset) else { return nil }
    if let grammar = grammar(around: cursor) {
      let inner = Vocabulary(verbs: grammar.verbs, names: names)
      return inner.inspect(cursor.behindComma, detail: detail)
    }
    return inspect(cursor, detail: detail)
  }

  private func inspect(_ cursor: Cursor, detail: Int) -> HelpText? {
    if cursor.isAtLineStart || cursor.tokens.first?.kind == .symbol(.question) {
      return verb(cursor.name).map { inspection(of: $0, detail: detail) } ?? valueName(cursor.name, at: cursor)
    }
    guard let context = CommandContext(cursor, vocabulary: self) else { return valueName(cursor.name, at: cursor) }
    let verb = context.verb
    var text: HelpText?
    switch context.place {
    case .value(let parameter): text = inspection(of: cursor.name, for: parameter, of: verb)
    case .argument:
      if cursor.isFollowedByEquals || !cursor.name.isEmpty, let parameter = verb.parameter(cursor.name) {
        text = help(parameter, of: verb)
      } else if let parameter = verb.clause(cursor.name) {
        text = help(parameter, of: verb)
      } else if let positional = context.nextPositional, !cursor.name.isEmpty {
        if case .name(.verb, _) = positional.kind, let other = self.verb(cursor.name) {
          return inspection(of: other, detail: detail)
        }
        text = inspection(of: cursor.name, for: positional, of: verb)
      }
    }
    // A name in an expression says more than the parameter that the expression belongs to.
    if let value = valueName(cursor.name, at: cursor), context.isExpression(at: cursor) { return value }
    guard var text else { return inspection(of: verb, detail: detail) }
    if detail > 0 { text.blocks += examples(of: verb) }
    return text
  }

  /// A function or a defined name.
  private func valueName(_ name: String, at cursor: Cursor) -> HelpText? {
    if let function = names(.function).first(where: { $0.name == name }) { return help(function) }
    guard let definition = names(.definition).first(where: { $0.name == name }) else {
      let function = cursor.enclosingFunction.flatMap { name in names(.function).first { $0.name == name } }
      return function.map(help)
    }
    return HelpText(blocks: [.heading(definition.name), .code([definition.summary])])
  }

  /// The verb, its examples only from detail 1 on.
  private func inspection(of verb: Verb, detail: Int) -> HelpText {
    var text = help(verb)
    if detail == 0 { text.blocks.removeLast(examples(of: verb).count) }
    return text
  }

  /// The meaning of a choice, or else the parameter it was meant for.
  private func inspection(of name: String, for parameter: Parameter, of verb: Verb) -> HelpText {
    guard let choice = choices(parameter.kind).first(where: { $0.name == name }), !choice.summary.isEmpty else {
      return help(parameter, of: verb)
    }
    return HelpText(blocks: [
      .heading("\(choice.name): \(choice.summary)"),
      .paragraph("A choice of `\(verb.name)` for \(parameter.title): \(parameter.help)."),
    ])
  }
}

extension CommandContext {
  /// Whether the word at the cursor is a value that is computed.
  fileprivate func isExpression(at cursor: Cursor) -> Bool {
    if cursor.isFollowedByEquals || verb.parameter(cursor.name)?.place == .option { return false }
    switch place {
    case .value(let parameter): return parameter.kind.takesExpression
    case .argument: return nextPositional?.kind.takesExpression ?? verb.takesExpression
    }
  }
}
