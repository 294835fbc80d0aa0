extension Vocabulary {
  /// What Shift-Tab shows about the word under the cursor, an offset in Unicode scalars; nil when there is nothing.
  ///
  /// On an option, its keyword or value: the option; on a name or choice: its meaning; anywhere else in a command: the
  /// verb. From `detail` 1 on, an example that runs is part of it.
  public func inspect(_ source: String, at offset: Int, detail: Int = 0) -> HelpText? {
    guard let cursor = Cursor(in: source, at: offset) else { return nil }
    if cursor.isAtLineStart || cursor.tokens.first?.kind == .symbol(.question) {
      return verb(cursor.name).map { inspection(of: $0, detail: detail) }
    }
    guard let context = CommandContext(cursor, vocabulary: self) else { return nil }
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
    guard var text else { return inspection(of: verb, detail: detail) }
    if detail > 0 { text.blocks += examples(of: verb) }
    return text
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
