import Adversarial
import Datasets
import Jupyter
import Language
import Pictures
import Tensors

/// `score`: how good the generator's pictures are, in figures, each beside that of real pictures.
struct ScoreCommand: SessionCommand {
  static let verb = Verb(
    "score", group: "looking",
    summary: "measures the generator's pictures, each figure beside that of real ones",
    details: """
      A recogniser looks at generated pictures and at as many real ones. The class score is exp E KL(p(y|x) ‖ p(y)): from 1 \
      to the number of classes, high when every picture clearly shows one class and all classes come. The Fréchet distance \
      compares means and covariances of the recogniser's features: 0 for equal ones, and beside it stands its floor, the \
      distance between two halves of real pictures. Scores of different recognisers, or of different counts, cannot be \
      compared; so name, accuracy and digest of the recogniser are printed. When classes are missing or pictures are too \
      much alike, it says what to try. Afterwards `class_score`, `frechet_distance`, `frechet_floor`, `classes_present`, \
      `missing_classes`, `nearest_pair` and `different_pictures` are numbers, `class_shares` a vector with one entry a \
      class; `real_class_score`, `real_class_shares` and `real_nearest_pair` are those of real pictures.
      """,
    parameters: [
      .option(
        "count", .integer(2...100_000), unit: "pictures",
        help: "pictures of each kind; 10,000 or half of the data when left out"),
      .option(
        "seed", .integer(0...Int.max), help: "decides the random numbers; that of the networks when left out"),
    ],
    examples: ["score", "score count=20"])

  let count: Int?
  let seed: UInt64?

  init(_ arguments: Arguments) {
    count = arguments.integer(ifGiven: "count")
    seed = arguments.integer(ifGiven: "seed").map(UInt64.init)
  }

  func run(in session: Session, showing output: any Output) throws {
    let (game, data) = try session.generatorForData()
    let recogniser = try session.recogniser()
    let most = data.count / 2
    // Sixteen million numbers of each kind: 64 MB.
    let count = count ?? min(10_000, most, max(500, 16_000_000 / data.imageShape.count))
    guard count <= most, count > 1 else { throw StudioError.tooFewReal(asked: max(count, 2), data: data.count) }
    let seed = seed ?? game.seed
    let isInterrupted = { output.isInterrupted }
    let made = try game.pictures(count: count, seed: seed, for: output)
    guard let score = Score(of: made.values, against: data, by: recogniser, seed: seed, isInterrupted: isInterrupted)
    else { throw Interruption("stopped before all pictures were judged") }
    let report = ScoreReport(
      score, maker: session.nameInUse, preset: game.preset.name, state: game.stateText(), isTrained: game.isTrained,
      data: data.name, recogniser)
    output.display(DisplayData(table: report.table, caption: report.caption))
    output.display(try DisplayData(try report.chart.draw(), text: report.histogramText))
    output.stream(.stdout, report.verdict)
    session.players?.judgements.score = score
  }
}
