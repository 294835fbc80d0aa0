import Adversarial
import Datasets
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
      discriminator takes each place for. `beside=data` shows as many real pictures on the left, `beside=before` what the \
      generator made of the same random numbers before its first step.
      """,
    parameters: [
      .positional(
        "count", .integer(1...2_500), required: false,
        help: "how many; \(Forgeries.usualCount) pictures or \(PlaneChart.usualCount) points when left out"),
      .option(
        "seed", .integer(0...Int.max), help: "decides the random numbers; that of the networks when left out"),
      .option(
        "beside",
        .word([
          Choice("data", "as many pictures of the data"),
          Choice("before", "the same random numbers before training"),
        ]), help: "what to show beside them; nothing when left out"),
    ],
    examples: ["sample", "sample 16 seed=2", "sample 36 beside=data", "sample 36 beside=before"])

  let count: Int?
  let seed: UInt64?
  let beside: String?

  init(_ arguments: Arguments) {
    count = arguments.integer(ifGiven: "count")
    seed = arguments.integer(ifGiven: "seed").map(UInt64.init)
    beside = arguments.text(ifGiven: "beside")
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let players = session.players else { throw StudioError.noNetworks }
    let game = players.game
    let state = game.stateText()
    if beside != nil {
      let game = try session.gameOfPictures
      let count = count ?? Self.usualCountBeside
      guard let other = try neighbour(of: game, count, in: session) else { return }
      var grid = try game.sampleGrid(count: count, seed: seed ?? game.seed, maximumSize: Self.halfSize, for: output)
      grid.title = Label(game.isTrained ? state : "before training")
      let group = GridGroup([other, grid])
      let text = "\(count.counted("picture")) by \(session.nameInUse), \(state)"
      return output.display(try DisplayData(try group.draw(), text: "\(text)\n\(group.summary)"))
    }
    let forgeries = try players.forgeries(count: count, seed: seed, beside: session.material, for: output)
    let shown = (count ?? forgeries.usualCount).counted(Material.noun(of: game.imageShape))
    output.display(
      try DisplayData(
        try forgeries.draw(), text: "\(shown) by \(session.nameInUse), \(state): \(forgeries.summary)"))
  }

  private static let usualCountBeside = 36
  private static let halfSize = Size(420, 480)

  /// What stands on the left.
  private func neighbour(of game: Game, _ count: Int, in session: Session) throws -> ImageGrid? {
    switch beside {
    case "data":
      let data = try session.pictures
      guard data.imageShape.dims.count == 3 else { throw StudioError.noPictures(shape: data.imageShape.description) }
      guard count <= data.count else {
        throw StudioError.tooMany(asked: count, available: data.count, of: "images")
      }
      return ImageGrid(
        images: try (0..<count).map { try Image(data, at: $0) }, title: Label("real: \(data.name)"),
        maximumSize: Self.halfSize)
    case "before":
      // Preset, shape and seed decide the first weights, so the beginning can be made again.
      let fresh = try Game(
        preset: game.preset, image: game.imageShape, seed: game.seed, threads: try session.threads)
      var grid = try fresh.sampleGrid(count: count, seed: seed ?? game.seed, maximumSize: Self.halfSize)
      grid.title = "before training"
      return grid
    default: return nil
    }
  }
}

extension Game {
  /// Generated pictures for a cell, which may be interrupted.
  func pictures(count: Int, seed: UInt64, for output: (any Output)?) throws -> Tensor {
    let pictures = sample(count: count, seed: seed) { output?.isInterrupted ?? false }
    guard pictures.shape.dims[0] == count else { throw Interruption("stopped before all pictures were made") }
    return pictures
  }

  /// Generated pictures side by side.
  func sampleGrid(
    count: Int, seed: UInt64, maximumSize: Size = Size(640, 640), for output: (any Output)? = nil
  ) throws -> ImageGrid {
    let batch = try pictures(count: count, seed: seed, for: output)
    let images = try (0..<count).map { try Image(batch, at: $0) }
    return ImageGrid(images: images, maximumSize: maximumSize)
  }
}
