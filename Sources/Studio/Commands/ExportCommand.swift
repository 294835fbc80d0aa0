import Adversarial
import Files
import Jupyter
import Language
import NeuralNetworks
import Pictures
import Tensors

/// `export "g.safetensors"`, `export "samples.png"`, `export "losses.csv"`: for other programs.
struct ExportCommand: SessionCommand {
  static let verb = Verb(
    "export", group: "files",
    summary: "writes weights, pictures or losses for other programs",
    details: """
      The file’s ending says what. `.safetensors`: the weights under the names and in the shapes that PyTorch’s \
      `load_state_dict` expects of a `Sequential` of the same layers; of both networks, behind `generator.` and \
      `discriminator.`. `.png`: what the generator makes, as `sample` shows it. `.npy`: the same as a NumPy array, pictures x channels x height x \
      width in [-1, 1]. `.csv`: losses and scores, one line a step.
      """,
    parameters: [
      .positional("file", .text, help: "the file, with its ending"),
      .option(
        "network",
        .word([
          Choice("generator", "the forger"), Choice("discriminator", "the expert"),
          Choice("both", "both, with prefixes"),
        ]), help: "whose weights; the generator’s when left out (.safetensors)"),
      .option(
        "precision", .word([Choice("single", "32 bits"), Choice("half", "16 bits")]),
        help: "how exactly; single when left out (.safetensors)"),
      .option("count", .integer(1...2_500), unit: "pictures", help: "how many; 64 when left out (.png, .npy)"),
      .option(
        "seed", .integer(0...Int.max),
        help: "decides the random numbers; that of the networks when left out (.png, .npy)"),
    ],
    examples: [
      "export \"generator.safetensors\"", "export \"samples.png\" count=16", "export \"losses.csv\"",
    ])

  private static let options = [
    "safetensors": ["network", "precision"], "png": ["count", "seed"], "npy": ["count", "seed"], "csv": [],
  ]

  let file: String
  private let arguments: Arguments

  init(_ arguments: Arguments) {
    file = arguments.text("file")
    self.arguments = arguments
  }

  func run(in session: Session, showing output: any Output) throws {
    let name = FileName(file, in: session)
    guard let allowed = Self.options[name.ending] else {
      throw Diagnostic(
        arguments.range(of: "file"), message: "`\(file)` has no ending that says what to write",
        hint: "Write `.safetensors` for weights, `.png` or `.npy` for pictures, `.csv` for losses.")
    }
    for option in ["network", "precision", "count", "seed"] where arguments.has(option) && !allowed.contains(option) {
      throw Diagnostic(
        arguments.range(of: option), message: "`\(option)=` does not go with a .\(name.ending) file",
        hint: allowed.isEmpty
          ? "It takes no options." : "It takes \(allowed.map { "`\($0)=`" }.joined(separator: " and ")).")
    }
    guard let players = session.players else { throw StudioError.noNetworks }
    let path = name.path
    do {
      let summary: String
      switch name.ending {
      case "safetensors": summary = try writeWeights(players.game, path)
      case "png": summary = try writePictures(players.game, path, for: output)
      case "npy": summary = try writeArray(players.game, path, for: output)
      default: summary = try writeHistory(players.history, path)
      }
      output.stream(.stdout, "\(summary) in \(path), \((FileSystem.status(of: path)?.size ?? 0).bytesSpoken)\n")
    } catch let error as CheckpointError {
      throw StudioError.cannotSave(path, StudioError.reason(error))
    } catch let error as SafetensorsError {
      throw StudioError.cannotSave(path, StudioError.reason(error))
    } catch let error as FileError {
      throw StudioError.cannotSave(path, StudioError.reason(error))
    }
  }

  private func writeWeights(_ game: Game, _ path: String) throws -> String {
    let network = arguments.text(ifGiven: "network") ?? "generator"
    let weights = try game.weights(
      of: TrainingError.Player(rawValue: network),
      type: arguments.text(ifGiven: "precision") == "half" ? .float16 : .float32)
    guard FileSystem.kind(of: path) == .absent || CheckpointLabel(path: path) == nil else {
      throw StudioError.wouldReplaceCheckpoint(path)
    }
    try FileName.makeFolder(around: path)
    try weights.write(to: path)
    return "\(weights.tensors.count.counted("tensor")) of \(network == "both" ? "both networks" : "the \(network)")"
  }

  private func writePictures(_ game: Game, _ path: String, for output: any Output) throws -> String {
    guard game.imageShape.dims.count == 3 else { throw StudioError.noPictures(shape: game.imageShape.description) }
    let count = arguments.integer(ifGiven: "count") ?? 64
    let seed = arguments.integer(ifGiven: "seed").map(UInt64.init) ?? game.seed
    let image = try game.sampleGrid(count: count, seed: seed, for: output).draw()
    try FileName.makeFolder(around: path)
    try AtomicFile.replace(path, with: try PNG.encode(image))
    return count.counted("picture")
  }

  /// NumPy's format, version 1.0: a mark, the length of the header, the header, little-endian floats, rows first.
  private func writeArray(_ game: Game, _ path: String, for output: any Output) throws -> String {
    let count = arguments.integer(ifGiven: "count") ?? 64
    let seed = arguments.integer(ifGiven: "seed").map(UInt64.init) ?? game.seed
    let samples = try game.pictures(count: count, seed: seed, for: output)
    let shape = samples.shape.dims.map { "\($0)," }.joined(separator: " ")
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(shape)), }"
    // The numbers begin at a multiple of 64.
    let padded = header + String(repeating: " ", count: (64 - (11 + header.utf8.count) % 64) % 64) + "\n"
    let length = padded.utf8.count
    let start: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
    let numbers = Safetensors.Tensor("", shape: samples.shape.dims, samples.values)
    try FileName.makeFolder(around: path)
    try AtomicFile.replace(path, with: start + Array(padded.utf8) + Array(numbers.bytes))
    return "\(count) samples as floats"
  }

  private func writeHistory(_ history: [StepReport], _ path: String) throws -> String {
    guard !history.isEmpty else { throw StudioError.notTrained }
    var text = "step,epoch,discriminator_loss,generator_loss,real_score,fake_score,objective\n"
    for report in history {
      text += "\(report.step),\(report.epoch),\(report.discriminatorLoss),\(report.generatorLoss),"
      text += "\(report.realScore),\(report.fakeScore),\(report.objective.rawValue)\n"
    }
    try FileName.makeFolder(around: path)
    try AtomicFile.replace(path, with: Array(text.utf8))
    return history.count.counted("step")
  }
}
