import Adversarial
import Mathematics
import NeuralNetworks

extension Session {
  /// What expressions can say of the pair in use: `check last(real_scores) > 0.5`.
  var observations: Observations {
    let players = players
    func steps(_ value: KeyPath<StepReport, Double>) -> [Double]? {
      players.flatMap { $0.history.isEmpty ? nil : $0.history.map { $0[keyPath: value] } }
    }
    func measured(_ value: KeyPath<GeneratorGradients, Double>) -> [Double]? {
      players.flatMap { $0.gradients.isEmpty ? nil : $0.gradients.map { $0[keyPath: value] } }
    }
    func penalized(_ value: KeyPath<GradientPenalty.Value, Double>) -> [Double]? {
      let found = players?.history.compactMap(\.penalty) ?? []
      return found.isEmpty ? nil : found.map { $0[keyPath: value] }
    }
    func counted(_ value: KeyPath<UnitActivity, Int>) -> [Double]? {
      players.flatMap { $0.units.isEmpty ? nil : $0.units.map { Double($0[keyPath: value]) } }
    }
    let ofTraining: [Observations.Name] = [
      .init("discriminator_losses", "the discriminator’s loss, step by step", measuredBy: "train") {
        steps(\.discriminatorLoss)
      },
      .init("generator_losses", "the generator’s loss, step by step", measuredBy: "train") { steps(\.generatorLoss) },
      .init("real_scores", "the mean of D(x), step by step", measuredBy: "train") { steps(\.realScore) },
      .init("fake_scores", "the mean of D(G(z)), step by step", measuredBy: "train") { steps(\.fakeScore) },
      .init("weak_gradients", "norms of G’s gradient under log(1 - D(G(z)))", measuredBy: "gradients") {
        measured(\.weak)
      },
      .init("strong_gradients", "norms of G’s gradient under -log D(G(z))", measuredBy: "gradients") {
        measured(\.strong)
      },
      .init("gradient_scores", "the mean of D(G(z)) where gradients were measured", measuredBy: "gradients") {
        measured(\.score)
      },
      .init(
        "critic_slopes", "the mean norm of the critic’s slope between real and made, step by step",
        measuredBy: "train objective=wasserstein-gp"
      ) { penalized(\.meanNorm) },
      .init(
        "critic_slope_deviations", "the standard deviation of that norm within a batch, step by step",
        measuredBy: "train objective=wasserstein-gp"
      ) { penalized(\.normDeviation) },
      .init("silent_units", "units that were not above 0 for any picture, rectifier by rectifier", measuredBy: "units")
      {
        counted(\.silent)
      },
      .init("dead_units", "silent units whose slope is 0 as well, rectifier by rectifier", measuredBy: "units") {
        counted(\.dead)
      },
      .init("rules_kept", "1 for each DCGAN guideline that is kept, 0 for each other", measuredBy: "rules") {
        players.flatMap { $0.rules.isEmpty ? nil : $0.rules }
      },
    ]
    return Observations(ofTraining + judged)
  }
}
