public import NeuralNetworks

/// How to train; every value has a default that works.
public struct TrainingOptions: Sendable, Equatable {
  /// The batch sizes that are allowed.
  public static let batches = 1...10_000
  /// The numbers of discriminator steps that are allowed.
  public static let discriminatorStepCounts = 1...100

  /// Pictures in a minibatch, of each kind.
  public var batch: Int
  /// How the weights follow their gradients, in both networks.
  public var optimizer: OptimizerKind
  /// The optimiser's step size.
  public var learningRate: Double
  /// Adam's memory of the gradient.
  public var beta1: Double
  /// Adam's memory of its square.
  public var beta2: Double
  /// How much of its direction the optimiser `momentum` keeps.
  public var momentum: Double
  /// What the players minimise.
  public var objective: Objective
  /// The paper's k: discriminator updates for each one of the generator.
  public var discriminatorSteps: Int
  /// One-sided smoothing: the discriminator is told 1 - smoothing for real pictures.
  public var smoothing: Double
  /// The weight of the gradient penalty, for the objective `wasserstein-gp`.
  public var penaltyWeight: Double
  /// Whether the generator learns from the pictures that the discriminator has just learned from, as DCGAN programs do,
  /// instead of drawing new latents for its step as Algorithm 1 does; it saves a forward pass.
  public var reusesFakes: Bool

  /// Options; those not named have the values of the first GAN programs.
  public init(
    batch: Int = 100, optimizer: OptimizerKind = .adam, learningRate: Double = 2e-4, beta1: Double = 0.9,
    beta2: Double = 0.999, momentum: Double = 0.9, objective: Objective = .nonSaturating, discriminatorSteps: Int = 1,
    smoothing: Double = 0, penaltyWeight: Double = 10, reusesFakes: Bool = false
  ) {
    self.batch = batch
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.momentum = momentum
    self.objective = objective
    self.discriminatorSteps = discriminatorSteps
    self.smoothing = smoothing
    self.penaltyWeight = penaltyWeight
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
    try check("momentum", momentum, momentum >= 0 && momentum < 1, "from 0, below 1; try 0.9")
    try check(
      "discriminatorSteps", Double(discriminatorSteps),
      TrainingOptions.discriminatorStepCounts.contains(discriminatorSteps), "1 to 100")
    try check("smoothing", smoothing, smoothing >= 0 && smoothing < 1, "from 0, below 1; try 0.1")
    if objective == .wassersteinGP {
      try check(
        "smoothing", smoothing, smoothing == 0,
        "0 with wasserstein-gp, which has no target to smooth: write smoothing=0")
    }
    try check(
      "penaltyWeight", penaltyWeight, penaltyWeight >= 0 && penaltyWeight <= 1e6, "from 0 to 1000000; try 10")
  }
}
