import Pictures

/// The ground of every picture of one training: what the generator makes at the right, and at the left a title and how
/// far it is, over room for charts.
///
///     ┌──────────────────────────────┬──────────────┐
///     │ vanilla on mnist             │              │
///     │ epoch 3.2 of 15    41 s left │   6x6        │
///     │ ▓▓▓▓▓▓░░░░░░░░░░░░░░░░░░░░░░ │   pictures   │
///     │ …                            │              │
///     └──────────────────────────────┴──────────────┘
struct TrainingCard {
  /// What is trained on what.
  let title: String
  /// Where it stands: the part that is done, in words on the left, what is left on the right.
  let progress: ProgressBar
  /// Pictures or points from the same noise each time.
  let samples: Forgeries?

  static let size = Size(640, 312)
  /// The most points across and down that the samples take.
  static let gridSize = Size(284, 284)
  /// What is between the card's edge and all that is on it.
  static let margin = 14.0

  /// Draws the card.
  ///
  /// - Parameter body: draws under title and progress.
  func draw(_ body: (_ canvas: Canvas, _ room: Rect) -> Void) throws -> Image {
    let canvas = try Canvas(width: Self.size.width, height: Self.size.height)
    canvas.card()
    var left = Rect(x: 0, y: 0, width: Self.size.width, height: Self.size.height).inset(Self.margin)
    if let samples {
      let right = Rect(
        x: left.right - Self.gridSize.width, y: left.y, width: Self.gridSize.width, height: Self.gridSize.height)
      let room = samples.measure(on: canvas, in: right)
      samples.draw(
        on: canvas, in: Rect(x: right.right - room.width, y: right.y, width: room.width, height: room.height))
      left = left.inset(right: room.width + 24)
    }
    drawHead(on: canvas, in: &left)
    body(canvas, left)
    return try canvas.finish()
  }

  /// The height of what ``drawHead(on:in:)`` takes.
  static let headHeight = 24 + ProgressBar.height + 12

  /// Draws title and progress at the top of a rectangle, and takes their room from it.
  func drawHead(on canvas: Canvas, in room: inout Rect) {
    let heading = room.takeTop(20, gap: 4)
    canvas.text(
      canvas.fitted(Label(title), style: .title, width: heading.width), at: Point(heading.x, heading.y + 12),
      style: .title)
    progress.draw(on: canvas, in: room.takeTop(ProgressBar.height, gap: 12))
  }
}
