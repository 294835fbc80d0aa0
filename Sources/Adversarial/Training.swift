public import NeuralNetworks

/// How long to train.
public enum TrainingLength: Sendable, Equatable {
  /// So many times through the data; ends with the first whole step that reaches it.
  case epochs(Double)
  /// So many updates of the generator.
  case steps(Int)
  /// So long by the clock, and one step at least; the number of steps then depends on the machine.
  case minutes(Double)

  func validate() throws(TrainingError) {
    let isPositive =
      switch self {
      case .epochs(let value), .minutes(let value): value > 0 && value.isFinite
      case .steps(let value): value > 0
      }
    if !isPositive {
      throw .length(self)
    }
  }
}

/// What one step of the game found, measured before its updates.
public struct StepReport: Sendable, Equatable {
  /// The number of this step in the game, from 1.
  public let step: Int
  /// How many times the data have been gone through after it.
  public let epoch: Double
  /// What the two players minimised, which says how their losses and scores are to be read.
  public let objective: Objective
  /// The discriminator's loss, summed over its terms; log 4 = 1.386 where it can only guess, in the games on logits.
  public let discriminatorLoss: Double
  /// The generator's loss in its objective.
  public let generatorLoss: Double
  /// The mean of D(x) over the real pictures of the last discriminator step: a probability if the objective
  /// judges by probability, else the discriminator's bare output.
  public let realScore: Double
  /// The mean of D(G(z)) over the made pictures of the last discriminator step.
  public let fakeScore: Double
  /// The gradient penalty of the last discriminator step, if the objective has one.
  public let penalty: GradientPenalty.Value?
}

/// How a training ended.
public struct TrainingOutcome: Sendable, Equatable {
  /// The steps done.
  public let steps: Int
  /// The time they took.
  public let seconds: Double
  /// Whether the observer stopped it.
  public let interrupted: Bool
  /// The report of the last step.
  public let last: StepReport?
}
