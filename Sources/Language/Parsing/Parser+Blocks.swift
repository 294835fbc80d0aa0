extension Parser {
  /// Whether a block follows: a block verb, a name alone on the line, and under it what belongs into the block.
  ///
  /// The reader stands behind the verb.
  func isAtBlock(of verb: Verb) -> Bool {
    guard let grammar = verb.block, let name = reader.word(), reader.token(after: name).kind == .newline else {
      return false
    }
    var index = name.next
    while reader.tokens[index].kind == .newline { index += 1 }
    if case .word(let first) = reader.tokens[index].kind, first == "end" || grammar.verb(first) != nil { return true }
    return vocabulary.opensBlock(verb, named: name.text) && lastEnd > reader.index
  }

  /// Everything from the name to `end`; the reader stands on the name.
  mutating func block(of verb: Verb, _ grammar: BlockGrammar, at start: SourceRange) -> Statement? {
    guard let name = reader.word() else { return nil }
    let faults = diagnostics.count
    var isNameFree = true
    if verb.positionals.first.map({ vocabulary.choices($0.kind).contains { $0.name == name.text } }) != true {
      isNameFree = name.text.contains("-") || checkName(name.text, at: name.range)
    }
    reader.advance(past: name)
    var own: [NameCategory] = []
    if case .name(let category, _)? = verb.positionals.first?.kind { own = [category] }
    vocabulary.introduce(name.text, in: own + grammar.introduces)
    var builder = BlockBuilder()
    let opener = start.extended(to: name.range)
    while true {
      if reader.isAtLineEnd, reader.current.kind != .end {
        reader.advance()
        continue
      }
      guard let word = reader.word(), vocabulary.verb(word.text) == nil || grammar.verb(word.text) != nil else {
        if reader.current.kind != .end, reader.word() == nil {
          reportForeignLine()
          continue
        }
        // The end of the cell, or a command: the block was not closed.
        report(.blockUnfinished("\(verb.name) \(name.text)".clipped), at: opener)
        return nil
      }
      if word.text == "end", reader.token(after: word).kind == .newline || reader.token(after: word).kind == .end {
        reader.advance(past: word)
        return finish(
          builder, verb, grammar, name, opener, end: word.range, isSound: isNameFree && faults == diagnostics.count)
      }
      line(startingWith: word, of: grammar, into: &builder)
    }
  }

  private struct BlockBuilder {
    var settings: [Command] = []
    var sections: [(name: String, items: [Command], range: SourceRange)] = []
  }

  private mutating func reportForeignLine() {
    let range = reader.current.range
    if reader.current.kind != .invalid, reader.current.kind != .stray {
      report(.leftover(spelling(range), product: nil), at: range)
    }
    reader.skipLine()
  }

  private mutating func line(
    startingWith word: TokenReader.Word, of grammar: BlockGrammar, into builder: inout BlockBuilder
  ) {
    if grammar.sections.contains(where: { $0.name == word.text }) {
      if builder.sections.contains(where: { $0.name == word.text }) { report(.duplicate(word.text), at: word.range) }
      builder.sections.append((word.text, [], word.range))
      reader.advance(past: word)
    } else if let setting = grammar.settings.first(where: { $0.name == word.text }) {
      if builder.settings.contains(where: { $0.verb.name == word.text }) {
        report(.duplicate(word.text), at: word.range)
      }
      reader.advance(past: word)
      builder.settings.append(checkedCommand(setting, at: word.range))
      return reader.skipLine()
    }
    items(of: grammar, into: &builder)
  }

  /// Parts separated by commas, up to the end of the line.
  private mutating func items(of grammar: BlockGrammar, into builder: inout BlockBuilder) {
    reader.stopsAtComma = true
    defer {
      reader.stopsAtComma = false
      reader.skipLine()
    }
    while !reader.isAtLineEnd || reader.isAt(.comma) {
      guard !reader.isAt(.comma) else {
        reader.advance()
        continue
      }
      guard let word = reader.word() else {
        let range = reader.current.range
        if reader.current.kind != .invalid, reader.current.kind != .stray {
          report(.leftover(spelling(range), product: nil), at: range)
        }
        return
      }
      if let item = grammar.items.first(where: { $0.name == word.text }) {
        reader.advance(past: word)
        let command = checkedCommand(item, at: word.range)
        if builder.sections.isEmpty {
          report(.itemOutsideSection(word.text, sections: grammar.sections.map(\.name)), at: word.range)
        } else {
          builder.sections[builder.sections.count - 1].items.append(command)
        }
      } else {
        let names = grammar.items.map(\.name)
        let all = builder.sections.isEmpty ? grammar.words : names + grammar.words
        report(
          .unknownItem(
            word.text.clipped, of: grammar.itemPhrase, nearest: Spelling.nearest(to: word.text, among: all),
            choices: names), at: word.range)
        reader.skipLine()
      }
    }
  }

  private mutating func finish(
    _ builder: BlockBuilder, _ verb: Verb, _ grammar: BlockGrammar, _ name: TokenReader.Word, _ opener: SourceRange,
    end: SourceRange, isSound: Bool
  ) -> Statement? {
    var isSound = isSound
    for section in grammar.sections
    where builder.sections.first(where: { $0.name == section.name })?.items.isEmpty ?? true {
      guard isSound else { break }
      report(
        .sectionMissing(
          section.name, block: "\(verb.name) \(name.text)".clipped, of: grammar.itemPhrase,
          example: section.examples.first), at: opener)
      isSound = false
    }
    guard isSound else { return nil }
    return .block(
      Block(
        verb: verb, name: name.text, settings: builder.settings,
        sections: builder.sections.map { Block.Section(name: $0.name, items: $0.items, range: $0.range) },
        range: opener.extended(to: end)))
  }
}
