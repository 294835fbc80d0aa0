/// Something wrong with a cell, and where.
///
/// It carries facts (`problem`); its sentences are made in `Problem+Text.swift` and laid out by `render(in:)`:
/// ```
/// line 1, column 7: `train` has no option `epoch`
///   train epoch=5
///         ^^^^^
///   Did you mean `epochs`?  Options of train: epochs, steps, minutes, …
/// ```
public struct Diagnostic: Error, Sendable, Equatable {
  /// What the carets point at.
  public let range: SourceRange
  /// The facts.
  public let problem: Problem

  /// A diagnostic for the problem at the range.
  public init(_ range: SourceRange, _ problem: Problem) {
    self.range = range
    self.problem = problem
  }

  /// A diagnostic that only running a command could find, such as a file that is not there.
  public init(_ range: SourceRange, message: String, suggestion: String? = nil, hint: String? = nil) {
    self.init(range, .other(message: message, suggestion: suggestion, hint: hint))
  }

  /// What is wrong, in one sentence without a full stop.
  public var message: String { problem.message }
  /// What was probably meant, ready to be typed.
  public var suggestion: String? { problem.suggestion }
  /// What was expected, or what to type next.
  public var hint: String? { problem.hint }
}
