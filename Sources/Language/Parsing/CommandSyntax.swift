/// A command as it is written, before it is held against its declaration.
struct CommandSyntax {
  let verb: Verb
  let verbRange: SourceRange
  var arguments: [ArgumentSyntax] = []

  var range: SourceRange {
    arguments.last.map { verbRange.extended(to: $0.range) } ?? verbRange
  }
}

/// One part of a command.
struct ArgumentSyntax {
  enum Role: Equatable {
    case positional
    /// `name=value`.
    case option(String)
    /// `or value` behind a positional value.
    case joined(String)
    /// `as value`.
    case clause(String)
  }

  let role: Role
  /// The name or keyword, where there is one.
  let nameRange: SourceRange?
  /// The value; nil when it is missing or could not be read, which then has its diagnostic.
  let value: Expression?
  let range: SourceRange
  /// The name that the argument introduces, as in `over x=0..1`.
  var variable: String?

  init(role: Role, nameRange: SourceRange?, value: Expression?, range: SourceRange) {
    (self.role, self.nameRange, self.value, self.range) = (role, nameRange, value, range)
  }
}
