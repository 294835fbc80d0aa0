/// One line of a cell, checked and ready to run.
public enum Statement: Sendable {
  /// A verb with its arguments.
  case command(Command)
  /// `gan mine … end`.
  case block(Block)
  /// `name = expression` or `f(x) = expression`.
  case definition(Definition)
  /// An expression alone: its value is the cell's result.
  case expression(Expression)
  /// `train?`, `?train`, `train rate?` or `?`.
  case question(Question)

  /// Where it stands.
  public var range: SourceRange {
    switch self {
    case .command(let command): command.range
    case .block(let block): block.range
    case .definition(let definition): definition.range
    case .expression(let expression): expression.range
    case .question(let question): question.range
    }
  }
}

/// A verb with arguments that fit its declaration.
public struct Command: Sendable {
  /// The declaration.
  public let verb: Verb
  /// The values, defaults included; expressions are computed by ``Vocabulary/resolved(_:in:evaluating:)``.
  public let arguments: Arguments
  /// The whole command.
  public let range: SourceRange
}

/// A name or a function given a meaning.
public struct Definition: Sendable {
  /// What is defined.
  public let name: String
  /// Where the name stands.
  public let nameRange: SourceRange
  /// The parameters of a function; nil when it is a plain value.
  public let parameters: [String]?
  /// What it means.
  public let value: Expression
  /// The whole line.
  public let range: SourceRange
}

/// Lines between a block verb with a new name and `end`.
public struct Block: Sendable {
  /// A list of parts under a heading.
  public struct Section: Sendable {
    /// The heading.
    public let name: String
    /// The parts in their order.
    public let items: [Command]
    /// The heading's place.
    public let range: SourceRange
  }

  /// The verb that opens it.
  public let verb: Verb
  /// The name it is given.
  public let name: String
  /// Lines such as `latent 100`.
  public let settings: [Command]
  /// Lists such as the layers of `generator`.
  public let sections: [Section]
  /// From the verb to `end`.
  public let range: SourceRange
}

/// A request for help; `Vocabulary.answer(to:)` answers it.
public struct Question: Sendable {
  /// What is asked about; nil for everything.
  public let verb: Verb?
  /// The parameter that is asked about, if not the whole verb.
  public let parameter: Parameter?
  /// A function that is asked about instead of a verb.
  public let function: Choice?
  /// The whole question.
  public let range: SourceRange
}

/// A cell after parsing.
///
/// When there is any diagnostic there is no statement: nothing of a faulty cell runs.
public struct ParsedCell: Sendable {
  /// The text, for rendering diagnostics, those found at run time included.
  public let text: SourceText
  /// The lines in their order; empty when there are diagnostics.
  public let statements: [Statement]
  /// Every fault of the cell, in the order of the text.
  public let diagnostics: [Diagnostic]

  /// All diagnostics as they are printed, separated by empty lines; empty when there are none.
  public var report: String { diagnostics.map { $0.render(in: text) }.joined(separator: "\n\n") }
}
