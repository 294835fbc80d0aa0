import Adversarial
import Datasets
import Language
import Mathematics

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
  /// A claim is not true.
  case checkFailed(value: String, expected: String, tolerance: String, difference: String?)
  /// A claim about a value that is still missing.
  case blank(String)
  /// A comparison is not true.
  case comparisonFailed(String)
  /// A claim that is no comparison.
  case notAClaim(String)
  /// Functions need a range to be drawn over.
  case noRange(String)
  /// Something that cannot be drawn.
  case notDrawable(String)
  /// A range to be drawn over must be finite.
  case endlessRange
  /// One of several pairs broke down in a training side by side; its name and why.
  case brokenDown(String, String)
  /// Fewer than two pairs; their names.
  case nothingToCompare([String])
  /// A name of a built-in architecture cannot be given to another.
  case presetExists(String)
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
    case .checkFailed(let value, let expected, let tolerance, _):
      "the check fails: the value is \(value), and \(expected) was expected (tolerance \(tolerance))"
    case .blank(let claim): "\(claim) has no value yet: it is `None`"
    case .comparisonFailed(let comparison): "the check fails: \(comparison) is not true"
    case .notAClaim(let found): "there is nothing to check in \(found)"
    case .noRange(let name): "`\(name)` is a function, and no range says where to draw it"
    case .notDrawable(let found): "\(found) cannot be drawn like this"
    case .endlessRange: "a chart cannot reach to infinity"
    case .presetExists(let name): "`\(name)` is a preset of Forger’s own"
    case .brokenDown(let name, let reason): "\(name): \(reason)"
    case .nothingToCompare(let names): "there is nothing to compare \(names.first.map { "`\($0)`" } ?? "them") with"
    }
  }

  /// What to type next.
  var hint: String? {
    switch self {
    case .noData: "Type `data mnist or digits` first."
    case .noNetworks: "Type `gan vanilla` first."
    case .notTrained: "Type `train` first."
    case .checkFailed(_, _, _, let difference): difference.map { "They differ by \($0)." }
    case .blank: "Replace `None` by your answer, where it is defined, and run the cell again."
    case .notAClaim: "Write `check a = b`, `check a ~ b within 0.001` or a comparison such as `check a < b`."
    case .noRange(let name): "Write `plot \(name) over x=0..1`."
    case .notDrawable: "`plot` draws functions and vectors, `draw` draws matrices."
    case .endlessRange: "Write two numbers, as in `over x=-5..5`."
    case .presetExists: "Choose another name."
    case .nothingToCompare: "Make another pair, as in `gan vanilla as second`, then type `compare`."
    case .noneOf, .tooMany, .comparisonFailed, .brokenDown: nil
    }
  }

  /// Whether it says that a claim is wrong, rather than that a command could not do its work.
  var isFailedCheck: Bool {
    switch self {
    case .checkFailed, .comparisonFailed, .blank: true
    default: false
    }
  }

  /// Any error that a command throws, pointing at the command.
  static func diagnostic(for error: any Error, at range: SourceRange) -> Diagnostic {
    switch error {
    case let diagnostic as Diagnostic: diagnostic
    case let fault as MathFault: fault.diagnostic
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
