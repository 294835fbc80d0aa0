/// What the generator minimises.
public enum GeneratorObjective: String, CaseIterable, Sendable {
  /// The weak one, log(1 - D(G(z))): the game as the paper states it.
  case minimax
  /// The strong one, -log D(G(z)): the same fixed point, and a gradient where the discriminator is sure.
  case nonSaturating = "non-saturating"
}

/// How to train; every value has a default that works.
public struct TrainingOptions: Sendable, Equatable {
  /// The batch sizes that are allowed.
  public static let batches = 1...10_000
  /// The numbers of discriminator steps that are allowed.
  public static let discriminatorStepCounts = 1...100

  /// Pictures in a minibatch, of each kind.
  public var batch: Int
  /// Adam's step size.
  public var learningRate: Double
  /// Adam's memory of the gradient.
  public var beta1: Double
  /// Adam's memory of its square.
  public var beta2: Double
  /// What the generator minimises.
  public var objective: GeneratorObjective
  /// The paper's k: discriminator updates for each one of the generator.
  public var discriminatorSteps: Int
  /// One-sided smoothing: the discriminator is told 1 - smoothing for real pictures.
  public var smoothing: Double
  /// Whether the generator learns from the pictures that the discriminator has just learned from, as DCGAN programs do,
  /// instead of drawing new latents for its step as Algorithm 1 does; it saves a forward pass.
  public var reusesFakes: Bool

  /// Options; those not named have the values of the first GAN programs.
  public init(
    batch: Int = 100, learningRate: Double = 2e-4, beta1: Double = 0.9, beta2: Double = 0.999,
    objective: GeneratorObjective = .nonSaturating, discriminatorSteps: Int = 1, smoothing: Double = 0,
    reusesFakes: Bool = false
  ) {
    self.batch = batch
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.objective = objective
    self.discriminatorSteps = discriminatorSteps
    self.smoothing = smoothing
    self.reusesFakes = reusesFakes
  }

  /// Checks the values.
  ///
  /// - Throws: `TrainingError.option` for the first one out of its range.
  public func validate() throws(TrainingError) {
    func check(_ name: String, _ value: Double, _ isAllowed: Bool, _ allowed: String) throws(TrainingError) {
      if !isAllowed {
        throw .option(name: name, value: value, allowed: allowed)
      }
    }
    try check("batch", Double(batch), TrainingOptions.batches.contains(batch), "1 to 10000")
    try check("learningRate", learningRate, learningRate > 0 && learningRate <= 1, "above 0, up to 1; try 0.0002")
    try check("beta1", beta1, beta1 >= 0 && beta1 < 1, "from 0, below 1; try 0.5 or 0.9")
    try check("beta2", beta2, beta2 >= 0 && beta2 < 1, "from 0, below 1; try 0.999")
    try check(
      "discriminatorSteps", Double(discriminatorSteps),
      TrainingOptions.discriminatorStepCounts.contains(discriminatorSteps), "1 to 100")
    try check("smoothing", smoothing, smoothing >= 0 && smoothing < 1, "from 0, below 1; try 0.1")
  }
}
