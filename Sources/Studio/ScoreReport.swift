import Adversarial
import Pictures

/// What people read of a score.
struct ScoreReport {
  private let score: Score
  private let maker: String
  private let preset: String
  private let state: String
  private let isTrained: Bool
  private let data: String
  private let recogniser: Recogniser

  init(
    _ score: Score, maker: String, preset: String, state: String, isTrained: Bool, data: String,
    _ recogniser: Recogniser
  ) {
    (self.score, self.maker, self.preset, self.state) = (score, maker, preset, state)
    (self.isTrained, self.data, self.recogniser) = (isTrained, data, recogniser)
  }

  private var names: [String] { recogniser.credentials.classNames }

  /// The figures, heading and names of the rows included.
  var table: [[String]] {
    let diversity = score.diversity
    let pairs = diversity.count * (diversity.count - 1) / 2
    let support = diversity.support.map { "about \(Int(min($0, 1e12).rounded()).grouped)" } ?? "over \(pairs.grouped)"
    return [
      ["", "by \(maker)", "real"],
      ["class score, 1 to \(names.count)", score.classScore.fixed(3), score.realClassScore.fixed(3)],
      ["Fréchet distance, 0 is best", score.distance.fixed(3), "\(score.floor.fixed(3)) (floor)"],
      ["confidence of the guesses", percent(score.confidence), percent(score.realConfidence)],
      ["classes found", "\(names.count - score.missing.count)", "\(score.realShares.count { $0 > 0 })"],
      [
        "distance to the nearest other of \(diversity.count.grouped)", diversity.nearest.fixed(2),
        diversity.realNearest.fixed(2),
      ],
      ["different pictures, by the birthday test", support, "over \(pairs.grouped)"],
    ]
  }

  /// What was judged by whom.
  var caption: String {
    "\(score.count.grouped) pictures by \(maker), \(state), and as many of \(data); \(recogniser.introduction)"
  }

  /// How often each class was recognised, beside real pictures.
  var chart: Chart {
    Chart(
      title: "Classes recognised", yLabel: "share of the pictures in %",
      layers: [
        .bars(bars(Label("by \(maker)"), score.shares, GameCharts.generatorColor, 0)),
        .bars(bars("real", score.realShares, GameCharts.discriminatorColor, 1)),
      ], size: Size(640, 220),
      // Room for the number over the highest bar.
      yRange: 0...115 * ((score.shares + score.realShares).max() ?? 1))
  }

  private func bars(_ name: Label, _ shares: [Double], _ color: Color, _ index: Int) -> Bars {
    // Few bars have room for their numbers, which are read more easily when they are whole.
    let isRoomy = names.count <= 10
    return Bars(
      name, heights: shares.map { isRoomy ? ($0 * 100).rounded() : $0 * 100 }, labels: names.map { Label($0) },
      color: color, group: (index, 2), showsValues: isRoomy)
  }

  /// The chart in words.
  var histogramText: String {
    let parts = names.indices.map { "\(names[$0]) \((score.shares[$0] * 100).fixed(1)) %" }
    return "recognised among \(score.count.grouped) pictures by \(maker): " + parts.joined(separator: ", ")
  }

  /// The alarm, with what to try; or that there is none.
  var verdict: String {
    guard isTrained else { return "The networks are not trained yet: `train` first, then score again.\n" }
    guard !score.alarms.isEmpty else {
      return "No sign of a collapse: every class is there, and no two are too alike.\n"
    }
    let signs = score.alarms.map { alarm in
      switch alarm {
      case .missing(let classes):
        "hardly any \(classes.map { names[$0] }.joined(separator: ", ")) (less than a tenth of their share)"
      case .alike(let ratio): "pictures are too much alike (nearest ones at \(percent(ratio)) of the usual distance)"
      }
    }
    let others = ["vanilla-bn", "dcgan28"].filter { $0 != preset }.map { "`gan \($0)`" }.joined(separator: ", ")
    return """
      Collapse alarm: \(signs.joined(separator: "; ")).
      Try: more training; a lower rate, or smoothing=0.1; a new start with another seed; an architecture with batch \
      normalisation (\(others)); another game (`gan wgan-gp`).

      """
  }
}
