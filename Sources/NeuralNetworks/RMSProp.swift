public import Tensors

/// RMSProp (Tieleman and Hinton 2012, lecture 6.5), as PyTorch defines it: epsilon is added to the root.
///
///     v <- decay v + (1 - decay) g^2          p <- p - learningRate * g / (sqrt(v) + epsilon)
public final class RMSProp: Optimizer {
  /// The step size.
  public var learningRate: Double
  /// How much of the mean square is kept.
  public var decay: Double
  /// Keeps the division finite.
  public let epsilon: Double
  /// What is changed.
  public let parameters: Parameters
  /// The number of updates.
  public var progress = OptimizerProgress()

  private let squares: Buffer

  /// An optimiser for these parameters, with mean squares of zero.
  public init(_ parameters: Parameters, learningRate: Double = 1e-2, decay: Double = 0.99, epsilon: Double = 1e-8) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.decay = decay
    self.epsilon = epsilon
    squares = Buffer(count: parameters.values.count)
  }

  /// The mean squares.
  public var memory: [Buffer] { [squares] }

  /// One update from the gradients in the parameters.
  public func update(on threads: Threads) {
    progress.step += 1
    // Adam without corrections and without memory of the gradient, m = m + 1 (g - m): m and g may be the same numbers.
    let update = AdamUpdate(
      learningRate: learningRate, beta1: 0, beta2: decay, epsilon: epsilon, power1: 0, power2: 0)
    for entry in parameters.entries where entry.isLearned {
      update.apply(
        gradients: entry.gradients, values: entry.values, first: entry.gradients, second: squares[entry.range],
        on: threads)
    }
    parameters.valuesChanged()
  }
}
