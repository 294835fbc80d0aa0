import Adversarial
import Files
import Jupyter
import Language
import NeuralNetworks

/// `load "first"`: networks and their training from a file.
struct LoadCommand: SessionCommand {
  static let verb = Verb(
    "load", group: "files",
    summary: "brings networks back from a file",
    details: """
      What `save` wrote, networks that come with Forger, such as those Tab offers, or `latest`: what was saved by itself \
      last in this notebook. Trainings are saved every three minutes and at their end, so that little is lost when a \
      kernel dies. A file with weights alone, of PyTorch’s for example, goes into the networks in use when names and \
      shapes fit: `0.weight` for the generator, or `generator.0.weight` and `discriminator.0.weight`.
      """,
    parameters: [
      .positional("file", .name(.checkpoint, isOpen: true), help: "the file, a name or `latest`"),
      .clause(
        "as", "name", .name(.pair, isOpen: true), introducing: [.pair],
        help: "what to call the pair; as when it was saved when left out"),
    ],
    examples: ["load \"first\"", "load latest", "load \"first\" as old"])

  let file: String
  let range: SourceRange
  let name: String?

  init(_ arguments: Arguments) {
    file = arguments.text("file")
    range = arguments.range(of: "file")
    name = arguments.text(ifGiven: "name")
  }

  func run(in session: Session, showing output: any Output) throws {
    let (path, source) = try place(in: session)
    do {
      let tensors: Safetensors
      do {
        tensors = try Safetensors(reading: path)
      } catch {
        throw CheckpointError.file(error)
      }
      let checkpoint: Checkpoint
      do {
        checkpoint = try Checkpoint(tensors)
      } catch .notACheckpoint {
        return try take(tensors, from: path, in: session, showing: output)
      }
      try take(checkpoint, from: source, in: session, showing: output)
    } catch let error as CheckpointError {
      throw StudioError.cannotLoad(path, StudioError.reason(error))
    }
  }

  /// The file, and how a sentence calls it.
  private func place(in session: Session) throws -> (path: String, source: String) {
    if file == CheckpointShelf.latest {
      guard let autosave = session.autosave else { throw StudioError.autosaveOff }
      guard let entry = autosave.latest else { throw StudioError.nothingSaved(autosave.folder) }
      let age = spokenDuration(FileSystem.time - entry.saved)
      let origin = entry.isOwn ? "this notebook" : "another notebook (\(entry.label.notes["place"] ?? "unknown"))"
      return (entry.path, "what \(origin) saved by itself \(age) ago")
    }
    let shelf = CheckpointShelf(session.environment, folder: session.folder)
    if let path = shelf.path(of: file) { return (path, path) }
    let typed = FileName(file, in: session).path
    if FileSystem.kind(of: typed) == .folder { throw StudioError.cannotLoad(typed, "It is a folder.") }
    let names = shelf.choices.map(\.name)
    throw Diagnostic(
      range, message: "there is no file or checkpoint called `\(file)`",
      suggestion: Spelling.nearest(to: file, among: names + [CheckpointShelf.latest]),
      hint: names.isEmpty
        ? "`save` writes one beside the notebook." : "There are: \(names.prefix(12).joined(separator: ", ")).")
  }

  private func take(
    _ checkpoint: Checkpoint, from source: String, in session: Session, showing output: any Output
  ) throws {
    let game = try Game(checkpoint, threads: try session.threads)
    let kept = checkpoint.notes["pair"]?.asPairName ?? checkpoint.preset.name.asPairName
    let name = name ?? kept ?? "loaded"
    session.keep(Players(game: game, history: checkpoint.history), as: name)
    if !Preset.all.contains(where: { $0.name == checkpoint.preset.name }), checkpoint.preset.name.asPairName != nil {
      session.ownPresets = session.ownPresets.filter { $0.name != checkpoint.preset.name } + [checkpoint.preset]
    }
    let data = checkpoint.dataName.isEmpty ? "" : " of \(checkpoint.dataName)"
    var lines = [
      "\(name), seed \(game.seed), \(game.step == 0 ? "not trained yet" : "after \(game.step.counted("step"))\(data)"), "
        + "from \(source); weights digest \(game.digest)"
    ]
    if checkpoint.part == .generator { lines.append("Its discriminator was not kept, and begins anew.") }
    if checkpoint.pendingDiscriminatorTurns > 0 {
      lines.append(
        "Of the next step the discriminator has taken \(checkpoint.pendingDiscriminatorTurns.counted("turn")): "
          + "`step generator` completes it.")
    }
    if !checkpoint.isComplete {
      lines.append("It was kept for looking at: `train` works, but begins with fresh optimisers.")
    }
    output.stream(.stdout, lines.joined(separator: "\n") + "\n")
  }

  private func take(
    _ weights: Safetensors, from path: String, in session: Session, showing output: any Output
  ) throws {
    guard let players = session.players, let current = session.currentName else {
      throw StudioError.weightsWithoutNetworks(path)
    }
    let game = try players.game.taking(weights: weights)
    let name = name ?? current
    session.keep(Players(game: game), as: name)
    output.stream(
      .stdout, "\(name) has the weights of \(path), seed \(game.seed), step 0; weights digest \(game.digest)\n")
  }
}
