public import Datasets
import NeuralNetworks
import Tensors

/// How many units of a rectifier are at work, over many samples.
///
/// A unit that is not above 0 for any sample is silent. Where the rectifier is flat below 0, no gradient reaches it on any
/// of these samples, so nothing will change it: it is dead. A leaky rectifier lets a gradient through (Maas, Hannun, Ng 2013).
public struct UnitActivity: Sendable, Equatable {
  /// Whose rectifier it is.
  public let player: TrainingError.Player
  /// The rectifier: `ReLU()`.
  public let layer: String
  /// What it gives for a sample: 128, or 64x14x14.
  public let shape: String
  /// The numbers it gives for a sample.
  public let units: Int
  /// Those that were not above 0 for any sample.
  public let silent: Int
  /// Its slope below 0.
  public let slope: Double

  /// Silent units that no gradient reaches.
  public var dead: Int { slope == 0 ? silent : 0 }
}

extension Game {
  /// Counts silent units.
  ///
  /// The generator makes the forgeries of ``sample(count:seed:)``; the discriminator judges these and as many real
  /// samples. Both networks are in evaluation mode, and nothing is learnt.
  ///
  /// - Parameters:
  ///   - dataset: samples of the game's shape.
  ///   - count: the number of samples of each kind, at most.
  ///   - isInterrupted: asked after each batch; true ends it.
  /// - Returns: one entry a rectifier, the generator's first; nil when it was interrupted.
  /// - Throws: `TrainingError` for data of another shape, or none.
  public func unitActivity(
    on dataset: some TrainingData, count: Int = 500, isInterrupted: () -> Bool = { false }
  ) throws(TrainingError) -> [UnitActivity]? {
    guard dataset.imageShape == imageShape else {
      throw .imageShape(dataset: dataset.name, is: dataset.imageShape, game: imageShape)
    }
    guard dataset.count > 0 else { throw .emptyDataset(name: dataset.name) }
    let count = max(1, min(count, dataset.count))
    reserve(rows: min(max(count, 4), 100))
    let largest = max(4, min(generator.capacity, discriminator.capacity, 100) / 4 * 4)
    var forging = ActivityMarks(.generator, generator)
    var judging = ActivityMarks(.discriminator, discriminator)
    let random = Random(seed: seed, purpose: .sample)
    for start in stride(from: 0, to: count, by: largest) {
      let rows = min(largest, count - start)
      random.fillNormal(latents.prefix(rows * preset.latentCount), first: start * preset.latentCount, on: threads)
      let fakes = generator.forward(latents, rows: rows, mode: .evaluation, on: threads)
      forging.note(generator)
      _ = discriminator.forward(fakes, rows: rows, mode: .evaluation, on: threads)
      judging.note(discriminator)
      reals.withMutableSpan { pixels in
        dataset.copyImages(at: start..<(start + rows), into: &pixels)
      }
      _ = discriminator.forward(reals, rows: rows, mode: .evaluation, on: threads)
      judging.note(discriminator)
      if isInterrupted() { return nil }
    }
    return forging.activities(generator) + judging.activities(discriminator)
  }
}

/// What has been seen of a network's rectifiers.
private struct ActivityMarks {
  let player: TrainingError.Player
  var marks: [(layer: Int, slope: Float, active: [Bool])] = []

  init(_ player: TrainingError.Player, _ network: Network) {
    self.player = player
    for layer in network.layers.indices {
      guard let slope = network.rectifierSlope(of: layer) else { continue }
      marks.append((layer, slope, [Bool](repeating: false, count: network.shapes[layer].count)))
    }
  }

  mutating func note(_ network: Network) {
    for index in marks.indices { network.markActiveUnits(of: marks[index].layer, in: &marks[index].active) }
  }

  func activities(_ network: Network) -> [UnitActivity] {
    marks.map { mark in
      UnitActivity(
        player: player, layer: network.layers[mark.layer].description, shape: network.shapes[mark.layer].description,
        units: mark.active.count, silent: mark.active.count { !$0 }, slope: Double(mark.slope))
    }
  }
}
