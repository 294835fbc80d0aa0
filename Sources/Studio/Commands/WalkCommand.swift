import Adversarial
import Jupyter
import Language
import Pictures
import Tensors

/// `walk 8`: from one latent to another, step by step.
struct WalkCommand: SessionCommand {
  static let verb = Verb(
    "walk", group: "looking",
    summary: "shows the pictures between two pictures",
    details: """
      The generator is given the random numbers between two lists of random numbers, on the straight line and along the \
      great circle. Half way the line leads through lists that are shorter than noise ever is; |z| under each picture \
      says so. With `rows=` a whole plane between four lists is shown. `animate walk` makes it move.
      """,
    parameters: [
      .positional("count", .integer(2...20), default: 8, unit: "pictures", help: "how many pictures in a row"),
      .option("rows", .integer(2...20), help: "rows of a plane between four lists; line and circle when left out"),
      .option("path", .word(Walk.Path.choices), help: "which way alone; both when left out (a plane: `sphere`)"),
      .option("seed", .integer(0...Int.max), help: "decides the random numbers; that of the networks when left out"),
    ],
    examples: ["walk 8", "walk 6 rows=6", "walk 10 path=sphere seed=3"])

  let count: Int
  let rows: Int?
  let path: Walk.Path?
  let seed: UInt64?

  init(_ arguments: Arguments) {
    count = arguments.integer("count")
    rows = arguments.integer(ifGiven: "rows")
    path = arguments.text(ifGiven: "path").flatMap(Walk.Path.init)
    seed = arguments.integer(ifGiven: "seed").map(UInt64.init)
  }

  func run(in session: Session, showing output: any Output) throws {
    let game = try session.gameOfPictures
    let grid =
      try rows.map { try plane(rows: $0, of: game, called: session.nameInUse) }
      ?? ways(of: game, called: session.nameInUse)
    output.display(try DisplayData(try grid.picture.draw(), text: grid.text))
  }

  /// A row for each way.
  private func ways(of game: Game, called name: String) throws -> (picture: ImageGrid, text: String) {
    let ends = Walk.stops(2, seed: seed ?? game.seed, of: game)
    let paths = path.map { [$0] } ?? Walk.Path.allCases
    let ways = paths.map { Walk.latents($0, from: ends[0], to: ends[1], count: count) }
    let norms = ways.map { $0.map(Walk.norm) }
    let grid = ImageGrid(
      images: try ways.flatMap { try Walk.images(of: $0, by: game) }, columns: count,
      captions: norms.joined().map { Label("|") + Label.math("z") + Label("| = \($0.fixed(1))") },
      rowLabels: paths.map { Label($0.title) },
      columnLabels: (0..<count).map { Label.math("t") + Label(" = \((Double($0) / Double(count - 1)).fixed(2))") },
      maximumSize: Size(760, 520))
    let lines = zip(paths, norms).map { "  \($0.title): |z| \($1.map { $0.fixed(1) }.joined(separator: " "))" }
    let typical = Double(game.preset.latentCount).squareRoot()
    return (
      grid,
      "\(name), \(grid.summary): from one z to another\n\(lines.joined(separator: "\n"))\n"
        + "  the length of noise is about √\(game.preset.latentCount) = \(typical.fixed(1))"
    )
  }

  /// A plane between four corners: ways down both sides, and ways across between them.
  private func plane(rows: Int, of game: Game, called name: String) throws -> (picture: ImageGrid, text: String) {
    let corners = Walk.stops(4, seed: seed ?? game.seed, of: game)
    let path = path ?? .sphere
    let left = Walk.latents(path, from: corners[0], to: corners[2], count: rows)
    let right = Walk.latents(path, from: corners[1], to: corners[3], count: rows)
    let latents = zip(left, right).flatMap { Walk.latents(path, from: $0, to: $1, count: count) }
    let grid = ImageGrid(
      images: try Walk.images(of: latents, by: game), columns: count, gap: 1, maximumSize: Size(640, 640))
    return (grid, "\(name), a plane between four z in the corners (\(path.title)): \(grid.summary)")
  }
}

extension Walk.Path {
  /// The words for the paths.
  static let choices = [
    Choice("line", "straight on: (1 - t) a + t b"),
    Choice("sphere", "along the great circle, where the length stays that of noise"),
  ]
}

extension Session {
  /// The current networks, which make pictures.
  var gameOfPictures: Game {
    get throws {
      guard let game = players?.game else { throw StudioError.noNetworks }
      guard game.imageShape.dims.count == 3 else { throw StudioError.noPictures(shape: game.imageShape.description) }
      return game
    }
  }
}
