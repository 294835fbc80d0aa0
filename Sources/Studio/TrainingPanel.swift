import Adversarial
import NeuralNetworks
import Pictures
import Tensors

/// One picture of a training at a moment: progress, losses, gauges, and what the generator makes of fixed noise.
///
///     ┌──────────────────────────────┬──────────────┐
///     │ vanilla on mnist             │              │
///     │ epoch 3.2 of 15    41 s left │   6x6        │
///     │ ▓▓▓▓▓▓░░░░░░░░░░░░░░░░░░░░░░ │   pictures   │
///     │ D(x) ▓▓▓▓▓|░░  D(G(z)) ▓▓|░░ │              │
///     │ losses                       │              │
///     └──────────────────────────────┴──────────────┘
struct TrainingPanel {
  /// What is trained on what.
  let title: String
  /// Where it stands: the part that is done, in words on the left, what is left on the right.
  let progress: ProgressBar
  /// Every step so far.
  let history: [StepReport]
  /// Pictures or points from the same noise each time.
  let samples: Forgeries?

  static let size = Size(640, 312)
  /// Pictures of the grid; a square number.
  static let sampleCount = 36
  /// How many samples of a game are shown; points are smaller than pictures.
  static func count(of game: Game) -> Int? { game.imageShape.dims == [2] ? 250 : sampleCount }
  /// The most points across and down that the grid takes.
  static let gridSize = Size(284, 284)

  /// Draws the panel on a card.
  func draw() throws -> Image {
    let canvas = try Canvas(width: Self.size.width, height: Self.size.height)
    canvas.card()
    var left = Rect(x: 0, y: 0, width: Self.size.width, height: Self.size.height).inset(14)
    if let samples {
      let right = Rect(
        x: left.right - Self.gridSize.width, y: left.y, width: Self.gridSize.width, height: Self.gridSize.height)
      let room = samples.measure(on: canvas, in: right)
      samples.draw(
        on: canvas, in: Rect(x: right.right - room.width, y: right.y, width: room.width, height: room.height))
      left = left.inset(right: room.width + 24)
    }
    let heading = left.takeTop(20, gap: 4)
    canvas.text(
      canvas.fitted(Label(title), style: .title, width: heading.width), at: Point(heading.x, heading.y + 12),
      style: .title)
    progress.draw(on: canvas, in: left.takeTop(ProgressBar.height, gap: 12))
    drawJudgement(on: canvas, in: left.takeTop(Gauge.height, gap: 10))
    var chart = GameCharts(history).losses
    chart.title = nil
    chart.xLabel = "step"
    chart.draw(on: canvas, in: left)
    return try canvas.finish()
  }

  /// What the discriminator says: two gauges of probabilities, or the numbers of one that knows no bounds.
  func drawJudgement(on canvas: Canvas, in rect: Rect) {
    var rest = rect
    let half = (rest.width - 20) / 2
    let last = history.last
    if let last, !last.objective.judgesByProbability {
      let slope = last.penalty.map { "   slope \($0.meanNorm.fixed(2))" } ?? ""
      let label =
        Label.math("D(x)") + Label(" \(last.realScore.fixed(2))   ") + Label.math("D(G(z))")
        + Label(" \(last.fakeScore.fixed(2))\(slope)")
      canvas.text(
        canvas.fitted(label, style: .label, width: rest.width), at: Point(rest.x, rest.y + 11), style: .label)
      return
    }
    Gauge(.math("D(x)") + " real", value: last?.realScore ?? .nan, color: GameCharts.discriminatorColor)
      .draw(on: canvas, in: rest.takeLeft(half, gap: 20))
    Gauge(.math("D(G(z))") + " forged", value: last?.fakeScore ?? .nan, color: GameCharts.generatorColor)
      .draw(on: canvas, in: rest)
  }

  /// The same in words.
  var summary: String {
    guard let last = history.last else { return "\(title): not begun" }
    return """
      \(title): \(progress.leading.plain), \(progress.trailing.plain)
        step \(last.step.grouped): loss of the discriminator \(last.discriminatorLoss.fixed(3)), of the generator \
      \(last.generatorLoss.fixed(3)); D(x) \(last.realScore.fixed(2)), D(G(z)) \(last.fakeScore.fixed(2))
      """
  }
}
