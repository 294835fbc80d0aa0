public import Datasets
import NeuralNetworks
import Tensors

extension Game {
  /// Trains by Algorithm 1 of the paper: k times a discriminator update, then one of the generator.
  ///
  /// A further training continues where the last one ended: step numbers, the optimisers' memory and the order of the
  /// data go on, also with other options; only another kind of optimiser begins without memory. Interrupted, the game
  /// keeps its last whole step.
  ///
  /// - Parameters:
  ///   - dataset: pictures, or other samples, of the game's shape.
  ///   - length: when to end.
  ///   - options: how to train.
  ///   - isStopped: asked several times within a step. As long as no optimiser has changed anything, a step is given up at
  ///     once, without a trace; what is further is played to its end.
  ///   - observer: called after every whole step; returns whether to go on.
  /// - Throws: `TrainingError`. When a loss is no longer finite, the game is put back to where this training began.
  public func train(
    on dataset: some TrainingData, length: TrainingLength, options: TrainingOptions,
    unless isStopped: () -> Bool = { false }, observer: (StepReport) -> Bool
  ) throws(TrainingError) -> TrainingOutcome {
    let run = try TrainingRun(of: self, on: dataset, length: length, options: options)
    while !run.isComplete {
      guard let report = try run.advance(unless: isStopped), observer(report) else { break }
    }
    return run.outcome
  }

  /// A penalty on the discriminator's slopes, with its room, where the objective has one.
  func preparePenalty(_ options: TrainingOptions, rows: Int) throws(TrainingError) {
    guard options.objective == .wassersteinGP else { return }
    if penalty == nil {
      do {
        penalty = try GradientPenalty(discriminator)
      } catch {
        throw .layers(.discriminator, error)
      }
    }
    penalty?.reserve(rows: rows)
  }

  /// One step of the game; throws `TrainingError.stopped` when it is given up.
  func play(
    _ dataset: some TrainingData, _ options: TrainingOptions, unless isStopped: () -> Bool
  ) throws(TrainingError) -> StepReport {
    let ahead = forgesAhead && !options.reusesFakes ? forgeries(options) : 0
    let last = options.discriminatorSteps - 1
    var judgement = try trainDiscriminator(dataset, options, 0, ahead: last == 0 ? ahead : 0, unless: isStopped)
    for index in 1..<options.discriminatorSteps {
      judgement = try trainDiscriminator(dataset, options, index, ahead: index == last ? ahead : 0)
    }
    let made = try trainGenerator(options, hasForged: ahead > 0)
    step += 1
    return StepReport(
      step: step, epoch: order.progress, objective: options.objective, discriminatorLoss: judgement.loss,
      generatorLoss: made.loss, realScore: judgement.real.score, fakeScore: judgement.fake.score,
      penalty: judgement.penalty)
  }

  /// What a step of the discriminator found.
  struct Judgement {
    let real: Losses.Value
    let fake: Losses.Value
    let penalty: GradientPenalty.Value?

    var loss: Double { real.loss + fake.loss + (penalty?.loss ?? 0) }
  }

  /// Descends the gradient of the discriminator's loss: its terms on real and on made pictures, means over a minibatch,
  /// and the penalty if the objective has one.
  ///
  /// - Parameter ahead: how many pictures for the generator's step to make along with its own.
  func trainDiscriminator(
    _ dataset: some TrainingData, _ options: TrainingOptions, _ index: Int, ahead: Int = 0,
    unless isStopped: () -> Bool = { false }
  ) throws(TrainingError) -> Judgement {
    let batch = order.next(batch: options.batch)
    let rows = batch.count
    reals.withMutableSpan { pixels in
      dataset.copyImages(at: order.indices[batch], into: &pixels)
    }
    let (real, fake, fakes) =
      joinsBatches
      ? try judgeTogether(rows: rows, options, index, ahead: ahead, unless: isStopped)
      : try judgeApart(rows: rows, options, index, ahead: ahead, unless: isStopped)
    if isStopped() { throw .stopped }

    let slope: GradientPenalty.Value? =
      if options.objective == .wassersteinGP {
        penalty?.add(
          real: reals, fake: fakes, rows: rows, weight: Float(options.penaltyWeight),
          random: Random(seed: seed, purpose: .interpolation, step: UInt64(step), stream: UInt32(index)),
          mode: mode(2 * options.discriminatorSteps + 1 + index), on: threads)
      } else {
        nil
      }
    try check(slope?.loss ?? 0, .discriminator, [.discriminator], options)
    if isStopped() { throw .stopped }

    optimizers.discriminator.update(on: threads)
    return Judgement(real: real, fake: fake, penalty: slope)
  }

  /// The losses on real and on made pictures, and their gradients, each batch in passes of its own.
  private func judgeApart(
    rows: Int, _ options: TrainingOptions, _ index: Int, ahead: Int, unless isStopped: () -> Bool
  ) throws(TrainingError) -> (real: Losses.Value, fake: Losses.Value, fakes: Buffer) {
    let realLogits = discriminator.forward(reals, rows: rows, mode: mode(2 * index), on: threads)
    let real = losses.evaluate(
      options.objective.real(smoothing: Float(options.smoothing)), logits: realLogits, on: threads)
    try check(real.value.loss, .discriminator, [.discriminator], options)
    if isStopped() { throw .stopped }
    discriminator.backward(real.gradient, parameterGradients: .write, inputGradient: false, on: threads)
    if isStopped() { throw .stopped }

    let fakes = forge(rows: rows, draw: index, ahead: ahead)
    if isStopped() { throw .stopped }
    let fakeLogits = discriminator.forward(fakes, rows: rows, mode: mode(2 * index + 1), on: threads)
    let fake = losses.evaluate(options.objective.fake, logits: fakeLogits, on: threads)
    try check(fake.value.loss, .discriminator, [.generator, .discriminator], options)
    if isStopped() { throw .stopped }
    discriminator.backward(fake.gradient, parameterGradients: .add, inputGradient: false, on: threads)
    return (real.value, fake.value, fakes)
  }

  /// The same to the bit, both batches in one pass, which reads the weights and writes their gradients half as often.
  private func judgeTogether(
    rows: Int, _ options: TrainingOptions, _ index: Int, ahead: Int, unless isStopped: () -> Bool
  ) throws(TrainingError) -> (real: Losses.Value, fake: Losses.Value, fakes: Buffer) {
    let fakes = forge(rows: rows, draw: index, ahead: ahead)
    if isStopped() { throw .stopped }
    let size = rows * imageShape.count
    reals[size..<2 * size].copy(fakes.prefix(size))
    let logits = discriminator.forward(reals, rows: 2 * rows, mode: mode(2 * index, batches: 2), on: threads)
    let real = losses.evaluate(
      options.objective.real(smoothing: Float(options.smoothing)), logits: logits.prefix(rows), on: threads
    ).value
    try check(real.loss, .discriminator, [.discriminator], options)
    let fake = losses.evaluate(
      options.objective.fake, logits: logits[rows..<2 * rows], first: rows, on: threads
    ).value
    try check(fake.loss, .discriminator, [.generator, .discriminator], options)
    if isStopped() { throw .stopped }
    // A penalty adds to the gradients themselves.
    discriminator.backward(
      losses.gradients(rows: 2 * rows),
      parameterGradients: optimizers.discriminator.takesFactors && options.objective != .wassersteinGP ? .hand : .write,
      inputGradient: false, on: threads)
    return (real, fake, fakes)
  }

  /// Descends the gradient of the generator's objective, which reaches it through the discriminator.
  ///
  /// - Parameter hasForged: whether its pictures were made along with the discriminator's.
  func trainGenerator(_ options: TrainingOptions, hasForged: Bool = false) throws(TrainingError) -> Losses.Value {
    let pass = 2 * options.discriminatorSteps

    let fakes: Buffer
    let rows: Int
    if hasForged || options.reusesFakes, let made {
      (fakes, rows) = made
      generator.forget(after: rows)
    } else {
      rows = forgeries(options)
      fakes = forge(rows: rows, draw: options.discriminatorSteps)
    }
    let logits = discriminator.forward(fakes, rows: rows, mode: mode(pass), on: threads)
    let loss = losses.evaluate(options.objective.generator, logits: logits, on: threads)
    try check(loss.value.loss, .generator, [.generator, .discriminator], options)
    let byPictures = discriminator.backward(
      loss.gradient, parameterGradients: .skip, inputGradient: true, on: threads)
    if let byPictures {
      generator.backward(
        byPictures, parameterGradients: optimizers.generator.takesFactors ? .hand : .write, inputGradient: false,
        on: threads)
    }
    optimizers.generator.update(on: threads)
    return loss.value
  }

  /// How many pictures the generator's step is about.
  private func forgeries(_ options: TrainingOptions) -> Int { min(options.batch, order.indices.count) }

  /// G(z) for new z.
  ///
  /// - Parameter ahead: how many pictures to make in the same pass from the next draw, before these: those that the next
  ///   step of the generator is about.
  private func forge(rows: Int, draw: Int, ahead: Int = 0) -> Buffer {
    if ahead > 0 {
      drawLatents(draw + 1, for: 0..<ahead)
    }
    drawLatents(draw, for: ahead..<ahead + rows)
    let pictures = generator.forward(latents, rows: ahead + rows, mode: mode(draw), on: threads)
    let kept = ahead > 0 ? ahead : rows
    made = (pictures.prefix(kept * imageShape.count), kept)
    return pictures[ahead * imageShape.count..<(ahead + rows) * imageShape.count]
  }

  private func drawLatents(_ draw: Int, for rows: Range<Int>) {
    let size = preset.latentCount
    Random(seed: seed, purpose: .latent, step: UInt64(step), stream: UInt32(draw))
      .fillNormal(latents[rows.lowerBound * size..<rows.upperBound * size], on: threads)
  }

  /// Training with the noise of one pass; the networks' numbers tell their noise apart.
  private func mode(_ pass: Int, batches: Int = 1) -> Mode {
    .training(Noise(seed: seed, step: step, pass: pass, batches: batches))
  }

  /// - Parameter path: the networks that the loss was computed by, in their order.
  private func check(
    _ loss: Double, _ player: TrainingError.Player, _ path: [TrainingError.Player], _ options: TrainingOptions
  ) throws(TrainingError) {
    if loss.isFinite { return }
    var place: TrainingError.Place?
    for name in path where place == nil {
      let fault = (name == .generator ? generator : discriminator).firstFault()
      place = fault.map { TrainingError.Place(network: name, fault: $0) }
    }
    throw .notFinite(player, step: step + 1, loss: "\(loss)", at: place, options: options)
  }
}
