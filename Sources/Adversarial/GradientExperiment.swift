public import Datasets
import NeuralNetworks
import Tensors

/// Measures what the generator would learn from a discriminator that studies alone.
///
/// It works on a copy of the networks, so the game stays as it is. The forgeries are those that ``Game/sample(count:seed:)``
/// shows, the same ones at every measurement; dropout silences the same units for both losses.
public final class GradientExperiment {
  /// How many steps the discriminator has studied.
  public private(set) var step = 0

  private let twin: Game
  private let batch: Int
  private let options: TrainingOptions

  /// A copy of a game's networks, with an optimiser that has no memory yet.
  ///
  /// - Parameters:
  ///   - batch: forgeries in a measurement, and pictures of each kind in a step.
  ///   - options: the discriminator's learning rate and the like; their batch and objective have no effect.
  /// - Throws: `TrainingError.option`.
  public init(_ game: Game, batch: Int, options: TrainingOptions) throws(TrainingError) {
    var options = options
    options.batch = batch
    try options.validate()
    twin = try Game(preset: game.preset, image: game.imageShape, seed: game.seed, threads: game.threads)
    for (copy, original) in [(twin.generator, game.generator), (twin.discriminator, game.discriminator)] {
      copy.parameters.values.copy(original.parameters.values)
      copy.parameters.valuesChanged()
    }
    twin.optimizers = Optimizers(options.optimizer, twin.generator, twin.discriminator)
    twin.optimizers.apply(options)
    try twin.requireMemory(rows: max(batch, 4), options)
    twin.reserve(rows: max(batch, 4))
    self.batch = batch
    self.options = options
  }

  /// Both gradients at the present weights.
  public func measure() -> GeneratorGradients {
    let (weak, _) = norms(under: .minimax)
    let (strong, score) = norms(under: .nonSaturating)
    let layers = zip(weak, strong).map { weak, strong in
      GeneratorGradients.Layer(
        name: twin.generator.layers[weak.layer].description, weak: weak.square.squareRoot(),
        strong: strong.square.squareRoot())
    }
    return GeneratorGradients(
      discriminatorSteps: step, layers: layers, weak: Self.total(weak), strong: Self.total(strong), score: score)
  }

  /// One step of the discriminator on real pictures and new forgeries; the generator holds still.
  ///
  /// - Throws: `TrainingError` for data of another shape, or none.
  public func trainDiscriminator(on dataset: some TrainingData) throws(TrainingError) {
    guard dataset.imageShape == twin.imageShape else {
      throw .imageShape(dataset: dataset.name, is: dataset.imageShape, game: twin.imageShape)
    }
    guard dataset.count > 0 else { throw .emptyDataset(name: dataset.name) }
    twin.order.use(dataset)
    let places = twin.order.next(batch: batch)
    let rows = places.count
    twin.reals.withMutableSpan { pixels in
      dataset.copyImages(at: twin.order.indices[places], into: &pixels)
    }
    let (discriminator, threads) = (twin.discriminator, twin.threads)
    let realLogits = discriminator.forward(twin.reals, rows: rows, mode: mode(pass: 0), on: threads)
    let real = twin.losses.evaluate(.real(smoothing: Float(options.smoothing)), logits: realLogits, on: threads)
    discriminator.backward(real.gradient, parameterGradients: .write, inputGradient: false, on: threads)
    let fakes = forge(
      rows: rows, random: Random(seed: twin.seed, purpose: .latent, step: UInt64(step), stream: 0), pass: 1)
    let fakeLogits = discriminator.forward(fakes, rows: rows, mode: mode(pass: 1), on: threads)
    let fake = twin.losses.evaluate(.fake, logits: fakeLogits, on: threads)
    discriminator.backward(fake.gradient, parameterGradients: .add, inputGradient: false, on: threads)
    twin.optimizers.discriminator.update(on: threads)
    step += 1
  }

  /// The squared norms of the gradients by each layer's parameters, and the mean of D(G(z)).
  private func norms(under loss: LogitLoss) -> (layers: [(layer: Int, square: Double)], score: Double) {
    let threads = twin.threads
    let fakes = forge(rows: batch, random: Random(seed: twin.seed, purpose: .sample), pass: 2)
    let logits = twin.discriminator.forward(fakes, rows: batch, mode: mode(pass: 2), on: threads)
    let judged = twin.losses.evaluate(loss, logits: logits, on: threads)
    let byPictures = twin.discriminator.backward(
      judged.gradient, parameterGradients: .skip, inputGradient: true, on: threads)
    if let byPictures {
      twin.generator.backward(byPictures, parameterGradients: .write, inputGradient: false, on: threads)
    }
    var layers: [(layer: Int, square: Double)] = []
    for index in twin.generator.layers.indices {
      let entries = twin.generator.parameters.entries.filter { $0.isLearned && $0.name.hasPrefix("\(index).") }
      guard !entries.isEmpty else { continue }
      let square = entries.reduce(0.0) { sum, entry in
        entry.gradients.values.reduce(sum) { $0 + Double($1) * Double($1) }
      }
      layers.append((index, square))
    }
    return (layers, judged.value.score)
  }

  private static func total(_ layers: [(layer: Int, square: Double)]) -> Double {
    layers.reduce(0) { $0 + $1.square }.squareRoot()
  }

  private func forge(rows: Int, random: Random, pass: Int) -> Buffer {
    random.fillNormal(twin.latents.prefix(rows * twin.preset.latentCount), on: twin.threads)
    return twin.generator.forward(twin.latents, rows: rows, mode: mode(pass: pass), on: twin.threads)
  }

  private func mode(pass: Int) -> Mode {
    .training(Noise(seed: twin.seed, step: step, pass: pass))
  }
}
