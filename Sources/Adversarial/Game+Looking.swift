import NeuralNetworks
public import Tensors

/// Looking at the networks without training them, which leaves the game as it was; passes are in evaluation mode unless a
/// function says otherwise.
extension Game {
  /// The latents that ``sample(count:seed:)`` begins with, one after another.
  public func latents(count: Int, seed: UInt64) -> [Float] {
    var random = Random(seed: seed, purpose: .sample)
    return (0..<max(count, 0) * preset.latentCount).map { _ in random.normal() }
  }

  /// What the generator makes of given latents: count x the shape of a picture.
  ///
  /// - Parameter latents: whole latents, one after another; what is left over is not used.
  public func generate(from latents: [Float]) -> Tensor {
    let length = preset.latentCount
    let count = latents.count / length
    var values: [Float] = []
    values.reserveCapacity(count * imageShape.count)
    eachBatch(of: count) { start, rows in
      self.latents.copy(Array(latents[start * length..<(start + rows) * length]))
      values += generator.forward(self.latents, rows: rows, mode: .evaluation, on: threads).values
    }
    return Tensor(shape: Shape([count] + imageShape.dims), values: values)
  }

  /// What the discriminator puts out for given pictures or points: a number each, log(D / (1 - D)) where it judges by
  /// probability.
  ///
  /// - Parameter samples: whole samples, one after another; what is left over is not used.
  public func logits(of samples: [Float]) -> [Float] {
    let length = imageShape.count
    var values: [Float] = []
    eachBatch(of: samples.count / length) { start, rows in
      reals.copy(Array(samples[start * length..<(start + rows) * length]))
      values += discriminator.forward(reals, rows: rows, mode: .evaluation, on: threads).values
    }
    return values
  }

  /// What the discriminator says of given pictures or points, as reports give it: D in [0, 1] where the objective judges
  /// by probability, else its bare output.
  ///
  /// - Parameter samples: whole samples, one after another; what is left over is not used.
  public func scores(of samples: [Float], in objective: Objective) -> [Double] {
    let logits = Buffer(logits(of: samples))
    if objective.judgesByProbability { Elementwise.sigmoid(logits, into: logits, on: threads) }
    return logits.values.map(Double.init)
  }

  /// What the discriminator says of samples of one kind when it meets them together, as it does in training.
  ///
  /// A discriminator with batch normalisation learns from batches that are all real or all made. The running statistics
  /// are a mixture of both, so that ``scores(of:in:)`` may call real pictures forged which it knows well in their batch.
  /// Other discriminators say the same either way. Dropout is left out; nothing is learnt and no statistic is moved.
  ///
  /// - Parameter samples: whole samples of one kind, one after another, no more than are to be met together.
  /// - Throws: `TrainingError.memory` when there is none for so many together.
  public func verdicts(of samples: [Float], in objective: Objective) throws(TrainingError) -> [Double] {
    let rows = samples.count / imageShape.count
    guard discriminator.dependsOnBatch, rows > 1 else { return scores(of: samples, in: objective) }
    try requireMemory(forPassOf: rows)
    reserve(rows: rows)
    let unlearned = Unlearned(of: [discriminator])
    unlearned.keep()
    defer { unlearned.putBack() }
    reals.copy(Array(samples[..<(rows * imageShape.count)]))
    let logits = Buffer(discriminator.forward(reals, rows: rows, mode: .training(.silent), on: threads).values)
    if objective.judgesByProbability { Elementwise.sigmoid(logits, into: logits, on: threads) }
    return logits.values.map(Double.init)
  }

  private func eachBatch(of count: Int, _ body: (_ start: Int, _ rows: Int) -> Void) {
    reserve(rows: fittingRows(min(max(count, 1), 64)))
    let largest = min(generator.capacity, discriminator.capacity)
    for start in stride(from: 0, to: count, by: largest) { body(start, min(largest, count - start)) }
  }
}
