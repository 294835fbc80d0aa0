import Adversarial
import Datasets
import Jupyter
import Language
import NeuralNetworks
import Tensors

/// `gan vanilla`: a new pair of networks with random weights.
struct GanCommand: SessionCommand {
  static let verb = Verb(
    "gan", group: "networks",
    summary: "makes a generator and a discriminator with random weights",
    details: """
      The networks fit the pictures of the data set, or 28x28 grey pictures when none is loaded yet. The session's seed \
      decides the weights: the same seed gives the same networks.
      """,
    parameters: [
      .positional("preset", .name(.preset), default: .text(Preset.standard.name), help: "which architecture")
    ],
    examples: ["gan", "gan vanilla"])

  let presetName: String

  init(_ arguments: Arguments) {
    presetName = arguments.text("preset")
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let preset = Preset.all.first(where: { $0.name == presetName }) else { return }
    let image = session.dataset?.imageShape ?? [1, 28, 28]
    let game = try Game(preset: preset, image: image, seed: session.seed, threads: try session.threads)
    session.players = Players(game: game)
    let counts = game.parameterCounts
    output.stream(
      .stdout,
      """
      \(preset.name), seed \(session.seed), not trained yet: \(preset.summary)
        generator      \(counts.generator.grouped) parameters
        discriminator  \(counts.discriminator.grouped) parameters

      """)
  }
}
