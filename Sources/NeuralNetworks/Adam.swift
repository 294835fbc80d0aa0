public import Tensors

/// Adam (Kingma and Ba 2015, algorithm 1), as PyTorch defines it: epsilon is added after the bias correction.
///
///     m <- beta1 m + (1 - beta1) g          v <- beta2 v + (1 - beta2) g^2
///     p <- p - learningRate * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
public final class Adam {
  /// The step size.
  public var learningRate: Double
  /// How much of the first moment is kept; DCGAN takes 0.5.
  public var beta1: Double
  /// How much of the second moment is kept.
  public var beta2: Double
  /// Keeps the division finite.
  public let epsilon: Double
  /// The number of updates made.
  public private(set) var step = 0

  private let parameters: Parameters
  private let first: Buffer
  private let second: Buffer
  /// beta1^t and beta2^t as products, which round alike everywhere, as a library's power might not.
  private var power1 = 1.0
  private var power2 = 1.0

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

  /// One update from the gradients in the parameters.
  public func update(on threads: Threads) {
    step += 1
    power1 *= beta1
    power2 *= beta2
    let update = AdamUpdate(
      learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, power1: power1, power2: power2)
    for entry in parameters.entries {
      if let transposed = entry.transposed {
        update.apply(
          gradients: entry.gradients, values: entry.values, first: first[entry.range], second: second[entry.range],
          transposed: transposed, on: threads)
      } else {
        update.apply(
          gradients: entry.gradients, values: entry.values, first: first[entry.range], second: second[entry.range],
          on: threads)
      }
    }
    parameters.valuesUpdated()
  }

  /// A copy of parameters and moments, to go back to.
  package struct Snapshot {
    fileprivate let values: Buffer
    fileprivate let first: Buffer
    fileprivate let second: Buffer
    fileprivate var step = 0
    fileprivate var power1 = 1.0
    fileprivate var power2 = 1.0

    fileprivate init(count: Int) {
      values = Buffer(count: count)
      first = Buffer(count: count)
      second = Buffer(count: count)
    }
  }

  /// Copies the state, into the memory of an earlier snapshot if there is one.
  package func snapshot(reusing earlier: Snapshot? = nil) -> Snapshot {
    var snapshot = earlier ?? Snapshot(count: parameters.values.count)
    snapshot.values.copy(parameters.values)
    snapshot.first.copy(first)
    snapshot.second.copy(second)
    (snapshot.step, snapshot.power1, snapshot.power2) = (step, power1, power2)
    return snapshot
  }

  /// Goes back to a snapshot.
  package func restore(_ snapshot: Snapshot) {
    parameters.values.copy(snapshot.values)
    first.copy(snapshot.first)
    second.copy(snapshot.second)
    (step, power1, power2) = (snapshot.step, snapshot.power1, snapshot.power2)
    parameters.valuesChanged()
  }
}
