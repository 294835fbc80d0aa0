/// The verbs of a session, and the names that its data sets, presets and the like have right now.
///
/// Everything the language can do with a cell is a method of the vocabulary: `parse`, `complete`, `inspect`,
/// `completeness` and `help`.
public struct Vocabulary: Sendable {
  /// The verbs, in the order in which the overview lists them.
  public let verbs: [Verb]
  /// A few commands that show a beginner around.
  public let tour: [String]
  private let index: [String: Int]
  private let lookUp: @Sendable (NameCategory) -> [Choice]
  /// Names that lines above make, which exist when they have run.
  private var introduced: [NameCategory: [Choice]] = [:]

  /// A vocabulary of these verbs.
  ///
  /// `names` is asked whenever names of a category are needed, so it answers with what exists at that moment; it is
  /// called on the thread that asks for a completion or a parse and should be quick.
  public init(
    verbs: [Verb], tour: [String] = [], names: @escaping @Sendable (NameCategory) -> [Choice] = { _ in [] }
  ) {
    self.verbs = verbs
    self.tour = tour
    index = Dictionary(verbs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    lookUp = names
  }

  /// The verb of that name.
  public func verb(_ name: String) -> Verb? { index[name].map { verbs[$0] } }

  /// The names of a category as they are now.
  func names(_ category: NameCategory) -> [Choice] {
    let found = category == .verb ? verbs.map { Choice($0.name, $0.summary) } + lookUp(.function) : lookUp(category)
    return introduced[category].map { found + $0 } ?? found
  }

  /// Takes a name for one of these categories, for the lines that follow.
  mutating func introduce(_ name: String, in categories: [NameCategory]) {
    for category in categories {
      let known = names(category)
      // A cell that makes more is no person's, and is to be read in time in proportion to its length.
      guard introduced[category, default: []].count < 100, !known.contains(where: { $0.name == name }) else { continue }
      introduced[category, default: []].append(Choice(name, "made above"))
    }
  }

  /// The words that can be offered for a parameter.
  func choices(_ kind: Kind) -> [Choice] {
    switch kind {
    case .word(let choices), .expression(_, let choices): choices
    case .name(let category, _): names(category)
    case .flag: [Choice("on", "yes"), Choice("off", "no")]
    default: []
    }
  }

  /// What is expected, with the first of the names there are.
  func expectation(of kind: Kind) -> String {
    guard case .name(_, isOpen: false) = kind else { return kind.expectation }
    let names = choices(kind).map { "`\($0.name)`" }
    guard !names.isEmpty else { return kind.expectation }
    return "\(kind.expectation) (\(names.prefix(4).joined(separator: ", "))\(names.count > 4 ? ", …" : ""))"
  }

  /// The parameter of the verb that has the word among its choices.
  func parameter(of verb: Verb, offering word: String) -> Parameter? {
    verb.parameters.first { choices($0.kind).contains { $0.name == word } }
  }

  /// Whether the name behind a block verb is new, so that a block follows.
  func opensBlock(_ verb: Verb, named name: String) -> Bool {
    guard verb.opensBlock, let parameter = verb.positionals.first else { return false }
    return !choices(parameter.kind).contains { $0.name == name }
  }
}
