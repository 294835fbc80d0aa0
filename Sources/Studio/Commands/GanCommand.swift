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
      With a name of your own and a block under it, ended by `end`, it makes the networks that the block describes. \
      The networks fit the data set, or, when none is loaded yet, 28x28 grey pictures or what else the preset is made \
      for. The session's seed decides the weights: the same seed gives the same networks.
      """,
    parameters: [
      .positional(
        "preset", .name(.preset), required: false, introducing: [.pair],
        help: "which architecture; \(Preset.standard.name) when left out, \(Preset.ring2d.name) for points"),
      .clause(
        "as", "name", .name(.pair, isOpen: true), introducing: [.pair],
        help: "what to call the pair; as the preset when left out"),
    ],
    examples: [
      "gan", "gan vanilla", "gan vanilla as first",
      """
      gan mine
        latent 64
        generator
          dense 128, relu
          dense 1x28x28, tanh
        discriminator
          dense 128, leaky_relu 0.2
          dense 1
      end
      """,
    ], block: GanBlock.grammar)

  let presetName: String?
  let name: String?
  private let nameRange: SourceRange

  init(_ arguments: Arguments) {
    presetName = arguments.text(ifGiven: "preset")
    name = arguments.text(ifGiven: "name")
    nameRange = arguments.range(of: "name")
  }

  func run(in session: Session, showing output: any Output) throws {
    if let name { try session.checkPairName(name, at: nameRange) }
    let presetName = presetName ?? (session.material?.standardPreset ?? .standard).name
    guard let preset = (Preset.all + session.ownPresets).first(where: { $0.name == presetName }) else { return }
    try Self.make(preset, as: name ?? preset.name, in: session, showing: output)
  }

  /// New networks, kept under a name.
  static func make(_ preset: Preset, as name: String, in session: Session, showing output: any Output) throws {
    let image = session.material?.samples.imageShape ?? preset.usualImage
    let game = try Game(preset: preset, image: image, seed: session.seed, threads: try session.threads)
    session.keep(Players(game: game), as: name)
    let counts = game.parameterCounts
    output.stream(
      .stdout,
      """
      \(name), seed \(session.seed), not trained yet: \(preset.summary)
        generator      \(counts.generator.grouped) parameters
        discriminator  \(counts.discriminator.grouped) parameters

      """)
  }
}
