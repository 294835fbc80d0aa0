/// One line of a cell, checked and ready to run.
public enum Statement: Sendable {
  /// A verb with its arguments.
  case command(Command)
  /// `train?`, `?train`, `train rate?` or `?`.
  case question(Question)

  /// Where it stands.
  public var range: SourceRange {
    switch self {
    case .command(let command): command.range
    case .question(let question): question.range
    }
  }
}

/// A verb with arguments that fit its declaration.
public struct Command: Sendable {
  /// The declaration.
  public let verb: Verb
  /// The values, defaults included.
  public let arguments: Arguments
  /// The whole command.
  public let range: SourceRange
}

/// A request for help; `Vocabulary.answer(to:)` answers it.
public struct Question: Sendable {
  /// What is asked about; nil for everything.
  public let verb: Verb?
  /// The parameter that is asked about, if not the whole verb.
  public let parameter: Parameter?
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
