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
    /// In rows of so many, all of the first chart's size: small multiples.
    case grid(columns: Int)
  }

  /// The charts; each brings its size.
  public var charts: [Chart]
  /// How they lie.
  public var arrangement: Arrangement
  /// Over all of them.
  public var title: Label?
  /// Whether all axes reach over the same values, so that charts can be compared at a glance.
  public var sharesAxes: Bool

  private static let gap = 18.0
  private static let titleStyle = TextStyle(size: 15, isBold: true)

  /// Charts as one picture.
  public init(_ charts: [Chart], arrangement: Arrangement = .stacked, title: Label? = nil, sharesAxes: Bool = false) {
    self.sharesAxes = sharesAxes
    self.charts = charts
    self.arrangement = arrangement
    self.title = title
  }

  /// Draws the charts on one white card, as large as their sizes together.
  ///
  /// - Throws: ``PictureError`` when the sizes are not drawable.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    let extent = rows.reduce(into: Size(0, 0)) { extent, row in
      extent.width = max(extent.width, row.reduce(0) { $0 + $1.size.width })
      extent.height += row.map(\.size.height).max() ?? 0
    }
    let height = extent.height + (title == nil ? 0 : 28)
    let canvas = try Canvas(width: extent.width, height: height, scale: scale)
    canvas.card()
    draw(on: canvas, in: Rect(x: 0, y: 0, width: extent.width, height: height).inset(Chart.margin))
    return try canvas.finish()
  }

  /// The charts row by row.
  private var rows: [[Chart]] {
    switch arrangement {
    case .stacked: return charts.map { [$0] }
    case .beside: return charts.isEmpty ? [] : [charts]
    case .grid(let columns):
      let columns = max(1, columns)
      return stride(from: 0, to: charts.count, by: columns).map { start in
        charts[start..<min(charts.count, start + columns)].map { chart in
          var chart = chart
          chart.size = charts[0].size
          return chart
        }
      }
    }
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
    let shared = sharesAxes ? sharedAxes(in: rest, measuredBy: canvas) : rows
    let heights = shared.map { $0.map(\.size.height).max() ?? 0 }
    let down = (rest.height - Self.gap * Double(shared.count - 1)) / max(1, heights.reduce(0, +))
    // A last row that is not full keeps the widths of the others.
    let widest = max(1, shared.map { $0.reduce(0) { $0 + $1.size.width } }.max() ?? 1)
    let most = shared.map(\.count).max() ?? 1
    let across = (rest.width - Self.gap * Double(most - 1)) / widest
    var placed: [(chart: Chart, rect: Rect, column: Int)] = []
    for (row, height) in zip(shared, heights) {
      var line = rest.takeTop(height * down, gap: Self.gap)
      for (column, chart) in row.enumerated() {
        placed.append((chart, line.takeLeft(chart.size.width * across, gap: Self.gap), column))
      }
    }
    for (chart, rect, column) in placed {
      // Charts above each other begin and end alike.
      let sides = placed.filter { $0.column == column && $0.rect.width == rect.width }
        .map { ChartLayout($0.chart, in: $0.rect, measuredBy: canvas).sides }
      let minimum = ChartLayout.Sides(
        left: sides.map(\.left).max() ?? 0, right: sides.map(\.right).max() ?? 0)
      chart.draw(on: canvas, ChartLayout(chart, in: rect, measuredBy: canvas, minimum: minimum))
    }
  }

  /// The rows with every axis reaching over all values of any of them.
  private func sharedAxes(in rect: Rect, measuredBy canvas: Canvas) -> [[Chart]] {
    let layouts = charts.map { ChartLayout($0, in: rect, measuredBy: canvas) }.filter { !$0.isEmpty }
    guard let first = layouts.first else { return rows }
    let ranges = layouts.dropFirst().reduce((x: first.x.range, y: first.y.range)) { union, layout in
      let (x, y) = (layout.x.range, layout.y.range)
      return (
        Extent.extended(Extent.extended(union.x, to: x.lowerBound), to: x.upperBound),
        Extent.extended(Extent.extended(union.y, to: y.lowerBound), to: y.upperBound)
      )
    }
    return rows.map { row in
      row.map { chart in
        var chart = chart
        chart.xRange = ranges.x
        chart.yRange = ranges.y
        return chart
      }
    }
  }

  /// The charts' summaries, one after another.
  public var summary: String {
    // Of charts above each other the lowest names the axis that they share.
    let shared = if case .stacked = arrangement { charts.last?.xLabel } else { nil as Label? }
    let texts = charts.map { chart in
      var chart = chart
      chart.xLabel = chart.xLabel ?? shared
      return chart.summary
    }
    return ((title.map { [$0.typed] } ?? []) + texts).joined(separator: "\n")
  }
}
