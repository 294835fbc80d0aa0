import Adversarial
import Datasets
import Jupyter
import Language
import Pictures

/// `probe`: whether a discriminator that starts anew can still tell real from generated.
struct ProbeCommand: SessionCommand {
  static let verb = Verb(
    "probe", group: "training",
    summary: "trains a new discriminator against the generator as it stands",
    details: """
      The discriminator of the game may be tired or ahead; D(x) and D(G(z)) near 1/2 say nothing about the pictures. So a \
      new one of the same layers learns against the generator, which stands still, and is tested on pictures it has not \
      seen. Its value V = E log D(x) + E log(1 - D(G(z))) is at most -log 4 + 2 JSD, so (V + log 4) / 2 is a lower estimate \
      of the Jensen-Shannon divergence: 0 when nothing can be told, log 2 = 0.693 when everything can. The networks of the \
      game stay as they are, bit for bit. Afterwards `probe_accuracy`, `probe_value`, `probe_divergence`, \
      `probe_real_score` and `probe_fake_score` are numbers, and `probe_losses` is a vector with one entry a step.
      """,
    parameters: [
      .option("steps", .integer(1...1_000_000), default: 500, unit: "steps", help: "how long the new one learns"),
      .option("batch", .integer(1...4_096), default: 100, unit: "images", help: "images of each kind in a step"),
      .option("rate", .number(.above(0, to: 1)), default: 0.001, help: "its learning rate"),
    ],
    examples: ["probe steps=100"])

  let steps: Int
  let batch: Int
  let rate: Double

  init(_ arguments: Arguments) {
    steps = arguments.integer("steps")
    batch = arguments.integer("batch")
    rate = arguments.number("rate")
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let game = session.players?.game else { throw StudioError.noNetworks }
    guard let material = session.material else { throw StudioError.noData }
    let outcome = try game.probe(on: material.samples, steps: steps, batch: batch, rate: rate) { output.isInterrupted }
    guard let probe = outcome else {
      throw Interruption("stopped before the new discriminator had learnt; the networks of the game are as they were")
    }
    let panel = ProbePanel(
      probe: probe,
      title: "A new discriminator against \(session.nameInUse) \(game.stateText()), on \(material.samples.name)",
      noun: material.noun)
    output.display(try DisplayData(try panel.draw(), text: panel.summary))
    output.stream(.stdout, panel.verdict + "\n")
    session.players?.judgements.probe = probe
  }
}
