import Adversarial
import Files
import Jupyter
import Language
import Mathematics
import NeuralNetworks

/// `load "first"`: networks and their training from a file.
struct LoadCommand: SessionCommand {
  static let verb = Verb(
    "load", group: "files",
    summary: "brings networks back from a file",
    details: """
      What `save` wrote, networks that come with Forger, such as those Tab offers, or `latest`: what was saved by itself \
      last in this notebook. Trainings of half a minute or more are saved every three minutes and at their end, so that \
      little is lost when a kernel dies. A file with weights alone, of PyTorch’s for example, goes into the networks in \
      use when names and shapes fit: `0.weight` for the generator, or `generator.0.weight` and `discriminator.0.weight`.

      Several files joined by `or` are tried in order until one is there, and it is said which. A name that stands for a \
      text means the file that the text names.
      """,
    parameters: [
      .positional(
        "file", .name(.checkpoint, isOpen: true), repetition: .joined(by: "or"),
        help: "the file, a name or `latest`, or several to try"),
      .clause(
        "as", "name", .name(.pair, isOpen: true), introducing: [.pair],
        help: "what to call the pair; as when it was saved when left out"),
    ],
    examples: ["load \"first\"", "load latest", "load \"first\" as old", "load \"first\" or \"second\""])

  let files: [String]
  let range: SourceRange
  let name: String?
  private let nameRange: SourceRange

  init(_ arguments: Arguments) {
    files = arguments.texts("file")
    range = arguments.range(of: "file")
    nameRange = arguments.range(of: "name")
    name = arguments.text(ifGiven: "name")
  }

  func run(in session: Session, showing output: any Output) throws {
    if let name { try session.checkPairName(name, at: nameRange) }
    let place = try found(in: session, showing: output)
    let path = place.path
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
      try take(checkpoint, from: place.phrase, in: session, showing: output)
    } catch let error as CheckpointError {
      throw StudioError.cannotLoad(path, StudioError.reason(error))
    }
  }

  /// A file, and how a sentence calls it.
  private struct Place {
    let path: String
    let phrase: String
  }

  /// The first of the files that is there.
  private func found(in session: Session, showing output: any Output) throws -> Place {
    let names = files.map { Self.meaning(of: $0, in: session) }
    var absence: StudioError?
    for (index, name) in names.enumerated() {
      do {
        guard let place = try Self.place(of: name, in: session) else { continue }
        for missing in names.prefix(index) {
          let lack = missing == CheckpointShelf.latest ? "nothing saved by itself" : "no checkpoint called \(missing)"
          output.stream(.stdout, "There is \(lack) here; taking \(name) instead.\n")
        }
        return place
      } catch let error as StudioError where Self.isAbsence(error) {
        absence = error
      }
    }
    if let absence, names.count == 1 { throw absence }
    throw nothing(of: names, in: session)
  }

  /// Whether nothing is there, so that the next file is tried; what is there but broken is an error to be told.
  private static func isAbsence(_ error: StudioError) -> Bool {
    switch error {
    case .autosaveOff, .nothingSaved: true
    default: false
    }
  }

  /// What a name stands for: a file first, then a text that a cell has defined.
  private static func meaning(of name: String, in session: Session) -> String {
    let shelf = CheckpointShelf(session.environment, folder: session.folder)
    guard shelf.path(of: name) == nil,
      case .text(let text) = session.definitions[name]?.value
    else { return name }
    return text
  }

  /// Where a file is; nil when there is none.
  private static func place(of file: String, in session: Session) throws -> Place? {
    if file == CheckpointShelf.latest {
      guard let autosave = session.autosave else { throw StudioError.autosaveOff }
      guard let entry = autosave.latest else { throw StudioError.nothingSaved(autosave.folder) }
      let age = spokenDuration(FileSystem.time - entry.saved)
      let origin = entry.isOwn ? "this notebook" : "another notebook (\(entry.label.notes["place"] ?? "unknown"))"
      return Place(path: entry.path, phrase: "what \(origin) saved by itself \(age) ago")
    }
    if let path = CheckpointShelf(session.environment, folder: session.folder).path(of: file) {
      return Place(path: path, phrase: path)
    }
    let typed = FileName(file, in: session).path
    if FileSystem.kind(of: typed) == .folder { throw StudioError.cannotLoad(typed, "It is a folder.") }
    return nil
  }

  /// None of the files is there.
  private func nothing(of files: [String], in session: Session) -> Diagnostic {
    let names = CheckpointShelf(session.environment, folder: session.folder).choices.map(\.name)
    return Diagnostic(
      range, message: "there is no file or checkpoint called \(files.map { "`\($0)`" }.joined(separator: " or "))",
      suggestion: Spelling.nearest(to: files[0], among: names + [CheckpointShelf.latest]),
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
    var lines = [
      "\(name), seed \(game.seed), \(game.stateText(of: checkpoint.dataName)), from \(source); "
        + "weights digest \(game.digest)"
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
    let origin = path.split(separator: "/").last.map(String.init) ?? path
    let game = try players.game.taking(weights: weights, of: origin)
    let name = name ?? current
    session.keep(Players(game: game), as: name)
    output.stream(
      .stdout, "\(name) has the weights of \(path), seed \(game.seed), step 0; weights digest \(game.digest)\n")
  }
}
