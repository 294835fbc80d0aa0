/// Several charts as one picture, such as losses over D(x) and D(G(z)).
///
/// Charts above each other begin and end at the same place, so that one step lies above the other.
public struct ChartGroup: Sendable {
  /// How charts lie.
  public enum Arrangement: Sendable {
    /// Each under the one before.
    case stacked
    /// Each to the right of the one before.
    case beside
  }

  /// The charts; each brings its size.
  public var charts: [Chart]
  /// How they lie.
  public var arrangement: Arrangement
  /// Over all of them.
  public var title: Label?

  private static let gap = 18.0
  private static let titleStyle = TextStyle(size: 15, isBold: true)

  /// Charts as one picture.
  public init(_ charts: [Chart], arrangement: Arrangement = .stacked, title: Label? = nil) {
    self.charts = charts
    self.arrangement = arrangement
    self.title = title
  }

  /// Draws the charts on one white card, as large as their sizes together.
  ///
  /// - Throws: ``PictureError`` when the sizes are not drawable.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    let isStacked = arrangement == .stacked
    let widths = charts.map(\.size.width)
    let heights = charts.map(\.size.height)
    let width = isStacked ? widths.max() ?? 0 : widths.reduce(0, +)
    let height = (isStacked ? heights.reduce(0, +) : heights.max() ?? 0) + (title == nil ? 0 : 28)
    let canvas = try Canvas(width: width, height: height, scale: scale)
    canvas.card()
    draw(on: canvas, in: Rect(x: 0, y: 0, width: width, height: height).inset(Chart.margin))
    return try canvas.finish()
  }

  /// Draws the charts into a rectangle of a canvas, without a card; their sizes give their shares of it.
  public func draw(on canvas: Canvas, in rect: Rect) {
    guard !charts.isEmpty else { return }
    var rest = rect
    if let title {
      let line = rest.takeTop(canvas.measure("x", style: Self.titleStyle).height, gap: 10)
      let fitting = canvas.fitted(title, style: Self.titleStyle, width: line.width)
      canvas.text(fitting, at: Point(line.x, line.y), style: Self.titleStyle, baseline: .top)
    }
    let isStacked = arrangement == .stacked
    let extents = charts.map { isStacked ? $0.size.height : $0.size.width }
    let total = max(1, extents.reduce(0, +))
    let room = (isStacked ? rest.height : rest.width) - Self.gap * Double(charts.count - 1)
    let rects = extents.map { extent in
      isStacked
        ? rest.takeTop(room * extent / total, gap: Self.gap) : rest.takeLeft(room * extent / total, gap: Self.gap)
    }
    var sides = ChartLayout.Sides(left: 0, right: 0)
    if isStacked {
      for (chart, rect) in zip(charts, rects) {
        let own = ChartLayout(chart, in: rect, measuredBy: canvas).sides
        sides = ChartLayout.Sides(left: max(sides.left, own.left), right: max(sides.right, own.right))
      }
    }
    for (chart, rect) in zip(charts, rects) {
      chart.draw(on: canvas, ChartLayout(chart, in: rect, measuredBy: canvas, minimum: sides))
    }
  }

  /// The charts' summaries, one after another.
  public var summary: String {
    ((title.map { [$0.typed] } ?? []) + charts.map(\.summary)).joined(separator: "\n")
  }
}
