import Adversarial
import Files
import NeuralNetworks
import Pictures
import TensorBoard
import Tensors

/// What TensorBoard is told of the trainings: losses and scores, samples, histograms of the weights.
///
/// The first pair that is trained writes into the folder itself, others into subfolders of their names, so that each is
/// a run of its own.
final class TrainingLog {
  /// Steps between two entries of losses, and between two of pictures and histograms.
  let pauses: (scalars: Int, pictures: Int)
  let folder: String
  private var files: [String: EventFile] = [:]

  /// Begins with an empty file, so that a folder that cannot be written to is told at once.
  init(folder: String, pauses: (scalars: Int, pictures: Int)) throws(FileError) {
    self.folder = folder
    self.pauses = pauses
    try FileSystem.makeFolder(folder)
  }

  /// Writes what is due after a step.
  func observe(_ name: String, _ game: Game, _ report: StepReport) throws {
    if report.step % pauses.scalars == 0 || report.step == 1 {
      try file(for: name).add(Event(Self.scalars(report), step: report.step, time: FileSystem.time))
    }
    if report.step % pauses.pictures == 0 { try addPictures(name, game) }
  }

  /// Writes where a training has ended.
  func finish(_ name: String, _ game: Game, _ report: StepReport?) throws {
    guard let report, report.step == game.step else { return }
    if report.step % pauses.scalars != 0, report.step != 1 {
      try file(for: name).add(Event(Self.scalars(report), step: report.step, time: FileSystem.time))
    }
    if report.step % pauses.pictures != 0 { try addPictures(name, game) }
  }

  /// Writes numbers under names of the caller's, such as `score/class`.
  func add(_ numbers: [(tag: String, value: Double)], for name: String, step: Int) throws {
    let values = numbers.map { ($0.tag, Event.Value.scalar($0.value)) }
    try file(for: name).add(Event(values, step: step, time: FileSystem.time))
  }

  private func file(for name: String) throws(FileError) -> EventFile {
    if let file = files[name] { return file }
    let place = files.isEmpty ? folder : FileSystem.join(folder, name.replacing("/", with: "_"))
    let file = try EventFile(folder: place, time: FileSystem.time)
    files[name] = file
    return file
  }

  private static func scalars(_ report: StepReport) -> [(tag: String, value: Event.Value)] {
    var numbers = [
      ("loss/discriminator", report.discriminatorLoss), ("loss/generator", report.generatorLoss),
      ("judgement/real", report.realScore), ("judgement/fake", report.fakeScore), ("epoch", report.epoch),
    ]
    if let penalty = report.penalty {
      numbers += [("penalty/loss", penalty.loss), ("penalty/slope", penalty.meanNorm)]
    }
    return numbers.map { ($0.0, .scalar($0.1)) }
  }

  private func addPictures(_ name: String, _ game: Game) throws {
    var values: [(tag: String, value: Event.Value)] = []
    if game.imageShape.dims.count == 3 {
      let image = try game.sampleGrid(count: 36, seed: game.seed).draw(scale: 1)
      values.append(
        (
          "samples",
          .image(png: try PNG.encode(image), width: image.width, height: image.height, channels: image.channels)
        ))
    }
    for (player, network) in [("generator", game.generator), ("discriminator", game.discriminator)] {
      for entry in network.parameters.entries {
        guard let histogram = Histogram(entry.values.values) else { continue }
        values.append(("\(player)/\(entry.name)", .histogram(histogram)))
      }
    }
    try file(for: name).add(Event(values, step: game.step, time: FileSystem.time))
  }
}
