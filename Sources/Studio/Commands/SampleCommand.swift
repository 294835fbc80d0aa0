import Adversarial
import Jupyter
import Language
import Pictures
import Tensors

/// `sample 64`: what the generator makes of random numbers, always the same ones, so that two calls can be compared.
struct SampleCommand: SessionCommand {
  static let verb = Verb(
    "sample", group: "looking",
    summary: "shows what the generator makes",
    details: """
      The random numbers behind the pictures are the same at every call, so that what changes is the generator alone. \
      Another `seed=` takes other random numbers. Points are shown over those of the data, and the ground says what the \
      discriminator takes each place for.
      """,
    parameters: [
      .positional(
        "count", .integer(1...2_500), required: false,
        help: "how many; \(Forgeries.usualCount) pictures or \(PlaneChart.usualCount) points when left out"),
      .option(
        "seed", .integer(0...Int.max), help: "decides the random numbers; that of the networks when left out"),
    ],
    examples: ["sample", "sample 16 seed=2"])

  let count: Int?
  let seed: UInt64?

  init(_ arguments: Arguments) {
    count = arguments.integer(ifGiven: "count")
    seed = arguments.integer(ifGiven: "seed").map(UInt64.init)
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let players = session.players else { throw StudioError.noNetworks }
    let game = players.game
    let forgeries = try players.forgeries(count: count, seed: seed, beside: session.material)
    let state = game.step == 0 ? "not trained yet" : "after \(game.step.counted("step"))"
    let shown = (count ?? forgeries.usualCount).counted(Material.noun(of: game.imageShape))
    output.display(
      try DisplayData(
        try forgeries.draw(), text: "\(shown) by \(game.preset.name), \(state): \(forgeries.summary)"))
  }
}

extension Game {
  /// Generated pictures side by side.
  func sampleGrid(count: Int, seed: UInt64, maximumSize: Size = Size(640, 640)) throws -> ImageGrid {
    let batch = sample(count: count, seed: seed)
    let images = try (0..<count).map { try Image(batch, at: $0) }
    return ImageGrid(images: images, maximumSize: maximumSize)
  }
}
