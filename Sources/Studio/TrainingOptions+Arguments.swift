import Adversarial
import Language
import NeuralNetworks

/// How training is told what to do: the same words for whole trainings and for steps by hand.
extension TrainingOptions {
  /// The options as a verb declares them.
  static let parameters: [Parameter] = [
    .option("batch", .integer(1...4_096), unit: "images", help: "images in a step; the preset's when left out"),
    .option("rate", .number(.above(0, to: 1)), help: "learning rate; the preset's when left out"),
    .option(
      "optimizer",
      .word([
        Choice("adam", "a step size of its own for each weight, from running moments"),
        Choice("rmsprop", "gradients divided by their running size"),
        Choice("momentum", "descent that keeps its direction for a while"),
        Choice("sgd", "plain descent along the gradient"),
      ]), help: "how the weights follow their gradients; the preset's when left out"),
    .option("beta1", .number(.from(0, below: 1)), help: "Adam's memory of the gradient; the preset's when left out"),
    .option(
      "beta2", .number(.from(0, below: 1)), help: "Adam's memory of the squared gradient; the preset's when left out"),
    .option(
      "objective",
      .word([
        Choice("non-saturating", "G lowers -log D(G(z)): strong gradients early"),
        Choice("minimax", "G lowers log(1 - D(G(z))): the weak one, of the formula"),
        Choice("least-squares", "both lower squared distances, D(x) to 1 and D(G(z)) to 0 or 1"),
        Choice("wasserstein-gp", "a critic without bounds, kept at slopes of 1 by a gradient penalty"),
      ]), help: "what the two want; the preset's when left out"),
    .option(
      "discriminator-steps", .integer(1...100),
      help: "the k of Algorithm 1, discriminator steps before each generator step; the preset's when left out"),
    .option(
      "smoothing", .number(.from(0, below: 0.5)),
      help: "one-sided: real pictures have the target 1 - smoothing; the preset's when left out"),
    .option(
      "momentum", .number(.from(0, below: 1)), help: "how much of its direction optimizer=momentum keeps"),
    .option(
      "penalty", .number(.from(0, to: 1_000_000)), help: "weight of the gradient penalty of wasserstein-gp"),
  ]

  /// Which options count only with another one, and when they do.
  private static let dependents: [(name: String, partner: String, counts: @Sendable (TrainingOptions) -> Bool)] = [
    ("beta1", "optimizer=adam", { $0.optimizer == .adam }), ("beta2", "optimizer=adam", { $0.optimizer == .adam }),
    ("momentum", "optimizer=momentum", { $0.optimizer == .momentum }),
    ("penalty", "objective=wasserstein-gp", { $0.objective == .wassersteinGP }),
  ]

  /// Checks that every option that was written counts for at least one of the pairs to be trained.
  ///
  /// - Throws: a `Diagnostic` about the first one that does not.
  static func check(_ arguments: Arguments, for trainings: [TrainingOptions]) throws {
    for (name, partner, counts) in dependents where arguments.has(name) && !trainings.contains(where: counts) {
      throw Diagnostic(
        arguments.range(of: name), message: "`\(name)` has no effect here", hint: "It goes with `\(partner)`.")
    }
  }

  /// The preset's options, with those that were written.
  init(_ preset: Preset, _ arguments: Arguments) {
    self = preset.options
    batch = arguments.integer(ifGiven: "batch") ?? batch
    learningRate = arguments.number(ifGiven: "rate") ?? learningRate
    optimizer = arguments.text(ifGiven: "optimizer").flatMap(OptimizerKind.init) ?? optimizer
    beta1 = arguments.number(ifGiven: "beta1") ?? beta1
    beta2 = arguments.number(ifGiven: "beta2") ?? beta2
    momentum = arguments.number(ifGiven: "momentum") ?? momentum
    objective = arguments.text(ifGiven: "objective").flatMap(Objective.init) ?? objective
    discriminatorSteps = arguments.integer(ifGiven: "discriminator-steps") ?? discriminatorSteps
    smoothing = arguments.number(ifGiven: "smoothing") ?? smoothing
    penaltyWeight = arguments.number(ifGiven: "penalty") ?? penaltyWeight
  }
}
