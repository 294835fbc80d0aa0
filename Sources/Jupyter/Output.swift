/// Where a running cell shows things; usable from any thread until the cell ends.
public protocol Output: AnyObject, Sendable {
  /// Writes text; nothing is added to it, and many small pieces are sent as few large ones.
  func stream(_ stream: StandardStream, _ text: String)

  /// Shows something.
  func display(_ display: DisplayData)

  /// Replaces what was shown under the same `displayID`.
  func updateDisplay(_ display: DisplayData)

  /// Shows the value of the cell, beside its number.
  func result(_ display: DisplayData)

  /// Takes the cell's outputs away, at once or when the next one comes.
  func clear(wait: Bool)

  /// Asks the person something and waits for the answer; `isSecret` hides what is typed.
  func ask(_ question: String, isSecret: Bool) throws(QuestionError) -> String

  /// Opens a comm to the front end's `target`; nil when there is nobody to open it to.
  func openComm(target: String, _ packet: CommPacket, listener: any CommListener) -> (any Comm)?

  /// Whether the person wants the cell to end.
  var isInterrupted: Bool { get }
}

/// Without a front end there is nobody to ask and nobody to open a comm to.
extension Output {
  /// Nobody answers.
  public func ask(_ question: String, isSecret: Bool) throws(QuestionError) -> String { throw .notAllowed }

  /// Nobody is there.
  public func openComm(target: String, _ packet: CommPacket, listener: any CommListener) -> (any Comm)? { nil }
}

/// Why a question has no answer.
public enum QuestionError: Error, Sendable, Equatable {
  /// The front end said that nobody can be asked: a notebook that is run headless, for one.
  case notAllowed
  /// The person stopped the cell instead of answering.
  case interrupted
}

extension QuestionError: CustomStringConvertible {
  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .notAllowed: "this cell asks a question, and nobody is there to answer: run it in JupyterLab"
    case .interrupted: "stopped before the question was answered"
    }
  }
}
