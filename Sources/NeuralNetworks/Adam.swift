public import Tensors

/// Adam (Kingma and Ba 2015, algorithm 1), as PyTorch defines it: epsilon is added after the bias correction.
///
///     m <- beta1 m + (1 - beta1) g          v <- beta2 v + (1 - beta2) g^2
///     p <- p - learningRate * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
public final class Adam: Optimizer {
  /// The step size.
  public var learningRate: Double
  /// How much of the first moment is kept; DCGAN takes 0.5.
  public var beta1: Double
  /// How much of the second moment is kept.
  public var beta2: Double
  /// Keeps the division finite.
  public let epsilon: Double
  /// What is changed.
  public let parameters: Parameters
  /// The number of updates, and the powers of both betas.
  public var progress = OptimizerProgress()

  private let first: Buffer
  private let second: Buffer

  /// An optimiser for these parameters, with moments of zero.
  public init(
    _ parameters: Parameters, learningRate: Double = 2e-4, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8
  ) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    first = Buffer(count: parameters.values.count)
    second = Buffer(count: parameters.values.count)
  }

  /// Both moments.
  public var memory: [Buffer] { [first, second] }

  /// The weights are changed while the product is computed, which is then never written.
  public var takesFactors: Bool { true }

  /// One update from the gradients in the parameters, or from their factors.
  public func update(on threads: Threads) {
    progress.step += 1
    progress.power1 *= beta1
    progress.power2 *= beta2
    let update = AdamUpdate(
      learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, power1: progress.power1,
      power2: progress.power2)
    for (index, entry) in parameters.entries.enumerated() where entry.isLearned {
      let (first, second) = (first[entry.range], second[entry.range])
      if let factors = parameters.takeFactors(of: index) {
        update.apply(factors: factors, values: entry.values, first: first, second: second, on: threads)
      } else {
        update.apply(gradients: entry.gradients, values: entry.values, first: first, second: second, on: threads)
      }
    }
    parameters.valuesChanged()
  }
}
