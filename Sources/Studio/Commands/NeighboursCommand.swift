import Adversarial
import Datasets
import Jupyter
import Language
import Pictures
import Tensors

/// `neighbours 10`: the training picture nearest to each generated one, to see whether anything was learnt by heart.
struct NeighboursCommand: SessionCommand {
  static let verb = Verb(
    "neighbours", group: "looking",
    summary: "shows each generated picture with the training picture nearest to it",
    details: """
      Under each generated picture stands the training picture that differs least from it, with the distance: the root of \
      the summed squares of all differences between pixels, black and white being 2 apart. A generator that copies comes \
      close to 0; the distance between real pictures says what is usual. Afterwards `neighbour_distances` and \
      `real_neighbour_distances` are vectors, and `neighbour_classes` where the data have classes.
      """,
    parameters: [
      .positional("count", .integer(1...100), default: 10, unit: "pictures", help: "how many"),
      .option(
        "seed", .integer(0...Int.max), help: "decides the random numbers; that of the networks when left out"),
    ],
    examples: ["neighbours", "neighbours 20 seed=2"])

  let count: Int
  let seed: UInt64?

  init(_ arguments: Arguments) {
    count = arguments.integer("count")
    seed = arguments.integer(ifGiven: "seed").map(UInt64.init)
  }

  /// The most classes that are counted one by one.
  private static let listedClasses = 40

  /// How many of the nearest pictures are of each class: a histogram in words.
  private static func classes(_ labels: [UInt8], of data: Dataset) -> String {
    guard !labels.isEmpty, data.classNames.count <= listedClasses else { return "" }
    let counts = data.classNames.indices.map { label in labels.count { Int($0) == label } }
    let parts = zip(data.classNames, counts).map { "\($0) \($1)" }
    return "classes of the nearest ones: " + parts.joined(separator: ", ") + "\n"
  }

  func run(in session: Session, showing output: any Output) throws {
    let (game, data) = try session.generatorForData()
    let seed = seed ?? game.seed
    let pictures = try game.pictures(count: count, seed: seed, for: output)
    guard
      let neighbours = Neighbours(
        of: pictures, in: data, seed: seed, on: try session.threads, isInterrupted: { output.isInterrupted })
    else { throw Interruption("stopped before all training pictures were compared") }
    let columns = min(count, 10)
    var images: [Image] = []
    var captions: [String] = []
    var rows: [Label] = []
    for start in stride(from: 0, to: count, by: columns) {
      let band = start..<min(start + columns, count)
      // Both rows of a band are filled up, so that each neighbour stands under its picture.
      let filling = Array(repeating: try Image.empty(like: data), count: columns - band.count)
      images += try band.map { try Image(pictures, at: $0) } + filling
      images += try band.map { try data.picture(neighbours.found[$0].index) } + filling
      captions += Array(repeating: "", count: columns)
      captions += band.map { neighbours.found[$0].distance.fixed(1) } + filling.map { _ in "" }
      rows += [Label("made"), Label("nearest, with distance")]
    }
    let grid = ImageGrid(
      images: images, columns: columns, captions: captions.map { Label($0) }, rowLabels: rows)
    let labels = data.labels.isEmpty ? [] : neighbours.found.map { data.labels[$0.index] }
    let distances = neighbours.found.map { $0.distance.fixed(1) }.joined(separator: " ")
    let usual =
      neighbours.real.isEmpty ? "" : "; between real pictures \(neighbours.realMean.fixed(1)) is usual"
    let remark =
      "mean distance to the nearest of \(data.count.grouped) pictures of \(data.name) "
      + "\(neighbours.mean.fixed(1))\(usual)"
    output.display(
      try DisplayData(
        try grid.draw(),
        text: "\(count.counted("picture")) by \(session.nameInUse), \(game.stateText()), \(remark); "
          + "\(count == 1 ? "distance" : "distances") \(distances)"))
    output.stream(.stdout, remark + "\n" + Self.classes(labels, of: data))
    session.players?.judgements.neighbours = neighbours
    session.players?.judgements.neighbourLabels = labels
  }
}

extension Image {
  /// A white picture as large as those of the data: nothing, on the grid's white card.
  fileprivate static func empty(like data: Dataset) throws -> Image {
    let dims = data.imageShape.dims
    return try Image(
      width: dims[2], height: dims[1], channels: dims[0],
      pixels: Array(repeating: 255, count: data.imageShape.count))
  }
}
