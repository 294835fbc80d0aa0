public import Datasets
import NeuralNetworks
import Tensors

extension Game {
  /// Trains by Algorithm 1 of the paper: k times a discriminator update, then one of the generator.
  ///
  /// A further training continues where the last one ended: step numbers, Adam's moments and the order of the data go
  /// on, also with other options. Interrupted, the game keeps its last whole step.
  ///
  /// - Parameters:
  ///   - dataset: pictures of the game's shape.
  ///   - length: when to end.
  ///   - options: how to train.
  ///   - observer: called after every whole step; returns whether to go on.
  /// - Throws: `TrainingError`. When a loss is no longer finite, the game is put back to where this training began.
  public func train(
    on dataset: Dataset, length: TrainingLength, options: TrainingOptions, observer: (StepReport) -> Bool
  ) throws(TrainingError) -> TrainingOutcome {
    try options.validate()
    try length.validate()
    guard dataset.imageShape == imageShape else {
      throw .imageShape(dataset: dataset.name, is: dataset.imageShape, game: imageShape)
    }
    guard dataset.count > 0 else { throw .emptyDataset(name: dataset.name) }
    reserve(rows: min(options.batch, dataset.count))
    order.use(dataset)
    apply(options, to: generatorAdam)
    apply(options, to: discriminatorAdam)

    let before = (step: step, order: order)
    snapshots = (
      generatorAdam.snapshot(reusing: snapshots?.generator),
      discriminatorAdam.snapshot(reusing: snapshots?.discriminator)
    )
    let clock = ContinuousClock()
    let start = clock.now
    let firstProgress = order.progress
    var last: StepReport?
    var interrupted = false
    var isComplete = false
    while !isComplete && !interrupted {
      do throws(TrainingError) {
        let report = try play(dataset, options)
        last = report
        interrupted = !observer(report)
      } catch {
        (step, order) = before
        if let snapshots {
          generatorAdam.restore(snapshots.generator)
          discriminatorAdam.restore(snapshots.discriminator)
        }
        throw error
      }
      isComplete =
        switch length {
        // Progress is a sum of fractions; a billionth of an epoch is no picture.
        case .epochs(let epochs): order.progress - firstProgress >= epochs - 1e-9
        case .steps(let steps): step - before.step >= steps
        case .minutes(let minutes): clock.now - start >= .seconds(60 * minutes)
        }
    }
    return TrainingOutcome(
      steps: step - before.step, seconds: (clock.now - start) / .seconds(1), interrupted: interrupted && !isComplete,
      last: last)
  }

  private func apply(_ options: TrainingOptions, to adam: Adam) {
    adam.learningRate = options.learningRate
    adam.beta1 = options.beta1
    adam.beta2 = options.beta2
  }

  /// One step of the game.
  private func play(_ dataset: Dataset, _ options: TrainingOptions) throws(TrainingError) -> StepReport {
    var (real, fake) = try trainDiscriminator(dataset, options, 0)
    for index in 1..<options.discriminatorSteps {
      (real, fake) = try trainDiscriminator(dataset, options, index)
    }
    let made = try trainGenerator(options)
    step += 1
    return StepReport(
      step: step, epoch: order.progress, discriminatorLoss: real.loss + fake.loss, generatorLoss: made.loss,
      realScore: real.score, fakeScore: fake.score)
  }

  /// Descends the gradient of -log D(x) - log(1 - D(G(z))) by the discriminator's parameters, means over a minibatch.
  private func trainDiscriminator(
    _ dataset: Dataset, _ options: TrainingOptions, _ index: Int
  ) throws(TrainingError) -> (real: Losses.Value, fake: Losses.Value) {
    let batch = order.next(batch: options.batch)
    let rows = batch.count
    reals.withMutableSpan { pixels in
      dataset.copyImages(at: order.indices[batch], into: &pixels)
    }
    let realLogits = discriminator.forward(reals, rows: rows, mode: mode(2 * index), on: threads)
    let real = losses.evaluate(.real(smoothing: Float(options.smoothing)), logits: realLogits, on: threads)
    try check(real.value, .discriminator, options)
    discriminator.backward(real.gradient, parameterGradients: .write, inputGradient: false, on: threads)

    let fakes = forge(rows: rows, draw: index)
    let fakeLogits = discriminator.forward(fakes, rows: rows, mode: mode(2 * index + 1), on: threads)
    let fake = losses.evaluate(.fake, logits: fakeLogits, on: threads)
    try check(fake.value, .discriminator, options)
    discriminator.backward(fake.gradient, parameterGradients: .add, inputGradient: false, on: threads)

    discriminatorAdam.update(on: threads)
    return (real.value, fake.value)
  }

  /// Descends the gradient of the generator's objective, which reaches it through the discriminator.
  private func trainGenerator(_ options: TrainingOptions) throws(TrainingError) -> Losses.Value {
    let objective: LogitLoss = options.objective == .minimax ? .minimax : .nonSaturating
    let pass = 2 * options.discriminatorSteps

    let fakes: Buffer
    let rows: Int
    if options.reusesFakes, let made {
      (fakes, rows) = made
    } else {
      rows = min(options.batch, order.indices.count)
      fakes = forge(rows: rows, draw: options.discriminatorSteps)
    }
    let logits = discriminator.forward(fakes, rows: rows, mode: mode(pass), on: threads)
    let loss = losses.evaluate(objective, logits: logits, on: threads)
    try check(loss.value, .generator, options)
    let byPictures = discriminator.backward(
      loss.gradient, parameterGradients: .skip, inputGradient: true, on: threads)
    if let byPictures {
      generator.backward(byPictures, parameterGradients: .write, inputGradient: false, on: threads)
    }
    generatorAdam.update(on: threads)
    return loss.value
  }

  /// G(z) for new z.
  private func forge(rows: Int, draw: Int) -> Buffer {
    Random(seed: seed, purpose: .latent, step: UInt64(step), stream: UInt32(draw))
      .fillNormal(latents.prefix(rows * preset.latentCount), on: threads)
    let pictures = generator.forward(latents, rows: rows, mode: mode(draw), on: threads)
    made = (pictures, rows)
    return pictures
  }

  /// Training with the noise of one pass; the networks' numbers tell their noise apart.
  private func mode(_ pass: Int) -> Mode {
    .training(Noise(seed: seed, step: step, pass: pass))
  }

  private func check(
    _ value: Losses.Value, _ player: TrainingError.Player, _ options: TrainingOptions
  ) throws(TrainingError) {
    if !value.loss.isFinite {
      throw .notFinite(player, step: step + 1, loss: "\(value.loss)", learningRate: options.learningRate)
    }
  }
}
