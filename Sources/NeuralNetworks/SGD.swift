public import Tensors

/// Stochastic gradient descent, with momentum (Polyak 1964) as PyTorch defines it: without dampening, not Nesterov's.
///
///     m <- momentum m + g          p <- p - learningRate * m
public final class SGD: Optimizer {
  /// The step size.
  public var learningRate: Double
  /// How much of the last direction is kept; an optimiser made with 0 stays plain.
  public var momentum: Double
  /// What is changed.
  public let parameters: Parameters
  /// The number of updates.
  public var progress = OptimizerProgress()

  private let direction: Buffer?

  /// An optimiser for these parameters, at rest.
  public init(_ parameters: Parameters, learningRate: Double = 1e-3, momentum: Double = 0) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.momentum = momentum
    direction = momentum == 0 ? nil : Buffer(count: parameters.values.count)
  }

  /// The directions, if there is momentum.
  public var memory: [Buffer] { direction.map { [$0] } ?? [] }

  /// One update from the gradients in the parameters.
  public func update(on threads: Threads) {
    progress.step += 1
    for entry in parameters.entries where entry.isLearned {
      var change = entry.gradients
      if let direction = direction?[entry.range] {
        Elementwise.multiply(
          direction, by: Float(momentum), adding: entry.gradients, into: direction, on: threads)
        change = direction
      }
      Elementwise.multiply(change, by: -Float(learningRate), adding: entry.values, into: entry.values, on: threads)
    }
    parameters.valuesChanged()
  }
}
