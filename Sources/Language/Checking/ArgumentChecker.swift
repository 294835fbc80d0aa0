/// Holds a command against the declaration of its verb.
///
/// Every argument is bound to a parameter and its value converted; then the parameters are looked at together: those
/// that are missing, exclude one another or belong to another sub-command.
struct ArgumentChecker {
  let syntax: CommandSyntax
  let vocabulary: Vocabulary
  let text: SourceText
  /// Names that stand for values.
  let known: Set<String>
  private(set) var diagnostics: [Diagnostic] = []

  /// Parameters written, in the order of writing, whether or not their value was any good.
  private(set) var bound: [(parameter: Parameter, range: SourceRange)] = []
  private var values: [String: [Value]] = [:]
  private var names: Set<String> = []
  /// The number of positional parameters that have been written.
  private(set) var positionalCount = 0
  /// The word of the first positional parameter, which chooses the sub-command.
  private(set) var subject: String?
  /// An option written without `=` whose value is the next positional argument.
  private var skipsNext = false
  private var hasReportedSurplus = false

  private var verb: Verb { syntax.verb }

  /// The positional parameters that go with the sub-command.
  var positionals: [Parameter] { verb.positionals(with: subject) }

  init(_ syntax: CommandSyntax, vocabulary: Vocabulary, text: SourceText, known: Set<String> = []) {
    (self.syntax, self.vocabulary, self.text) = (syntax, vocabulary, text)
    self.known = known.union(syntax.arguments.compactMap(\.variable))
  }

  /// The arguments, complete when there are no diagnostics.
  mutating func check() -> Arguments {
    bind()
    checkSubjects()
    checkExclusions()
    checkRequired()
    let ranges = Dictionary(bound.map { ($0.parameter.name, $0.range) }) { $0.extended(to: $1) }
    return Arguments(verb: verb, given: values, ranges: ranges, commandRange: syntax.range)
  }

  private mutating func report(_ problem: Problem, at range: SourceRange) {
    diagnostics.append(Diagnostic(range, problem))
  }

  // MARK: Binding

  /// Finds the parameter of every argument.
  mutating func bind() {
    for (index, argument) in syntax.arguments.enumerated() {
      switch argument.role {
      case .positional: bindPositional(argument, at: index)
      case .option(let name): bindNamed(argument, verb.parameter(name), name: name)
      case .clause(let keyword): bindNamed(argument, verb.clause(keyword), name: keyword)
      case .joined(let word): bindJoined(argument, word)
      }
    }
  }

  private mutating func bindPositional(_ argument: ArgumentSyntax, at index: Int) {
    if skipsNext {
      skipsNext = false
      return
    }
    let positionals = positionals
    if isOptionWithoutEquals(argument, at: index) { return }
    if positionalCount > 0, positionals[positionalCount - 1].repetition == .listed {
      return takeListed(argument, for: positionals[positionalCount - 1])
    }
    while positionalCount < positionals.count, names.contains(positionals[positionalCount].name) {
      positionalCount += 1
    }
    guard positionalCount < positionals.count else { return reportTooMany(argument) }
    if positionals[positionalCount].repetition == .listed {
      return takeListed(argument, for: positionals[positionalCount])
    }
    positionalCount += 1
    take(argument.value, for: positionals[positionalCount - 1], at: argument.range)
  }

  /// One of several values separated by blanks; what is none of them and would suit an option is told so.
  private mutating func takeListed(_ argument: ArgumentSyntax, for parameter: Parameter) {
    if !parameter.isRequired, let value = argument.value {
      let isChoice = vocabulary.choices(parameter.kind).contains { $0.name == value.asName }
      let suitsOption = verb.options.contains { !$0.kind.isText && fits(value, $0) }
      if !isChoice, suitsOption || !fits(value, parameter) { return reportTooMany(argument) }
    }
    if !names.contains(parameter.name) { positionalCount += 1 }
    take(argument.value, for: parameter, at: argument.range)
  }

  /// Nothing takes the argument; perhaps a joiner or an option would.
  ///
  /// The first of several speaks for all.
  private mutating func reportTooMany(_ argument: ArgumentSyntax) {
    guard !hasReportedSurplus, let value = argument.value else { return }
    hasReportedSurplus = true
    let spelled = text[value.range].clipped
    var nearest: String?
    if let last = positionals.last, let joiner = last.joiner, fits(value, last) {
      nearest = "\(joiner) \(spelled)"
    } else if let option = verb.options.first(where: { !names.contains($0.name) && fits(value, $0) }) {
      nearest = "\(option.name)=\(spelled)"
    }
    report(.tooMany(spelled, verb: verb.name, nearest: nearest, signature: verb.signature), at: argument.range)
  }

  private func fits(_ value: Expression, _ parameter: Parameter) -> Bool {
    var value = value
    // A word that stands for a value is read as one where values are.
    if parameter.kind.takesExpression, let word = value.asName, known.contains(word) {
      value = Expression(.name(word), value.range)
    }
    return (try? ValueCheck(parameter, vocabulary: vocabulary, text: text, known: known).value(of: value).get()) != nil
  }

  /// Recognises `epochs 5`.
  private mutating func isOptionWithoutEquals(_ argument: ArgumentSyntax, at index: Int) -> Bool {
    guard let word = argument.value?.asName, verb.parameter(word)?.place == .option else {
      return false
    }
    let positionals = positionals
    let listed = positionals.last.flatMap { $0.repetition == .listed ? $0 : nil }
    if let next = positionalCount < positionals.count ? positionals[positionalCount] : listed {
      let choices = vocabulary.choices(next.kind)
      if choices.contains(where: { $0.name == word }) { return false }
      // `log` is an option of `plot` and a function that can be drawn.
      if case .expression = next.kind,
        known.contains(word) || vocabulary.names(.function).contains(where: { $0.name == word })
      {
        return false
      }
    }
    let next = index + 1 < syntax.arguments.count ? syntax.arguments[index + 1] : nil
    let value = next?.role == .positional ? next?.value : nil
    skipsNext = value != nil
    names.insert(word)
    let expected = verb.parameter(word)?.kind.expectation ?? "a value"
    report(
      .equalsMissing(option: word, value: value.map { text[$0.range].clipped }, expected: expected),
      at: argument.range)
    return true
  }

  private mutating func bindJoined(_ argument: ArgumentSyntax, _ word: String) {
    if let variable = argument.variable, let domain = verb.parameters.first(where: \.isRepeatedDomain) {
      return take(variable, argument.value, for: domain, at: argument.range)
    }
    let positionals = positionals
    guard positionalCount > 0, positionals[positionalCount - 1].joiner == word else {
      report(.joinerMisplaced(word), at: argument.nameRange ?? argument.range)
      if positionalCount < positionals.count {
        positionalCount += 1
        take(argument.value, for: positionals[positionalCount - 1], at: argument.range)
      }
      return
    }
    take(argument.value, for: positionals[positionalCount - 1], at: argument.value?.range ?? argument.range)
  }

  private mutating func bindNamed(_ argument: ArgumentSyntax, _ parameter: Parameter?, name: String) {
    let place = argument.nameRange ?? argument.range
    guard let parameter else {
      let options = verb.optionNames(with: subject)
      let nearest = Spelling.nearest(to: name, among: options)
      return report(
        .unknownOption(name.clipped, verb: verb.name, nearest: nearest, options: options), at: place)
    }
    guard names.insert(parameter.name).inserted else { return report(.duplicate(name), at: place) }
    if let variable = argument.variable { return take(variable, argument.value, for: parameter, at: argument.range) }
    take(argument.value, for: parameter, at: argument.range)
  }

  private mutating func take(
    _ variable: String, _ range: Expression?, for parameter: Parameter, at place: SourceRange
  ) {
    bound.append((parameter, place))
    guard let range else { return }
    let isTaken = values[parameter.name, default: []].contains {
      if case .domain(variable, _) = $0 { true } else { false }
    }
    if isTaken { return report(.duplicate(variable), at: place) }
    values[parameter.name, default: []].append(.domain(variable, range))
  }

  private mutating func take(_ value: Expression?, for parameter: Parameter, at range: SourceRange) {
    names.insert(parameter.name)
    bound.append((parameter, range))
    guard let value else { return }
    switch ValueCheck(parameter, vocabulary: vocabulary, text: text, known: known).value(of: value) {
    case .success(let converted):
      values[parameter.name, default: []].append(converted)
      if subject == nil, parameter.name == verb.positionals.first?.name, case .text(let word) = converted {
        subject = word
      }
    case .failure(let diagnostic): diagnostics.append(diagnostic)
    }
  }

  // MARK: Parameters together

  /// Without a valid sub-command there is one fault already, and nothing to compare with.
  private mutating func checkSubjects() {
    guard let subject else { return }
    for (parameter, range) in bound where !parameter.subjects.isEmpty {
      guard !parameter.subjects.contains(subject) else { continue }
      report(
        .goesWithOther(parameter.name, verb: verb.name, subject: subject.clipped, subjects: parameter.subjects),
        at: range)
    }
  }

  private mutating func checkExclusions() {
    for group in verb.exclusive {
      let written = bound.filter { group.contains($0.parameter.name) }
      guard let first = written.first else { continue }
      for other in written.dropFirst() where other.parameter.name != first.parameter.name {
        report(.excluded(other.parameter.typed, by: first.parameter.typed), at: other.range)
      }
    }
  }

  private mutating func checkRequired() {
    let begun = verb.name + (subject.map { " " + $0 } ?? "")
    let example = verb.examples.first { $0.hasPrefix(begun) } ?? verb.examples.first
    for parameter in verb.parameters where parameter.isRequired && !names.contains(parameter.name) {
      guard parameter.subjects.isEmpty || parameter.subjects.contains(subject ?? "") else { continue }
      report(
        .missing(
          parameter.title, verb: verb.name, expected: vocabulary.expectation(of: parameter.kind),
          example: example),
        at: syntax.verbRange)
    }
  }
}
