import Adversarial
import Jupyter
import Language
import Pictures

/// `sample 64`: what the generator makes of random numbers, always the same ones, so that two calls can be compared.
struct SampleCommand: SessionCommand {
  static let verb = Verb(
    "sample", group: "looking",
    summary: "shows pictures made by the generator",
    details: """
      The random numbers behind the pictures are the same at every call, so that what changes is the generator alone. \
      Another `seed=` takes other random numbers.
      """,
    parameters: [
      .positional("count", .integer(1...2_500), default: 64, unit: "pictures", help: "how many"),
      .option(
        "seed", .integer(0...Int.max), help: "decides the random numbers; that of the networks when left out"),
    ],
    examples: ["sample", "sample 16 seed=2"])

  let count: Int
  let seed: UInt64?

  init(_ arguments: Arguments) {
    count = arguments.integer("count")
    seed = arguments.integer(ifGiven: "seed").map(UInt64.init)
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let game = session.players?.game else { throw StudioError.noNetworks }
    let grid = try game.sampleGrid(count: count, seed: seed ?? game.seed)
    let state = game.step == 0 ? "not trained yet" : "after \(game.step.counted("step"))"
    output.display(
      try DisplayData(
        try grid.draw(), text: "\(count.counted("picture")) by \(game.preset.name), \(state): \(grid.summary)"))
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
