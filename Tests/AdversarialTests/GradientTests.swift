import Adversarial
import Datasets
import NeuralNetworks
import Tensors
import Testing

@Suite("Gradients of the generator")
struct GradientTests {
  @Test(
    "of one forgery the two are parallel, and their ratio is (1 - D) / D",
    arguments: [small, smallConvolutional])
  func ratio(preset: Preset) throws {
    let game = try trained(preset, steps: 40)
    let found = try GradientExperiment(game, batch: 1, options: TrainingOptions()).measure()
    let expected = (1 - found.score) / found.score
    #expect(abs(found.strong / found.weak / expected - 1) < 1e-4)
    for layer in found.layers {
      #expect(abs(layer.strong / layer.weak / expected - 1) < 1e-3, "\(layer.name)")
    }
  }

  @Test("they are the slopes of the losses by the generator's weights")
  func slopes() throws {
    let game = try Game(preset: smooth, image: [1, 4, 4], seed: 3, threads: Threads(count: 2, instructions: .best))
    let found = try GradientExperiment(game, batch: 8, options: TrainingOptions()).measure()
    let weights = game.generator.parameters.entries.filter(\.isLearned)
    var square = 0.0
    for entry in weights {
      for index in 0..<entry.values.count {
        let kept = entry.values[index]
        let step: Float = 1e-2
        var losses: [Double] = []
        for sign: Float in [1, -1] {
          entry.values[index] = kept + sign * step
          game.generator.parameters.valuesChanged()
          losses.append(try strongLoss(game, count: 8))
        }
        entry.values[index] = kept
        let slope = (losses[0] - losses[1]) / (2 * Double(step))
        square += slope * slope
      }
    }
    game.generator.parameters.valuesChanged()
    #expect(abs(square.squareRoot() / found.strong - 1) < 1e-2)
  }

  /// The mean of -log D(G(z)) over the forgeries that a measurement looks at.
  private func strongLoss(_ game: Game, count: Int) throws -> Double {
    let threads = try Threads(count: 1, instructions: .best)
    let pictures = game.sample(count: count, seed: game.seed)
    game.discriminator.reserve(rows: count)
    let logits = game.discriminator.forward(Buffer(pictures.values), rows: count, mode: .evaluation, on: threads)
    let losses = Losses(rows: count)
    return losses.evaluate(.nonSaturating, logits: logits, on: threads).value.loss
  }

  @Test("a discriminator that studies alone makes the weak gradient vanish and leaves the strong one")
  func vanishing() throws {
    let game = try trained(steps: 3)
    let experiment = try GradientExperiment(
      game, batch: 20, options: TrainingOptions(learningRate: 0.01))
    let before = experiment.measure()
    for _ in 0..<300 { try experiment.trainDiscriminator(on: bars(200)) }
    let after = experiment.measure()
    #expect(after.discriminatorSteps == 300)
    #expect(after.score < 0.01)
    #expect(after.weak < 0.05 * before.weak)
    #expect(after.strong > 0.5 * before.strong)
  }

  @Test("measuring leaves the game as it is, and gives the same bits on any number of threads")
  func harmless() throws {
    var all: [GeneratorGradients] = []
    for threads in [1, 2, 3] {
      let game = try trained(smallConvolutional, threads: threads)
      let digest = game.digest
      let experiment = try GradientExperiment(game, batch: 10, options: TrainingOptions())
      for _ in 0..<3 { try experiment.trainDiscriminator(on: bars(35)) }
      all.append(experiment.measure())
      #expect(game.digest == digest)
      _ = try game.train(on: bars(35), length: .steps(2), options: TrainingOptions(batch: 10)) { _ in true }
      #expect(try game.digest == trained(smallConvolutional, steps: 8).digest)
    }
    #expect(all[0] == all[1] && all[1] == all[2])
  }

  @Test("data of another shape and options out of range are refused")
  func refusals() throws {
    let game = try trained(steps: 1)
    let experiment = try GradientExperiment(game, batch: 4, options: TrainingOptions())
    #expect(throws: TrainingError.imageShape(dataset: "noise", is: [1, 28, 28], game: [1, 4, 4])) {
      try experiment.trainDiscriminator(on: noise(Array(repeating: 0, count: 784)))
    }
    #expect(throws: TrainingError.self) {
      try GradientExperiment(game, batch: 0, options: TrainingOptions())
    }
  }

  /// Without dropout and kinks, so that a slope can be taken by differences.
  private let smooth = Preset(
    name: "smooth", summary: "for tests", latentCount: 3,
    generator: { image in [Dense(5), Tanh(), Dense(image), Tanh()] },
    discriminator: { _ in [Dense(6), Tanh(), Dense(1)] })
}
