import Adversarial
import Files
import Jupyter
import Language
import TensorBoard

/// `log "runs/first"`: what comes is written for TensorBoard.
struct LogCommand: SessionCommand {
  static let verb = Verb(
    "log", group: "files",
    summary: "writes trainings to a folder for TensorBoard",
    details: """
      From then on every training writes its losses, D(x) and D(G(z)), and now and then samples and histograms of all \
      weights. `tensorboard --logdir runs` shows them while they grow; each folder is a run. A second pair of networks \
      gets a subfolder of its name. `log off` ends it.
      """,
    parameters: [
      .positional("folder", .name(.logging, isOpen: true), help: "the folder, or `off`"),
      .option("every", .integer(1...1_000_000), default: 10, unit: "steps", help: "how often losses are written"),
      .option(
        "pictures", .integer(1...1_000_000), default: 500, unit: "steps",
        help: "how often samples and histograms are written"),
    ],
    examples: ["log \"runs/first\"", "log \"runs/second\" every=1 pictures=100", "log off"])

  let folder: String
  let pauses: (scalars: Int, pictures: Int)
  private let arguments: Arguments

  init(_ arguments: Arguments) {
    self.arguments = arguments
    folder = arguments.text("folder")
    pauses = (arguments.integer("every"), arguments.integer("pictures"))
  }

  func run(in session: Session, showing output: any Output) throws {
    try Session.checkNamed(folder, at: arguments.range(of: "folder"), example: "log \"runs/first\"")
    if folder == "off" {
      for name in ["every", "pictures"] where arguments.has(name) {
        throw Diagnostic(
          arguments.range(of: name), message: "`\(name)` does not go with `log off`",
          hint: "It goes with a folder, as in `log \"runs/first\" \(name)=100`.")
      }
      let text =
        session.log.map { "Trainings are no longer written to \($0.folder).\n" } ?? "Nothing was being written.\n"
      session.log = nil
      return output.stream(.stdout, text)
    }
    let path = FileName(folder, in: session).path
    do {
      session.log = try TrainingLog(folder: path, pauses: pauses)
    } catch {
      throw StudioError.cannotSave(path, StudioError.reason(error))
    }
    let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    output.stream(
      .stdout,
      "Trainings are written to \(path); `tensorboard --logdir \(parent.isEmpty ? path : parent)` shows them.\n")
  }
}
