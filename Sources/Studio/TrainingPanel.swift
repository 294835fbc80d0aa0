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
  /// Title, progress and samples.
  let card: TrainingCard
  /// Every step so far.
  let history: [StepReport]

  /// - Parameters:
  ///   - title: what is trained on what.
  ///   - remark: what is to be said instead of the time left.
  init(_ run: TrainingRun, of players: Players, on material: Material, title: String, remark: String?) throws {
    card = TrainingCard(
      title: title,
      progress: ProgressBar(run.fraction, leading: Label(run.position), trailing: Label(remark ?? run.timeLeft)),
      samples: try players.forgeries(
        count: Self.count(of: run.game), beside: material, maximumSize: TrainingCard.gridSize))
    history = players.history
  }

  /// How many samples of a game are shown: a square number of pictures; points are smaller.
  static func count(of game: Game) -> Int { game.imageShape.dims == [2] ? 250 : 36 }

  /// Draws the panel on a card.
  func draw() throws -> Image {
    try card.draw { canvas, room in
      var room = room
      drawJudgement(on: canvas, in: room.takeTop(Gauge.height, gap: 10))
      losses.draw(on: canvas, in: room)
    }
  }

  /// Both losses over the steps, under what is written over them on the card.
  var losses: Chart {
    var chart = GameCharts(history).losses
    chart.title = nil
    chart.xLabel = "step"
    return chart
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
    guard let last = history.last else { return "\(card.title): not begun" }
    return """
      \(card.title): \(card.progress.leading.plain), \(card.progress.trailing.plain)
        step \(last.step.grouped): loss of the discriminator \(last.discriminatorLoss.fixed(3)), of the generator \
      \(last.generatorLoss.fixed(3)); D(x) \(last.realScore.fixed(2)), D(G(z)) \(last.fakeScore.fixed(2))
      """
  }
}

extension TrainingRun {
  /// "epoch 3.2 of 15", "step 120 of 500", "epoch 3.2".
  fileprivate var position: String {
    switch length {
    case .epochs(let goal): "epoch \(min(epochs, goal).short) of \(goal.short)"
    case .steps(let goal): "step \(steps.grouped) of \(goal.grouped)"
    case .minutes: "epoch \(epochs.short)"
    }
  }

  /// What its own steps will still take.
  fileprivate var timeLeft: String {
    guard fraction > 0, !isComplete else { return "" }
    return spokenDuration(outcome.seconds * (1 - fraction) / fraction) + " left"
  }
}
