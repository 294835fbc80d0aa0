import Adversarial
import Datasets
import Language

/// What a command cannot do in the state that the session is in: facts; the words are below.
enum StudioError: Error, Sendable, Equatable {
  /// The command needs data, and none is loaded.
  case noData
  /// The command needs networks, and there are none.
  case noNetworks
  /// The command needs a training to look back on.
  case notTrained
  /// None of the data sets that were asked for could be had; the reason of each.
  case noneOf([String])
  /// More was asked for than there is.
  case tooMany(asked: Int, available: Int, of: String)
}

extension StudioError {
  /// What went wrong, in one or more lines.
  var message: String {
    switch self {
    case .noData: "there is no data yet"
    case .noNetworks: "there are no networks yet"
    case .notTrained: "there is nothing to plot before the first training step"
    case .noneOf(let reasons): reasons.joined(separator: "\n")
    case .tooMany(let asked, let available, let things):
      "\(asked.grouped) \(things) were asked for, but there are \(available.grouped)"
    }
  }

  /// What to type next.
  var hint: String? {
    switch self {
    case .noData: "Type `data mnist or digits` first."
    case .noNetworks: "Type `gan vanilla` first."
    case .notTrained: "Type `train` first."
    case .noneOf, .tooMany: nil
    }
  }

  /// Any error that a command throws, pointing at the command.
  static func diagnostic(for error: any Error, at range: SourceRange) -> Diagnostic {
    switch error {
    case let diagnostic as Diagnostic: diagnostic
    case let error as StudioError: Diagnostic(range, message: error.message, hint: error.hint)
    default: Diagnostic(range, message: String(describing: error))
    }
  }
}

/// The person stopped a cell.
///
/// Not a failure: what was done stays done, and this says what that is.
struct Interruption: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
