import Pictures

/// The panels of several trainings as columns of one picture.
///
///     ┌───────────┬───────────┐
///     │ weak      │ strong    │
///     │ ▓▓▓▓▓░░░  │ ▓▓▓▓▓░░░  │
///     │  pictures │  pictures │
///     │ D(x) …    │ D(x) …    │
///     │ losses    │ losses    │
///     └───────────┴───────────┘
struct SideBySidePanel {
  /// One for each pair.
  let panels: [TrainingPanel]

  private static let gap = 24.0
  private static let chartHeight = 170.0

  /// Narrower columns for more pairs.
  private var columnWidth: Double { panels.count <= 3 ? TrainingPanel.gridSize.width : 220 }

  /// Draws the columns on one card.
  func draw() throws -> Image {
    let count = Double(panels.count)
    let side = columnWidth
    let width = count * side + (count - 1) * Self.gap + 28
    let height = 24 + ProgressBar.height + 12 + side + 12 + Gauge.height + 10 + Self.chartHeight + 28
    let canvas = try Canvas(width: width, height: height)
    canvas.card()
    var rest = Rect(x: 0, y: 0, width: width, height: height).inset(14)
    for panel in panels { panel.drawColumn(on: canvas, in: rest.takeLeft(side, gap: Self.gap)) }
    return try canvas.finish()
  }
}

extension TrainingPanel {
  /// The parts of the panel under one another.
  fileprivate func drawColumn(on canvas: Canvas, in rect: Rect) {
    var rest = rect
    let heading = rest.takeTop(20, gap: 4)
    canvas.text(
      canvas.fitted(Label(title), style: .title, width: heading.width), at: Point(heading.x, heading.y + 12),
      style: .title)
    progress.draw(on: canvas, in: rest.takeTop(ProgressBar.height, gap: 12))
    samples?.draw(on: canvas, in: rest.takeTop(rect.width, gap: 12))
    drawJudgement(on: canvas, in: rest.takeTop(Gauge.height, gap: 10))
    var chart = GameCharts(history).losses
    chart.title = nil
    chart.xLabel = "step"
    chart.draw(on: canvas, in: rest)
  }
}
