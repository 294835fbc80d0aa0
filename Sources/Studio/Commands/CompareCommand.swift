import Adversarial
import Jupyter
import Language
import Pictures

/// `compare weak strong`: pairs of networks side by side.
struct CompareCommand: SessionCommand {
  static let verb = Verb(
    "compare", group: "looking",
    summary: "shows pairs of networks side by side: samples, losses, figures",
    details: """
      The samples are made of the same random numbers, so that what differs is the generators alone, as far as these take \
      equally many numbers. Figures are means over the last hundred steps.
      """,
    parameters: [
      .positional(
        "names", .name(.pair, isOpen: true), required: false, repetition: .listed,
        help: "the pairs; all there are when left out"),
      .option("count", .integer(1...400), help: "samples of each; 36 pictures or 250 points when left out"),
      .option("seed", .integer(0...Int.max), help: "decides the random numbers; the session’s when left out"),
    ],
    examples: ["gan vanilla as weak\ngan vanilla as strong\ncompare weak strong"])

  private let names: [String]
  private let range: SourceRange
  private let count: Int?
  private let seed: UInt64?

  init(_ arguments: Arguments) {
    names = arguments.texts("names")
    range = arguments.range(of: "names")
    count = arguments.integer(ifGiven: "count")
    seed = arguments.integer(ifGiven: "seed").map(UInt64.init)
  }

  func run(in session: Session, showing output: any Output) throws {
    let pairs = try session.players(
      named: names.isEmpty ? session.pairs.keys.sorted() : names, at: range, of: Self.verb)
    guard pairs.count > 1 else { throw StudioError.nothingToCompare(pairs.map(\.name)) }
    guard pairs.count <= SideBySideTraining.mostPairs else {
      throw StudioError.tooMany(asked: pairs.count, available: SideBySideTraining.mostPairs, of: "places side by side")
    }
    let seed = seed ?? session.seed
    let columns = try pairs.map { name, players in
      (
        title: name,
        forgeries: try players.forgeries(
          count: count ?? TrainingPanel.count(of: players.game), seed: seed, beside: session.material,
          maximumSize: TrainingCard.gridSize)
      )
    }
    let text = columns.map { "\($0.title): \($0.forgeries.summary)" }.joined(separator: "\n")
    output.display(try DisplayData(try Self.picture(columns), text: "samples of seed \(seed)\n" + text))
    if pairs.contains(where: { !$0.players.history.isEmpty }) {
      let charts = Self.charts(pairs)
      output.display(try DisplayData(try charts.draw(), text: charts.summary))
    }
    output.display(DisplayData([("", Self.table(pairs))]))
  }

  private static func picture(_ columns: [(title: String, forgeries: Forgeries)]) throws -> Image {
    let side = columns.count <= 3 ? TrainingCard.gridSize.width : 220
    let gap = 24.0
    let count = Double(columns.count)
    let square = Rect(x: 0, y: 0, width: side, height: side)
    let pen = try Canvas(width: 1, height: 1)
    let tallest = columns.map { $0.forgeries.measure(on: pen, in: square).height }.max() ?? side
    let margins = 2 * TrainingCard.margin
    let (width, height) = (count * side + (count - 1) * gap + margins, tallest.rounded(.up) + 24 + margins)
    let canvas = try Canvas(width: width, height: height)
    canvas.card()
    var rest = Rect(x: 0, y: 0, width: width, height: height).inset(TrainingCard.margin)
    for (title, forgeries) in columns {
      var column = rest.takeLeft(side, gap: gap)
      let heading = column.takeTop(20, gap: 4)
      canvas.text(
        canvas.fitted(Label(title), style: .title, width: heading.width), at: Point(heading.x, heading.y + 12),
        style: .title)
      forgeries.draw(on: canvas, in: column)
    }
    return try canvas.finish()
  }

  /// The losses of all in two charts, a line for each pair.
  private static func charts(_ pairs: [(name: String, players: Players)]) -> ChartGroup {
    func chart(_ title: Label, _ value: KeyPath<StepReport, Double>, isLast: Bool) -> Chart {
      Chart(
        title: title, xLabel: isLast ? "step" : nil,
        series: pairs.enumerated().map { index, pair in
          let history = pair.players.history
          return Series(
            Label(pair.name), x: history.map { Double($0.step) }, y: history.map { $0[keyPath: value] },
            color: Palette.line(index), smoothing: .automatic)
        }, size: Size(640, isLast ? 230 : 215))
    }
    return ChartGroup([
      chart("The discriminators’ losses", \.discriminatorLoss, isLast: false),
      chart("The generators’ losses", \.generatorLoss, isLast: true),
    ])
  }

  private static func table(_ pairs: [(name: String, players: Players)]) -> TextTable {
    TextTable(
      heading: [
        "", "preset", "parameters", "steps", "objective", "loss of D", "loss of G", "D(x)", "D(G(z))", "weights digest",
      ],
      rows: pairs.map { name, players in
        let game = players.game
        let last = players.history.suffix(100)
        func mean(_ value: KeyPath<StepReport, Double>) -> String {
          last.isEmpty ? "–" : (last.map { $0[keyPath: value] }.reduce(0, +) / Double(last.count)).fixed(3)
        }
        let counts = game.parameterCounts
        return [
          name, game.preset.name, (counts.generator + counts.discriminator).grouped, game.step.grouped,
          players.objective.rawValue, mean(\.discriminatorLoss), mean(\.generatorLoss), mean(\.realScore),
          mean(\.fakeScore), game.digest,
        ]
      }, numeric: [2, 3, 5, 6, 7, 8])
  }
}
