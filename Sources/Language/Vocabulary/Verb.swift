/// A command: everything that parsing, checking, completion, inspection, `help` and error messages need to know of it.
///
/// What it does is not said here; whoever runs statements looks at `name`.
public struct Verb: Sendable {
  /// The first word of the command.
  public let name: String
  /// The heading it stands under in the overview.
  public let group: String
  /// One line: what it does.
  public let summary: String
  /// A paragraph or two for those who want to know more.
  public let details: String
  /// What it can be told, positional parameters in their order.
  public let parameters: [Parameter]
  /// Sets of parameters of which a command gives at most one.
  public let exclusive: [[String]]
  /// Commands that run as they stand.
  public let examples: [String]
  /// What stands in the block that the verb with a new name opens, if it opens one.
  public let block: BlockGrammar?

  /// Declares a verb.
  public init(
    _ name: String, group: String, summary: String, details: String = "", parameters: [Parameter] = [],
    exclusive: [[String]] = [], examples: [String], block: BlockGrammar? = nil
  ) {
    (self.name, self.group, self.summary, self.details) = (name, group, summary, details)
    (self.parameters, self.exclusive) = (parameters, exclusive)
    (self.examples, self.block) = (examples, block)
  }

  /// Whether the verb with a new name opens a block that ends with `end`.
  var opensBlock: Bool { block != nil }

  /// The parameter of that name.
  public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// Those written by their order.
  var positionals: [Parameter] { parameters.filter { $0.place == .positional } }

  /// Whether its first positional parameter is an expression, which may begin with a bracket.
  var takesExpression: Bool { positionals.first.map { if case .expression = $0.kind { true } else { false } } ?? false }

  /// Those written `name=value`.
  var options: [Parameter] { parameters.filter { $0.place == .option } }

  /// The parameter that stands behind the keyword.
  func clause(_ keyword: String) -> Parameter? { parameters.first { $0.place == .clause(keyword) } }

  /// Names that exclude the given one.
  func rivals(of name: String) -> [String] {
    exclusive.filter { $0.contains(name) }.joined().filter { $0 != name }
  }

  /// Names of the options that go with the sub-command, or of all when it is not known.
  func optionNames(with subject: String?) -> [String] {
    options.filter { option in
      guard let subject, !option.subjects.isEmpty else { return true }
      return option.subjects.contains(subject)
    }.map(\.name)
  }
}
