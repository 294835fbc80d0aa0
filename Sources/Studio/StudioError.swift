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
  /// No recogniser knows the data.
  case noRecogniser(data: String, carried: [String], isLabelled: Bool)
  /// A score needs as many real pictures again for its floor.
  case tooFewReal(asked: Int, data: Int)
  /// A recogniser learns classes, and the data have none.
  case noClasses(String)
  /// Too few pictures to learn classes from and to be tested on.
  case tooFewToLearn(Int)
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
    case .comparisonFailed(let comparison): "the check fails: \(comparison) is not true"
    case .notAClaim(let found): "there is nothing to check in \(found)"
    case .noRange(let name): "`\(name)` is a function, and no range says where to draw it"
    case .notDrawable(let found): "\(found) cannot be drawn like this"
    case .endlessRange: "a chart cannot reach to infinity"
    case .noRecogniser(let data, let carried, _):
      "no recogniser knows the classes of \(data); Forger carries those for \(carried.joined(separator: ", "))"
    case .tooFewReal(let asked, let data):
      "a score of \(asked.grouped) pictures needs \((2 * asked).grouped) real ones, and there are \(data.grouped)"
    case .noClasses(let data): "\(data) has no classes to be recognised"
    case .tooFewToLearn(let count): "\(count.counted("picture")) are too few to learn classes from"
    case .presetExists(let name): "`\(name)` is a preset of Forger’s own"
    }
  }

  /// What to type next.
  var hint: String? {
    switch self {
    case .noData: "Type `data mnist or digits` first."
    case .noNetworks: "Type `gan vanilla` first."
    case .notTrained: "Type `train` first."
    case .checkFailed(_, _, _, let difference): difference.map { "They differ by \($0)." }
    case .notAClaim: "Write `check a = b`, `check a ~ b within 0.001` or a comparison such as `check a < b`."
    case .noRange(let name): "Write `plot \(name) over x=0..1`."
    case .notDrawable: "`plot` draws functions and vectors, `draw` draws matrices."
    case .endlessRange: "Write two numbers, as in `over x=-5..5`."
    case .noRecogniser(let data, _, let isLabelled):
      isLabelled
        ? "Type `recogniser train` to teach one the classes of \(data)."
        : "Load data with classes, such as `data mnist or digits`."
    case .tooFewReal(_, let data):
      data < 4 ? "Load more pictures." : "Type `score count=\(data / 2)`."
    case .noClasses: "Load data with classes, such as `data mnist or digits`."
    case .tooFewToLearn: "Load at least 60 pictures."
    case .presetExists: "Choose another name."
    case .noneOf, .tooMany, .comparisonFailed: nil
    }
  }

  /// Whether it says that a claim is wrong, rather than that a command could not do its work.
  var isFailedCheck: Bool {
    switch self {
    case .checkFailed, .comparisonFailed: true
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
