import Adversarial
import Files
import Jupyter
import Language
import NeuralNetworks

/// `save "first"`: the networks with everything that their training needs, in a file.
struct SaveCommand: SessionCommand {
  static let verb = Verb(
    "save", group: "files",
    summary: "keeps the networks and their training in a file",
    details: """
      A safetensors file beside the notebook, called like the pair unless told otherwise. It holds the weights of both \
      networks under PyTorch’s names, the optimisers’ memory, the step, the seed, the layers and the losses: a training \
      that is loaded goes on as if it had never been interrupted, bit for bit. The file appears complete or not at all; \
      what was there before stays until then. Long trainings are saved by themselves, see `load`.
      """,
    parameters: [
      .positional(
        "file", .name(.saving, isOpen: true), required: false, help: "the file; the pair’s name when left out"),
      .option(
        "precision",
        .word([
          Choice("single", "32 bits, as computed: a training goes on exactly"),
          Choice("half", "16 bits and no optimisers: a sixth of the size, for looking at"),
        ]), default: "single", help: "how exactly weights are kept"),
      .option(
        "networks",
        .word([
          Choice("both", "generator and discriminator"),
          Choice("generator", "the generator alone; loaded, its discriminator begins anew"),
        ]), default: "both", help: "which networks are kept"),
    ],
    examples: ["save", "save \"first\"", "save \"small\" precision=half"])

  let file: String?
  private let range: SourceRange
  let precision: Checkpoint.Precision
  let part: Checkpoint.Part

  init(_ arguments: Arguments) {
    file = arguments.text(ifGiven: "file")
    range = arguments.range(of: "file")
    precision = Checkpoint.Precision(rawValue: arguments.text("precision")) ?? .single
    part = Checkpoint.Part(rawValue: arguments.text("networks")) ?? .both
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let players = session.players, let name = session.currentName else { throw StudioError.noNetworks }
    try Self.check(file ?? name, at: range)
    let path = FileName(file ?? name, in: session).with(ending: CheckpointShelf.ending)
    let checkpoint: Checkpoint
    do {
      checkpoint = try Checkpoint(
        of: players.game, history: players.history, precision: precision, part: part, notes: ["pair": name])
      try Self.checkReplaceable(path)
      try FileName.makeFolder(around: path)
      try checkpoint.write(to: path)
    } catch let error as StudioError {
      throw error
    } catch {
      throw StudioError.cannotSave(path, StudioError.reason(error))
    }
    let size = FileSystem.status(of: path)?.size ?? checkpoint.size
    let exactness = checkpoint.isComplete ? "a training goes on from it exactly" : "for looking at"
    let state = players.game.stateText()
    output.stream(
      .stdout,
      "\(name) \(players.game.step > 0 ? state : "(\(state))") is in \(path), \(size.bytesSpoken); \(exactness); "
        + "weights digest \(players.game.digest)\n")
  }

  /// A file needs a name, and one that `load` takes for it.
  private static func check(_ name: String, at range: SourceRange) throws {
    try Session.checkNamed(name, at: range, example: "save \"first\"")
    guard name == CheckpointShelf.latest else { return }
    throw Diagnostic(
      range, message: "`load latest` brings back what was saved by itself, not a file of this name",
      hint: "Choose another name, as in `save \"first\"`.")
  }

  /// Only a checkpoint may be replaced by another: not the weights of somebody else’s model.
  private static func checkReplaceable(_ path: String) throws {
    guard FileSystem.kind(of: path) == .file, CheckpointLabel(path: path) == nil else { return }
    throw StudioError.foreignFile(path)
  }
}
