/// What may stand between a block verb with a new name and `end`.
///
/// Everything in it is declared like a verb, so that arguments, completion, help and error messages work as they do in
/// commands:
/// ```
/// gan mine
///   latent 100                     # a setting
///   generator                      # a section
///     dense 256, leaky_relu 0.2    # items, separated by commas
/// end
/// ```
public struct BlockGrammar: Sendable {
  /// Lines that stand alone.
  public let settings: [Verb]
  /// Headings, each with a list of items under it; all are required.
  public let sections: [Verb]
  /// What the lists are made of.
  public let items: [Verb]
  /// What sentences call one item, such as `a layer`.
  public let itemPhrase: String
  /// The categories that have the block's name from the next line on, besides that of the verb's first parameter.
  public let introduces: [NameCategory]

  /// Declares the inside of a block.
  public init(
    settings: [Verb], sections: [Verb], items: [Verb], itemPhrase: String, introducing introduced: [NameCategory] = []
  ) {
    (self.settings, self.sections, self.items, self.itemPhrase) = (settings, sections, items, itemPhrase)
    introduces = introduced
  }

  /// The declaration of a word that may begin something in the block.
  func verb(_ name: String) -> Verb? { verbs.first { $0.name == name } }

  /// All declarations.
  var verbs: [Verb] { settings + sections + items }

  /// Settings and sections by name.
  var words: [String] { (settings + sections).map(\.name) + ["end"] }
}
