public import Datasets
import NeuralNetworks
import Tensors

/// How a game stands: what the discriminator says of real samples and of made ones, both networks in evaluation mode.
public struct Standing: Sendable, Equatable {
  /// The discriminator's loss, summed over real and made; log 4 where it can only guess, in the games on logits.
  public let discriminatorLoss: Double
  /// The generator's loss.
  public let generatorLoss: Double
  /// The mean of D(x).
  public let realScore: Double
  /// The mean of D(G(z)).
  public let fakeScore: Double
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
        let now = judgement == nil ? standing(on: dataset, options) : nil
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
  /// They are the same ones each time, so that two standings can be compared. Nothing is learnt.
  ///
  /// - Parameters:
  ///   - dataset: samples of the game's shape.
  ///   - options: whose objective the losses are of.
  ///   - count: the number of samples of each kind, at most.
  public func standing(
    on dataset: some TrainingData, _ options: TrainingOptions, count: Int = 500
  ) -> Standing {
    let count = max(1, min(count, dataset.count))
    reserve(rows: min(count, 100))
    let largest = min(generator.capacity, discriminator.capacity, 100) / 4 * 4
    let random = Random(seed: seed, purpose: .sample)
    var (real, fake, made) = ((loss: 0.0, score: 0.0), (loss: 0.0, score: 0.0), 0.0)
    for start in stride(from: 0, to: count, by: max(largest, 4)) {
      let rows = min(max(largest, 4), count - start)
      let share = Double(rows) / Double(count)
      reals.withMutableSpan { pixels in
        dataset.copyImages(at: start..<(start + rows), into: &pixels)
      }
      let realLogits = discriminator.forward(reals, rows: rows, mode: .evaluation, on: threads)
      let ofReal = losses.evaluate(
        options.objective.real(smoothing: Float(options.smoothing)), logits: realLogits, on: threads
      ).value
      random.fillNormal(latents.prefix(rows * preset.latentCount), first: start * preset.latentCount, on: threads)
      let fakes = generator.forward(latents, rows: rows, mode: .evaluation, on: threads)
      let fakeLogits = discriminator.forward(fakes, rows: rows, mode: .evaluation, on: threads)
      let ofFake = losses.evaluate(options.objective.fake, logits: fakeLogits, on: threads).value
      made += share * losses.evaluate(options.objective.generator, logits: fakeLogits, on: threads).value.loss
      real = (real.loss + share * ofReal.loss, real.score + share * ofReal.score)
      fake = (fake.loss + share * ofFake.loss, fake.score + share * ofFake.score)
    }
    return Standing(
      discriminatorLoss: real.loss + fake.loss, generatorLoss: made, realScore: real.score, fakeScore: fake.score)
  }
}
