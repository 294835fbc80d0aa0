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
  /// A name of a built-in architecture cannot be given to another.
  case presetExists(String)
  /// A file that cannot be loaded, and why.
  case cannotLoad(String, String)
  /// A file that cannot be written, and why.
  case cannotSave(String, String)
  /// A file in the place of a checkpoint that is none.
  case foreignFile(String)
  /// A checkpoint in the place of an exported file.
  case wouldReplaceCheckpoint(String)
  /// Nothing is saved by itself in this session.
  case autosaveOff
  /// Nothing was saved by itself yet; the folder, if there is a home.
  case nothingSaved(String?)
  /// A file of weights, but no networks to put them into.
  case weightsWithoutNetworks(String)
  /// The generator makes points, not pictures.
  case noPictures
}

extension StudioError {
  /// What went wrong, in one or more lines.
  var message: String {
    switch self {
    case .noData: "there is no data yet"
    case .noNetworks: "there are no networks yet"
    case .notTrained: "there are no losses before the first training step"
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
    case .presetExists(let name): "`\(name)` is a preset of Forger’s own"
    case .cannotLoad(let path, let reason): "\(path) cannot be loaded: \(reason)"
    case .cannotSave(let path, let reason): "\(path) cannot be written: \(reason)"
    case .foreignFile(let path): "\(path) is a file that `save` did not write, or that is damaged"
    case .wouldReplaceCheckpoint(let path): "\(path) is a checkpoint, which weights alone would replace"
    case .autosaveOff: "FORGER_AUTOSAVE is off, so nothing was saved by itself"
    case .nothingSaved(let folder):
      "nothing was saved by itself yet" + (folder.map { " (\($0) is empty)" } ?? ": there is no home folder")
    case .weightsWithoutNetworks(let path): "\(path) holds weights alone, and there are no networks to put them into"
    case .noPictures: "the generator makes points, not pictures"
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
    case .presetExists: "Choose another name."
    case .cannotLoad: "Nothing has changed. Load another file, or `load latest`."
    case .cannotSave: "What was there before is as it was. Try another folder."
    case .foreignFile: "Choose another name, or remove the file."
    case .wouldReplaceCheckpoint: "Choose another name."
    case .autosaveOff: "Start the kernel without it, or use `save`."
    case .nothingSaved: "Trainings are saved every three minutes and at their end; `save` does it at once."
    case .weightsWithoutNetworks: "Make the networks first, as in `gan vanilla`."
    case .noPictures: "`sample` shows them."
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
