public import Datasets
import NeuralNetworks
import Tensors

/// How a game stands: what the discriminator says of real samples and of made ones, batch by batch as in training.
public struct Standing: Sendable, Equatable {
  /// The discriminator's loss, summed over real and made, and the penalty where there is one; log 4 where it can only guess,
  /// in the games on logits.
  public fileprivate(set) var discriminatorLoss: Double
  /// The generator's loss.
  public fileprivate(set) var generatorLoss: Double
  /// The mean of D(x).
  public fileprivate(set) var realScore: Double
  /// The mean of D(G(z)).
  public fileprivate(set) var fakeScore: Double
}

/// Algorithm 1 by hand: one player's turn at a time.
extension Game {
  /// Lets one player take its turn: the discriminator on a minibatch of real and of made samples, or the generator on
  /// one of new noise.
  ///
  /// A turn of the discriminator and one of the generator are together a step of
  /// ``train(on:length:options:observer:)`` with `discriminatorSteps` 1, and several of the discriminator before one of
  /// the generator are its k; the generator always gets new noise, as the paper says, even where a preset reuses the
  /// last forgeries.
  ///
  /// - Returns: the step that the generator's turn completes; nil for a turn of the discriminator.
  /// - Throws: `TrainingError`; the game is then as it was.
  public func takeTurn(
    _ player: TrainingError.Player, on dataset: any TrainingData, options: TrainingOptions
  ) throws(TrainingError) -> StepReport? {
    var options = options
    options.reusesFakes = false
    let before = try prepare(for: dataset, options)
    let snapshot = optimizers.generator.snapshot(reusing: nil)
    let other = optimizers.discriminator.snapshot(reusing: nil)
    // Turns of the discriminator count for the step that they began in.
    let turns = pendingDiscriminatorTurns
    do throws(TrainingError) {
      switch player {
      case .discriminator:
        let judgement = try trainDiscriminator(dataset, options, turns)
        pendingTurns = PendingTurns(step: step, count: turns + 1, judgement: judgement)
        return nil
      case .generator:
        options.discriminatorSteps = turns
        let made = try trainGenerator(options)
        let judgement = turns > 0 ? pendingTurns.judgement : nil
        step += 1
        let now = judgement == nil ? try standing(on: dataset, options) : nil
        return StepReport(
          step: step, epoch: order.progress, objective: options.objective,
          discriminatorLoss: judgement?.loss ?? now?.discriminatorLoss ?? .nan, generatorLoss: made.loss,
          realScore: judgement?.real.score ?? now?.realScore ?? .nan,
          fakeScore: judgement?.fake.score ?? now?.fakeScore ?? .nan, penalty: judgement?.penalty)
      }
    } catch {
      optimizers.generator.restore(snapshot)
      optimizers.discriminator.restore(other)
      (step, order, optimizers) = before
      throw error
    }
  }

  /// Turns that the discriminator has taken by hand since the last whole step.
  public var pendingDiscriminatorTurns: Int { pendingTurns.step == step ? pendingTurns.count : 0 }

  /// How the game stands on the first samples of a data set and on the noise that ``sample(count:seed:)`` uses.
  ///
  /// They are the same ones each time, so that two standings can be compared. They come in batches as large as those of a
  /// training, real ones and made ones apart, and batch normalisation takes its statistics from them as it does in a step:
  /// the numbers are what a step on these samples reports before it changes anything, dropout left out. Nothing is learnt.
  ///
  /// - Parameters:
  ///   - dataset: samples of the game's shape.
  ///   - options: whose objective the losses are of, and how large a batch is.
  ///   - count: the number of samples of each kind, at most, unless a batch has more.
  /// - Throws: `TrainingError.layers` where the objective has a penalty that the discriminator's layers cannot have.
  public func standing(
    on dataset: some TrainingData, _ options: TrainingOptions, count: Int = 500
  ) throws(TrainingError) -> Standing {
    let rows = max(1, min(options.batch, dataset.count))
    let batches = max(1, min(count, dataset.count) / rows)
    try requireMemory(rows: rows, options)
    try preparePenalty(options, rows: rows)
    reserve(rows: rows)
    let unlearned = Unlearned(of: [generator, discriminator])
    unlearned.keep()
    defer { unlearned.putBack() }
    let mode = Mode.training(.silent)
    let noise = latents(count: batches * rows, seed: seed)
    let length = rows * preset.latentCount
    var standing = Standing(discriminatorLoss: 0, generatorLoss: 0, realScore: 0, fakeScore: 0)
    let share = 1 / Double(batches)
    for batch in 0..<batches {
      reals.withMutableSpan { pixels in
        dataset.copyImages(at: (batch * rows)..<((batch + 1) * rows), into: &pixels)
      }
      let realLogits = discriminator.forward(reals, rows: rows, mode: mode, on: threads)
      let ofReal = losses.evaluate(
        options.objective.real(smoothing: Float(options.smoothing)), logits: realLogits, on: threads
      ).value
      latents.copy(Array(noise[(batch * length)..<((batch + 1) * length)]))
      let fakes = generator.forward(latents, rows: rows, mode: mode, on: threads)
      let fakeLogits = discriminator.forward(fakes, rows: rows, mode: mode, on: threads)
      let ofFake = losses.evaluate(options.objective.fake, logits: fakeLogits, on: threads).value
      let made = losses.evaluate(options.objective.generator, logits: fakeLogits, on: threads).value
      // What it adds to the gradients nobody reads: the next turn writes them anew.
      let slope =
        options.objective == .wassersteinGP
        ? penalty?.add(
          real: reals, fake: fakes, rows: rows, weight: Float(options.penaltyWeight),
          random: Random(seed: seed, purpose: .interpolation, stream: UInt32(batch)), mode: mode, on: threads) : nil
      standing.discriminatorLoss += share * (ofReal.loss + ofFake.loss + (slope?.loss ?? 0))
      standing.generatorLoss += share * made.loss
      standing.realScore += share * ofReal.score
      standing.fakeScore += share * ofFake.score
    }
    return standing
  }
}
