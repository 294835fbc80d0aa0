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
  /// Nothing was kept of a training that could be shown in motion.
  case notFilmed
  /// The networks make something else than pictures.
  case noPictures(shape: String)
  /// The networks make something else than points of the plane.
  case noPlane(shape: String)
  /// The data do not have the shape that the networks make.
  case otherShape(data: String, networks: String)
  /// Something that cannot be shown in motion.
  case notMoving(String)
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
    case .notFilmed: "there is no training to look back on yet"
    case .noPictures(let shape): "the networks make samples of \(shape), which are no pictures"
    case .noPlane(let shape): "the networks make pictures of \(shape), not points of the plane"
    case .otherShape(let data, let networks): "the data are \(data), and the networks make \(networks)"
    case .notMoving(let found): "\(found) has nothing that moves"
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
    case .notFilmed: "Type `train` first."
    case .noPictures: "Load pictures with `data mnist or digits`, and make networks for them with `gan vanilla`."
    case .noPlane: "`animate training` shows how pictures come about."
    case .otherShape: "Type `gan` again: it makes networks for the data that are loaded."
    case .notMoving: "`animate` shows `training`, `game`, `walk` and convolutions, such as `animate conv(X, K)`."
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
