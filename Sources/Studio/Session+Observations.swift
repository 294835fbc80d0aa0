import Adversarial
import Mathematics

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
    ]
    return Observations(ofTraining + judged)
  }
}
