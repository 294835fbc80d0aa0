extension Command {
  /// Whether an argument is an expression that is to be computed before the command is run.
  public var hasExpressions: Bool { arguments.hasExpressions }
}

extension Vocabulary {
  /// The command with every expression among its arguments computed and held against the declaration.
  ///
  /// Parameters that take expressions as they are, such as those of `plot`, keep theirs.
  ///
  /// - Parameter evaluate: computes an expression; gives its value as a literal, and as people read it.
  /// - Throws: what `evaluate` throws, and a `Diagnostic` for a value that the parameter does not take.
  public func resolved(
    _ command: Command, in text: SourceText,
    evaluating evaluate: (Expression) throws -> (value: Literal, spelled: String)
  ) throws -> Command {
    Command(
      verb: command.verb,
      arguments: try command.arguments.resolved(vocabulary: self, text: text, evaluating: evaluate),
      range: command.range)
  }
}
