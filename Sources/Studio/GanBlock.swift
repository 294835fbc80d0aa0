import Adversarial
import Jupyter
import Language
import NeuralNetworks
import Tensors

/// `gan mine … end`: a pair of networks of one's own.
struct GanBlock {
  private let block: Block

  /// What may stand in the block.
  static let grammar = BlockGrammar(
    settings: [
      Verb(
        "latent", group: "block", summary: "how many random numbers the generator is given",
        parameters: [.positional("count", .integer(1...10_000), unit: "numbers", help: "how many")],
        examples: ["latent 100"])
    ],
    sections: [
      Verb(
        "generator", group: "block", summary: "the forger: its layers, from the random numbers to a picture in [-1, 1]",
        examples: ["dense 1x28x28, tanh"]),
      Verb(
        "discriminator", group: "block", summary: "the expert: its layers, from a picture to one number",
        examples: ["dense 128, leaky_relu 0.2, dense 1"]),
    ],
    items: LayerWord.all.map(\.verb), itemPhrase: "a layer", introducing: [.pair])

  /// A block that has been read.
  init(_ block: Block) { self.block = block }

  /// Makes the networks, and keeps the architecture under the name for later `gan`s.
  func run(in session: Session, showing output: any Output) throws {
    guard !Preset.all.contains(where: { $0.name == block.name }) else { throw StudioError.presetExists(block.name) }
    let settings = try block.settings.map { try session.resolved($0, output) }
    let latent = settings.first { $0.verb.name == "latent" }?.arguments.integer("count") ?? 100
    var layers: [String: [any Layer]] = [:]
    for section in block.sections {
      layers[section.name] = try section.items.compactMap { item in
        let item = try session.resolved(item, output)
        return LayerWord.named(item.verb.name)?.make(item.arguments)
      }
    }
    let generator = layers["generator"] ?? []
    let discriminator = layers["discriminator"] ?? []
    let preset = Preset(
      name: block.name, summary: "\(generator.count) layers against \(discriminator.count)", latentCount: latent,
      generator: { _ in generator }, discriminator: { _ in discriminator })
    do {
      try GanCommand.make(preset, as: block.name, in: session, showing: output)
    } catch let error as TrainingError {
      throw located(error)
    }
    session.ownPresets = session.ownPresets.filter { $0.name != block.name } + [preset]
  }

  /// The error with the layer it is about as its place.
  private func located(_ error: TrainingError) -> any Error {
    let player: TrainingError.Player
    var position: Int?
    var hint: String?
    switch error {
    case .layers(let who, let shape):
      player = who
      position = shape.position
    case .output(let who, _, let needed):
      player = who
      hint = "For example, end with `dense \(needed)\(needed.dims.count == 3 ? ", tanh" : "")`."
    default: return error
    }
    guard let section = block.sections.first(where: { $0.name == player.rawValue }) else { return error }
    let item =
      position.flatMap { section.items.indices.contains($0 - 1) ? section.items[$0 - 1] : nil } ?? section.items.last
    return Diagnostic(item?.range ?? section.range, message: error.description, hint: hint)
  }
}
