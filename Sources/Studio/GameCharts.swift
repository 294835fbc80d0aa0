import Adversarial
import Pictures

/// The two charts of a game: the players' losses, and what the discriminator says.
struct GameCharts {
  private let history: [StepReport]

  /// Colours of the forger and the expert in every picture.
  static let generatorColor = Palette.vermilion
  static let discriminatorColor = Palette.blue

  init(_ history: [StepReport]) {
    self.history = history
  }

  /// Whether the discriminator gave probabilities throughout.
  private var hasProbabilities: Bool { history.allSatisfy(\.objective.judgesByProbability) }

  /// Both losses, and for a discriminator of probabilities their values when it can only guess: log 4 and log 2.
  var losses: Chart {
    Chart(
      title: "Losses", yLabel: "loss",
      series: [
        series("discriminator", \.discriminatorLoss, Self.discriminatorColor),
        series("generator", \.generatorLoss, Self.generatorColor),
      ],
      referenceLines: hasProbabilities
        ? [ReferenceLine(y: 2 * logOf2, label: "log 4"), ReferenceLine(y: logOf2, label: "log 2")] : [],
      size: Size(640, 260))
  }

  /// Mean D(x) and D(G(z)), with 1/2 where they are probabilities.
  var judgements: Chart {
    Chart(
      title: "The discriminator’s judgement", xLabel: "step",
      yLabel: hasProbabilities ? "probability of being real" : "output",
      series: [
        series(.math("D(x)"), \.realScore, Self.discriminatorColor),
        series(.math("D(G(z))"), \.fakeScore, Self.generatorColor),
      ],
      referenceLines: hasProbabilities ? [ReferenceLine(y: 0.5, label: "1/2")] : [], size: Size(640, 240),
      yRange: hasProbabilities ? 0...1 : nil)
  }

  /// One above the other.
  var both: ChartGroup { ChartGroup([losses, judgements]) }

  /// log 2.
  private var logOf2: Double { 0.693_147_180_559_945_3 }

  private func series(_ name: Label, _ value: KeyPath<StepReport, Double>, _ color: Color) -> Series {
    Series(
      name, x: history.map { Double($0.step) }, y: history.map { $0[keyPath: value] }, color: color,
      smoothing: .automatic)
  }
}
