import Adversarial
import Datasets
import Language
import Mathematics

/// What a command cannot do in the state that the session is in: facts; the words are below.
enum StudioError: Error, Sendable, Equatable {
  /// The command needs data, and none is loaded.
  case noData
  /// The command needs pictures, and the data are points; their name.
  case onlyPoints(String)
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
  /// A style of `plot` that does not go with what is to be drawn.
  case styleDoesNotFit(String, String)
  /// An area has one or two edges.
  case tooManyForArea
  /// A field of arrows needs a function for each direction.
  case arrowsNeedTwo
  /// More variables than a picture has directions.
  case tooManyVariables
  /// A field of more cells than the limit.
  case tooManyCells(columns: Int, rows: Int, limit: Int)
  /// A matrix whose rows are no points.
  case noPoints(String)
  /// Vectors that belong together have different lengths.
  case lengthsDiffer(Int, Int)
  /// Another number of colours than of points.
  case colorsDiffer(Int, Int)
  /// Values to draw that are all infinite or undefined.
  case nothingFinite
  /// Logarithmic axes for values that are all 0 or below.
  case nothingAboveZero
  /// `losses` with what only functions take.
  case lossesAlone
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
  /// A file that cannot be loaded, and why.
  case cannotLoad(String, String)
  /// A recogniser that Forger carries and that cannot be used, and why.
  case brokenRecogniser(String, String)
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
}

extension StudioError {
  /// What went wrong, in one or more lines.
  var message: String {
    switch self {
    case .noData: "there is no data yet"
    case .onlyPoints(let name): "the data are points (\(name)), and this looks at pictures"
    case .noNetworks: "there are no networks yet"
    case .notTrained: "there are no losses before the first training step"
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
    case .styleDoesNotFit(let style, let found): "`as \(style)` does not go with \(found)"
    case .tooManyForArea: "an area lies under one line or between two"
    case .arrowsNeedTwo: "arrows need two functions, one for each direction"
    case .tooManyVariables: "a chart has two directions at most"
    case .tooManyCells(let columns, let rows, let limit):
      "\(columns.grouped) times \(rows.grouped) cells are more than the limit of \(limit.grouped)"
    case .noPoints(let size): "the rows of a \(size) matrix are no points of a plane"
    case .lengthsDiffer(let first, let other): "the vectors have \(first.grouped) and \(other.grouped) entries"
    case .colorsDiffer(let points, let colors):
      "there are \(points.counted("point")) and \(colors.counted("value")) for their colours"
    case .nothingFinite: "none of the values is finite, so there is nothing to draw"
    case .nothingAboveZero: "a logarithmic axis shows values above 0, and there are none"
    case .lossesAlone: "`plot losses` draws every step as lines, and takes no `over` and no `as`"
    case .notFilmed: "there is no training to look back on yet"
    case .noPictures(let shape): "the networks make samples of \(shape), which are no pictures"
    case .noPlane(let shape): "the networks make pictures of \(shape), not points of the plane"
    case .otherShape(let data, let networks): "the data are \(data), and the networks make \(networks)"
    case .notMoving(let found): "\(found) has nothing that moves"
    case .noRecogniser(let data, let carried, _):
      "no recogniser knows the classes of \(data); Forger carries those for \(carried.joined(separator: ", "))"
    case .tooFewReal(let asked, let data):
      "a score of \(asked.grouped) pictures needs \((2 * asked).grouped) real ones, and there are \(data.grouped)"
    case .noClasses(let data): "\(data) has no classes to be recognised"
    case .tooFewToLearn(let count): "\(count.counted("picture")) are too few to learn classes from"
    case .presetExists(let name): "`\(name)` is a preset of Forger’s own"
    case .brokenDown(let name, let reason): "\(name): \(reason)"
    case .nothingToCompare(let names): "there is nothing to compare \(names.first.map { "`\($0)`" } ?? "them") with"
    case .cannotLoad(let path, let reason): "\(path) cannot be loaded: \(reason)"
    case .brokenRecogniser(let name, let reason): "Forger’s recogniser \(name) cannot be used: \(reason)"
    case .cannotSave(let path, let reason): "\(path) cannot be written: \(reason)"
    case .foreignFile(let path): "\(path) is a file that `save` did not write, or that is damaged"
    case .wouldReplaceCheckpoint(let path): "\(path) is a checkpoint, which weights alone would replace"
    case .autosaveOff: "FORGER_AUTOSAVE is off, so nothing was saved by itself"
    case .nothingSaved(let folder):
      "nothing was saved by itself yet" + (folder.map { " (\($0) is empty)" } ?? ": there is no home folder")
    case .weightsWithoutNetworks(let path): "\(path) holds weights alone, and there are no networks to put them into"
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
    case .notDrawable: "`plot` draws functions, vectors and matrices, `draw` matrices with their numbers."
    case .styleDoesNotFit(let style, _): Self.styleHints[style]
    case .tooManyForArea: "Write `plot f, g as area over x=0..1`."
    case .arrowsNeedTwo: "Write `plot -y, x as arrows over x=-1..1, y=-1..1`."
    case .tooManyVariables: "Write `over x=0..1, y=0..1`, and numbers for the other variables."
    case .tooManyCells: "Over two ranges write `points=1000` or less."
    case .noPoints: "Give two columns, x and y, or three, the last one for the colour."
    case .lengthsDiffer: "Give as many values for y as for x."
    case .colorsDiffer: "Give `color` a value for each point."
    case .nothingFinite: "Choose a range in which the values are smaller."
    case .nothingAboveZero: "Leave out `log`, or choose a range in which the values are above 0."
    case .lossesAlone: "Write `plot losses`."
    case .endlessRange: "Write two numbers, as in `over x=-5..5`."
    case .notFilmed: "Type `train` first."
    case .noPictures, .onlyPoints:
      "Load pictures with `data mnist or digits`, and make networks for them with `gan vanilla`."
    case .noPlane: "`animate training` shows how pictures come about."
    case .otherShape: "Type `gan` again: it makes networks for the data that are loaded."
    case .notMoving: "`animate` shows `training`, `game`, `walk` and convolutions, such as `animate conv(X, K)`."
    case .noRecogniser(let data, _, let isLabelled):
      isLabelled
        ? "Type `recogniser train` to teach one the classes of \(data)."
        : "Load data with classes, such as `data mnist or digits`."
    case .tooFewReal(_, let data):
      data < 4 ? "Load more pictures." : "Type `score count=\(data / 2)`."
    case .noClasses: "Load data with classes, such as `data mnist or digits`."
    case .tooFewToLearn: "Load at least 60 pictures."
    case .presetExists: "Choose another name."
    case .nothingToCompare: "Make another pair, as in `gan vanilla as second`, then type `compare`."
    case .cannotLoad: "Nothing has changed. Load another file, or `load latest`."
    case .brokenRecogniser: "Build Forger anew, or type `recogniser train` for one of your own."
    case .cannotSave: "What was there before is as it was. Try another folder."
    case .foreignFile: "Choose another name, or remove the file."
    case .wouldReplaceCheckpoint: "Choose another name."
    case .autosaveOff: "Start the kernel without it, or use `save`."
    case .nothingSaved:
      "Trainings of half a minute or more are saved every three minutes and at their end; `save` does it at once."
    case .weightsWithoutNetworks: "Make the networks first, as in `gan vanilla`."
    case .noneOf, .tooMany, .comparisonFailed, .brokenDown: nil
    }
  }

  /// What each style is for.
  private static let styleHints = [
    "line": "Lines are for vectors, and for functions over one range.",
    "points": "Points are for vectors, and for functions over one range.",
    "bars": "Bars are for vectors, as in `plot [1, 2] as bars`.",
    "histogram": "Histograms are for vectors, as in `plot values as histogram`.",
    "area": "Areas are for one or two functions over one range.",
    "heatmap": "Heat maps are for one matrix, or one function over two ranges.",
    "arrows": "Arrows are for two functions over two ranges.",
  ]

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
