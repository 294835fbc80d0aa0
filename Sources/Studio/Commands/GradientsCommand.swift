import Adversarial
import Jupyter
import Language
import Pictures

/// `gradients`: how strongly the generator is told to change, under the weak and under the strong loss.
struct GradientsCommand: SessionCommand {
  static let verb = Verb(
    "gradients", group: "training",
    summary: "measures the generator's gradient under both losses",
    details: """
      Both are measured at the same weights and on the same forgeries, those of `sample`: the norm of the gradient of \
      log(1 - D(G(z))), the weak loss, and of -log D(G(z)), the strong one, layer by layer. With `discriminator-steps=` a \
      copy of the discriminator studies alone for so many steps while the generator holds still, and both gradients are \
      measured on the way. The networks stay as they are. Afterwards `weak_gradients`, `strong_gradients` and \
      `gradient_scores`, the mean of D(G(z)), are vectors with one entry a measurement.
      """,
    parameters: [
      .option("batch", .integer(1...4096), default: 100, unit: "pictures", help: "how many forgeries"),
      .option(
        "discriminator-steps", .integer(0...100_000), default: 0,
        help: "how long a copy of the discriminator studies alone"),
      .option(
        "every", .integer(1...100_000), unit: "steps",
        help: "how many steps lie between measurements; a fortieth of them when left out"),
    ],
    examples: ["gradients batch=1", "gradients discriminator-steps=4 every=2"])

  let batch: Int
  let steps: Int
  let pause: Int

  /// A measurement costs as much as a step.
  private static let measurements = 40

  init(_ arguments: Arguments) {
    batch = arguments.integer("batch")
    steps = arguments.integer("discriminator-steps")
    pause = arguments.integer(ifGiven: "every") ?? max(1, steps / Self.measurements)
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let players = session.players else { throw StudioError.noNetworks }
    let experiment = try GradientExperiment(players.game, batch: batch, options: players.game.preset.options)
    var found = [experiment.measure()]
    if steps > 0 {
      guard let data = session.material?.samples else { throw StudioError.noData }
      while experiment.step < steps {
        if output.isInterrupted {
          throw Interruption("stopped before the last measurement; the networks are as before")
        }
        try experiment.trainDiscriminator(on: data)
        if experiment.step % pause == 0 || experiment.step == steps { found.append(experiment.measure()) }
      }
    }
    let charts = GradientCharts(measurements: found)
    let picture = charts.picture
    output.display(try DisplayData(try picture.draw(), text: charts.summary))
    if found.count == 1 { output.display(charts.table) }
    session.players?.gradients = found
  }
}
