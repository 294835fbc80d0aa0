extension Vocabulary {
  /// The overview: every verb with its summary, by group.
  public func help() -> HelpText {
    var text = HelpText()
    if !tour.isEmpty { text.blocks += [.paragraph("To begin, type one after another:"), .code(tour)] }
    for group in groups {
      text.blocks.append(.heading(group.capitalizedFirst))
      text.blocks.append(.table(verbs.filter { $0.group == group }.map { .init(name: $0.name, text: $0.summary) }))
    }
    let functions = names(.function)
    if !functions.isEmpty {
      text.blocks.append(.heading("Functions"))
      text.blocks.append(.table(functions.map { .init(name: $0.name, text: $0.summary) }))
    }
    if let verb = verbs.first {
      text.blocks.append(.paragraph("More about a command: `\(verb.name)?`"))
    }
    return text
  }

  /// Everything about a verb: signature, parameters with their facts, examples.
  public func help(_ verb: Verb) -> HelpText {
    var text = HelpText(blocks: [.heading("\(verb.name): \(verb.summary)"), .code([verb.signature])])
    if !verb.details.isEmpty { text.blocks.append(.paragraph(verb.details)) }
    if !verb.parameters.isEmpty {
      text.blocks.append(.table(verb.parameters.map { .init(name: $0.heading, text: line(for: $0)) }))
    }
    for parameter in verb.parameters { text.blocks += choiceBlocks(of: parameter) }
    if let block = verb.block {
      text.blocks.append(.paragraph("In the block:"))
      text.blocks.append(
        .table(
          block.verbs.map { .init(name: $0.signature, text: $0.summary) } + [
            .init(name: "end", text: "closes the block")
          ]))
    }
    for group in verb.exclusive {
      let names = group.map { "`\(verb.parameter($0)?.typed ?? $0)`" }.joined(separator: ", ")
      text.blocks.append(.paragraph("At most one of \(names)."))
    }
    text.blocks += examples(of: verb)
    return text
  }

  /// Everything about a function.
  public func help(_ function: Choice) -> HelpText {
    var text = HelpText(blocks: [.heading("\(function.name): \(function.summary)")])
    if let first = function.details.first { text.blocks.append(.code([first])) }
    if function.details.count > 1 {
      text.blocks += [.paragraph("For example:"), .code(Array(function.details.dropFirst()))]
    }
    return text
  }

  /// Everything about one parameter of a verb.
  public func help(_ parameter: Parameter, of verb: Verb) -> HelpText {
    var text = HelpText(blocks: [
      .heading("\(verb.name) \(parameter.heading)"), .paragraph(parameter.help.asSentence),
      .paragraph(parameter.facts.asSentence),
    ])
    if !parameter.subjects.isEmpty {
      let subjects = parameter.subjects.map { "`\(verb.name) \($0)`" }.joined(separator: ", ")
      text.blocks.append(.paragraph("Goes with \(subjects)."))
    }
    let rivals = verb.rivals(of: parameter.name)
    if !rivals.isEmpty {
      text.blocks.append(.paragraph("Excludes \(rivals.map { "`\($0)`" }.joined(separator: ", "))."))
    }
    text.blocks += choiceBlocks(of: parameter)
    return text
  }

  /// The answer to `?`, `train?` or `train rate?`.
  public func answer(to question: Question) -> HelpText {
    if let function = question.function { return help(function) }
    guard let verb = question.verb else { return help() }
    guard let parameter = question.parameter else { return help(verb) }
    var text = help(parameter, of: verb)
    text.blocks += examples(of: verb)
    return text
  }

  /// The groups in the order of their first verb.
  private var groups: [String] {
    var groups: [String] = []
    for verb in verbs where !groups.contains(verb.group) { groups.append(verb.group) }
    return groups
  }

  private func line(for parameter: Parameter) -> String {
    let subjects = parameter.subjects.isEmpty ? "" : " (with \(parameter.subjects.joined(separator: ", ")))"
    return parameter.help + subjects + "; " + parameter.facts
  }

  /// The choices with their meaning, where they have one.
  private func choiceBlocks(of parameter: Parameter) -> [HelpText.Block] {
    switch parameter.kind {
    case .flag, .name(.verb, _): return []
    default: break
    }
    let choices = choices(parameter.kind)
    guard !choices.isEmpty else { return [] }
    return [.paragraph("\(parameter.title):"), .table(choices.map { .init(name: $0.name, text: $0.summary) })]
  }

  func examples(of verb: Verb) -> [HelpText.Block] {
    verb.examples.isEmpty ? [] : [.paragraph("For example:"), .code(verb.examples)]
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  fileprivate var asSentence: String {
    let text = capitalizedFirst
    return text.last.map { ".!?".contains($0) } == true ? text : text + "."
  }
}
