import Adversarial
import Datasets
import Jupyter
import Language
import NeuralNetworks

/// `train epochs=2`: plays the game, shows it live, and keeps what was learnt even when stopped.
struct TrainCommand: SessionCommand {
  static let verb = Verb(
    "train", group: "training",
    summary: "trains both networks against each other",
    details: """
      Algorithm 1: the discriminator takes its steps on real and generated pictures, then the generator takes one; and so \
      on. A second `train` continues the first. The stop button ends it after a whole step, and what was learnt is kept.
      """,
    parameters: [
      .option(
        "epochs", .number(.above(0, to: 100_000)), default: 1, help: "rounds through all the data"),
      .option("steps", .integer(1...100_000_000), help: "steps of the generator, instead of epochs"),
      .option("minutes", .number(.above(0, to: 10_000)), help: "time by the clock, instead of epochs"),
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
    ],
    exclusive: [["epochs", "steps", "minutes"]],
    examples: ["train epochs=2", "train steps=500 objective=minimax", "train steps=500 optimizer=rmsprop rate=1e-4"])

  private let length: TrainingLength
  private let arguments: Arguments

  init(_ arguments: Arguments) {
    if let steps = arguments.integer(ifGiven: "steps") {
      length = .steps(steps)
    } else if let minutes = arguments.number(ifGiven: "minutes") {
      length = .minutes(minutes)
    } else {
      length = .epochs(arguments.number("epochs"))
    }
    self.arguments = arguments
  }

  /// The preset's options, with those that were written.
  private func options(_ preset: Preset) -> TrainingOptions {
    var options = preset.options
    options.batch = arguments.integer(ifGiven: "batch") ?? options.batch
    options.learningRate = arguments.number(ifGiven: "rate") ?? options.learningRate
    options.optimizer = arguments.text(ifGiven: "optimizer").flatMap(OptimizerKind.init) ?? options.optimizer
    options.beta1 = arguments.number(ifGiven: "beta1") ?? options.beta1
    options.beta2 = arguments.number(ifGiven: "beta2") ?? options.beta2
    options.momentum = arguments.number(ifGiven: "momentum") ?? options.momentum
    options.objective = arguments.text(ifGiven: "objective").flatMap(Objective.init) ?? options.objective
    options.discriminatorSteps = arguments.integer(ifGiven: "discriminator-steps") ?? options.discriminatorSteps
    options.smoothing = arguments.number(ifGiven: "smoothing") ?? options.smoothing
    options.penaltyWeight = arguments.number(ifGiven: "penalty") ?? options.penaltyWeight
    return options
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let players = session.players, let name = session.currentName else { throw StudioError.noNetworks }
    guard let data = session.dataset else { throw StudioError.noData }
    let game = players.game
    let options = options(game.preset)
    let display = TrainingDisplay(
      game: game, dataName: data.name, length: length, isLive: session.isLive, output: output)
    let keeper = TrainingKeeper([name], in: session, showing: output)
    var history = players.history
    // However the training ends, the history is that of the steps the networks keep; a breakdown takes its own back.
    defer {
      history.removeAll { $0.step > game.step }
      session.players = Players(game: game, history: history)
      keeper.finish(name, game, history)
    }
    let outcome = try game.train(on: data, length: length, options: options) { report in
      history.append(report)
      display.observe(history)
      keeper.observe(name, game, history)
      return !output.isInterrupted
    }
    try display.finish(history, outcome)
    let pace = Double(outcome.steps * options.batch) / max(outcome.seconds, 1e-9)
    output.stream(
      .stdout,
      """
      \(outcome.steps.counted("step")) in \(spokenDuration(outcome.seconds)), \(Int(pace).grouped) images a second; \
      weights digest \(game.digest)

      """)
    if outcome.interrupted {
      throw Interruption(
        "Stopped after \(game.step.counted("step")). What was learnt is kept: `sample` shows it, `train` goes on.")
    }
  }
}
