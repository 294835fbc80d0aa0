/// A command that is being written: what it has in front of the cursor and what may come there.
struct CommandContext {
  /// What stands at the cursor.
  enum Place {
    /// The value of this parameter: behind its `=`, its keyword or its joiner.
    case value(Parameter)
    /// The beginning of an argument.
    case argument
  }

  let verb: Verb
  let place: Place
  /// Names of the parameters that are there already.
  let written: Set<String>
  /// The sub-command, once it is chosen.
  let subject: String?
  /// The positional parameter that a value here would belong to.
  let nextPositional: Parameter?
  /// The word that may join another value to the one in front of the cursor.
  let joiner: String?
  /// Words that stand in the line already, which are not offered a second time.
  let words: Set<String>

  /// Nil when the line does not begin with a verb.
  init?(_ cursor: Cursor, vocabulary: Vocabulary) {
    var reader = TokenReader(cursor.tokens, in: cursor.text)
    guard let word = reader.word(), let verb = vocabulary.verb(word, before: reader.token(after: word)) else {
      return nil
    }
    reader.advance(past: word)
    self.verb = verb

    var parser = Parser(Array(cursor.tokens.dropFirst(reader.index)), in: cursor.text, vocabulary: vocabulary)
    parser.known.formUnion(cursor.definitions)
    let syntax = parser.commandSyntax(verb, at: word.range)
    var checker = ArgumentChecker(syntax, vocabulary: vocabulary, text: cursor.text)
    checker.bind()
    let positionals = checker.positionals
    let last = checker.positionalCount > 0 ? positionals[checker.positionalCount - 1] : nil
    let lastRole = syntax.arguments.last?.role
    written = Set(checker.bound.map(\.parameter.name))
    subject = checker.subject
    words = Set(
      syntax.arguments.compactMap { argument in
        argument.value?.asName
      })
    nextPositional =
      last?.repetition == .listed
      ? last : positionals.dropFirst(checker.positionalCount).first { [written] in !written.contains($0.name) }

    // A name or keyword without a value is what the cursor completes.
    let isWaiting = syntax.arguments.last.map { $0.value == nil && $0.range == $0.nameRange } ?? false
    var waiting: Parameter?
    if isWaiting, let lastRole {
      switch lastRole {
      case .option(let name): waiting = verb.parameter(name)
      case .clause(let keyword): waiting = verb.clause(keyword)
      case .joined: waiting = last
      case .positional: break
      }
    }
    place = waiting.map { .value($0) } ?? .argument
    joiner = lastRole == .positional || lastRole?.isJoined == true ? last?.joiner : nil
  }

  /// Parameters that could still be written.
  var open: [Parameter] {
    verb.parameters.filter { parameter in
      !written.contains(parameter.name)
        && written.isDisjoint(with: verb.rivals(of: parameter.name))
        && (parameter.subjects.isEmpty || subject.map(parameter.subjects.contains) ?? true)
    }
  }
}

extension ArgumentSyntax.Role {
  fileprivate var isJoined: Bool {
    if case .joined = self { true } else { false }
  }
}
