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
      on. A second `train` continues the first. The stop button ends it after a whole step, and what was learnt is kept. \
      Several pairs, as in `train first second`, are trained side by side, each as if it were alone: those of the same \
      seed see the same batches.
      """,
    parameters: [
      .positional(
        "names", .name(.pair, isOpen: true), required: false, repetition: .listed,
        help: "pairs to train side by side; the one in use when left out"),
      .option(
        "epochs", .number(.above(0, to: 100_000)), default: 1, help: "rounds through all the data"),
      .option("steps", .integer(1...100_000_000), help: "steps of the generator, instead of epochs"),
      .option("minutes", .number(.above(0, to: 10_000)), help: "time by the clock, instead of epochs"),
    ] + TrainingOptions.parameters,
    exclusive: [["epochs", "steps", "minutes"]],
    examples: [
      "train epochs=2", "train steps=500 objective=minimax", "train steps=500 optimizer=rmsprop rate=1e-4",
      "gan vanilla as weak\ngan vanilla as strong\ntrain weak strong steps=20",
    ])

  private let names: [String]
  private let namesRange: SourceRange
  private let length: TrainingLength
  private let arguments: Arguments

  init(_ arguments: Arguments) {
    names = arguments.texts("names")
    namesRange = arguments.range(of: "names")
    if let steps = arguments.integer(ifGiven: "steps") {
      length = .steps(steps)
    } else if let minutes = arguments.number(ifGiven: "minutes") {
      length = .minutes(minutes)
    } else {
      length = .epochs(arguments.number("epochs"))
    }
    self.arguments = arguments
  }

  func run(in session: Session, showing output: any Output) throws {
    let pairs = try session.players(named: names, at: namesRange, of: Self.verb)
    guard let material = session.material else { throw StudioError.noData }
    try TrainingOptions.check(arguments, for: pairs.map { TrainingOptions($0.players.game.preset, arguments) })
    guard pairs.count == 1, let (name, players) = pairs.first else {
      let training = try SideBySideTraining(
        pairs, on: material, length: length, at: namesRange, in: session, showing: output
      ) { TrainingOptions($0, arguments) }
      return try training.run()
    }
    let game = players.game
    let options = TrainingOptions(game.preset, arguments)
    let run = try TrainingRun(of: game, on: material.samples, length: length, options: options)
    let display = LiveDisplay("training", on: output, isLive: session.isLive)
    let keeper = TrainingKeeper([name], in: session, showing: output)
    var kept = players
    kept.album.observe(game, on: material.samples, options)
    // However the training ends, the history is that of the steps the networks keep; a breakdown takes its own back.
    defer {
      kept.history.removeAll { $0.step > game.step }
      kept.album.forget(after: game.step)
      session.update(kept, as: name)
      keeper.finish(name, game, kept.history)
    }
    func picture(_ remark: String?) throws -> LiveDisplay.Drawing {
      let preset = game.preset.name
      let title = (name == preset ? preset : "\(name): \(preset)") + " on \(material.samples.name)"
      let panel = try TrainingPanel(run, of: kept, on: material, title: title, remark: remark)
      return (try panel.draw(), panel.summary)
    }
    repeat {
      guard let report = try run.advance(unless: { output.isInterrupted }) else { break }
      kept.history.append(report)
      kept.album.observe(game, on: material.samples, options)
      display.update { try picture(nil) }
      keeper.observe(name, game, kept.history)
    } while !run.isComplete && !output.isInterrupted
    let outcome = run.outcome
    session.liveCost = display.cost(of: outcome.seconds)
    // Who presses the stop button wants to go on at once, not to have the smallest file.
    try display.finish(isQuick: outcome.interrupted) {
      try picture(outcome.interrupted ? "stopped" : "done in \(spokenDuration(outcome.seconds))")
    }
    output.stream(.stdout, outcome.text(samples: run.samples, noun: material.noun, digest: game.digest) + "\n")
    if outcome.interrupted {
      throw Interruption(
        "Stopped after \(game.step.counted("step")). What was learnt is kept: `sample` shows it, `train` goes on.")
    }
  }
}

extension TrainingOutcome {
  /// "6 steps in 0.2 s, 3,000 pictures a second; weights digest 0123456789abcdef".
  ///
  /// - Parameter samples: how many of the data were learnt from.
  func text(samples: Int, noun: String, digest: String) -> String {
    let pace = Double(samples) / max(seconds, 1e-9)
    return """
      \(steps.counted("step")) in \(spokenDuration(seconds)), \(Int(pace).grouped) \(noun)s a second; \
      weights digest \(digest)
      """
  }
}
