/// A command: everything that parsing, checking, completion, inspection, `help` and error messages need to know of it.
///
/// What it does is not said here; whoever runs statements looks at `name`. A constant of many parts that is handed around
/// at every key a person presses, hence one object instead of copies.
public final class Verb: Sendable {
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

  /// Those written by their order.
  let positionals: [Parameter]
  /// Those written `name=value`.
  let options: [Parameter]

  /// Declares a verb.
  public init(
    _ name: String, group: String, summary: String, details: String = "", parameters: [Parameter] = [],
    exclusive: [[String]] = [], examples: [String], block: BlockGrammar? = nil
  ) {
    (self.name, self.group, self.summary, self.details) = (name, group, summary, details)
    (self.parameters, self.exclusive) = (parameters, exclusive)
    (self.examples, self.block) = (examples, block)
    positionals = parameters.filter { $0.place == .positional }
    options = parameters.filter { $0.place == .option }
  }

  /// Whether the verb with a new name opens a block that ends with `end`.
  var opensBlock: Bool { block != nil }

  /// The parameter of that name.
  public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// Those written by their order behind a sub-command; all of them when none of them belongs to one.
  func positionals(with subject: String?) -> [Parameter] {
    guard let subject, positionals.contains(where: { !$0.subjects.isEmpty }) else { return positionals }
    return positionals.filter { $0.subjects.isEmpty || $0.subjects.contains(subject) }
  }

  /// Whether its first positional parameter is an expression, which may begin with a bracket.
  var takesExpression: Bool { positionals.first.map { if case .expression = $0.kind { true } else { false } } ?? false }

  /// The keyword of a clause such as `over x=0..1`, which gives a name a meaning.
  var domainKeyword: String? {
    parameters.lazy.compactMap { parameter in
      if case (.domain, .clause(let keyword)) = (parameter.kind, parameter.place) { keyword } else { nil }
    }.first
  }

  /// The parameter that stands behind the keyword.
  func clause(_ keyword: String) -> Parameter? { parameters.first { $0.place == .clause(keyword) } }

  /// Names that exclude the given one.
  func rivals(of name: String) -> [String] {
    exclusive.filter { $0.contains(name) }.joined().filter { $0 != name }
  }

  /// Names of all options.
  public var optionNames: [String] { options.map(\.name) }

  /// Names of the options that go with the sub-command, or of all when it is not known.
  func optionNames(with subject: String?) -> [String] {
    options.filter { option in
      guard let subject, !option.subjects.isEmpty else { return true }
      return option.subjects.contains(subject)
    }.map(\.name)
  }
}
