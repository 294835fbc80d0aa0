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
  private var columnWidth: Double { panels.count <= 3 ? TrainingCard.gridSize.width : 220 }

  /// Draws the columns on one card.
  func draw() throws -> Image {
    let count = Double(panels.count)
    let side = columnWidth
    let margins = 2 * TrainingCard.margin
    let width = count * side + (count - 1) * Self.gap + margins
    let pen = try Canvas(width: 1, height: 1)
    let square = Rect(x: 0, y: 0, width: side, height: side)
    let tallest = panels.compactMap { $0.card.samples?.measure(on: pen, in: square).height }.max() ?? 0
    let middle = tallest.rounded(.up)
    let height = TrainingCard.headHeight + middle + 12 + Gauge.height + 10 + Self.chartHeight + margins
    let canvas = try Canvas(width: width, height: height)
    canvas.card()
    var rest = Rect(x: 0, y: 0, width: width, height: height).inset(TrainingCard.margin)
    for panel in panels { panel.drawColumn(on: canvas, in: rest.takeLeft(side, gap: Self.gap), samples: middle) }
    return try canvas.finish()
  }
}

extension TrainingPanel {
  /// The parts of the panel under one another.
  fileprivate func drawColumn(on canvas: Canvas, in rect: Rect, samples height: Double) {
    var rest = rect
    card.drawHead(on: canvas, in: &rest)
    let square = rest.takeTop(height, gap: 12)
    card.samples?.draw(on: canvas, in: Rect(x: square.x, y: square.y, width: square.width, height: square.width))
    drawJudgement(on: canvas, in: rest.takeTop(Gauge.height, gap: 10))
    losses.draw(on: canvas, in: rest)
  }
}
