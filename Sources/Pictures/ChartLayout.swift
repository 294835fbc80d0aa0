/// What a ``Chart`` draws and where: the axes, the lines and the room for each part.
package struct ChartLayout {
  /// A line ready to be drawn, in values.
  struct Line {
    let points: [Point]
    let smoothed: [Point]?
    let color: Color
    /// What stands at its right end.
    let name: Label
    /// The last point that can be drawn, of the calmed line when there is one.
    let end: Point?
  }

  /// Room beside the plot.
  package struct Sides: Equatable {
    var left: Double
    var right: Double
  }

  let rect: Rect
  package let plot: Rect
  let sides: Sides
  package let x: Axis
  package let y: Axis
  let lines: [Line]
  let isEmpty: Bool

  static let labelGap = 14.0
  static let nameStyle = TextStyle(size: 11)

  /// - Parameter minimum: room to keep free at the sides at least, so that plots above each other begin and end alike.
  package init(_ chart: Chart, in rect: Rect, measuredBy pen: Canvas, minimum: Sides = Sides(left: 0, right: 0)) {
    self.rect = rect
    var lines: [Line] = []
    for (index, series) in chart.series.enumerated() {
      let points = series.points(x: chart.xScale, y: chart.yScale)
      let smoothed = series.smoothed(points, scale: chart.yScale)
      let end = (smoothed ?? points).last { !$0.x.isNaN && !$0.y.isNaN }
      let value = end.map { chart.showsLastValues ? Label("  " + NumberText.short($0.y)) : "" } ?? ""
      lines.append(
        Line(
          points: points, smoothed: smoothed, color: series.color ?? Palette.line(index), name: series.name + value,
          end: end))
    }
    self.lines = lines
    let drawn = lines.lazy.flatMap(\.points).filter { !$0.x.isNaN && !$0.y.isNaN }
    var bounds: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
    for point in drawn {
      bounds = (Self.extended(bounds?.x, to: point.x), Self.extended(bounds?.y, to: point.y))
    }
    isEmpty = bounds == nil
    var values = bounds?.y
    for line in chart.referenceLines where line.y.magnitude <= 1e300 && (chart.yScale == .linear || line.y > 0) {
      values = Self.extended(values, to: line.y)
    }

    let remark = pen.measure("0", style: .remark).height
    let top =
      (chart.title == nil ? 0 : pen.measure("x", style: .title).height + 8)
      + (chart.yLabel == nil ? remark / 2 : pen.measure("x", style: .label).height + 8)
    let bottom = remark + 8 + (chart.xLabel == nil ? 0 : pen.measure("x", style: .label).height + 3)
    let height = max(1, rect.height - top - bottom)

    let unit: ClosedRange<Double> = chart.yScale == .linear ? 0...1 : 0.1...1
    y = Axis(
      Self.drawable(chart.yRange, chart.yScale) ?? Self.withZero(values ?? unit, chart.yScale), scale: chart.yScale,
      count: max(2, Int(height / 42)), isWidened: chart.yRange == nil)
    let ticks = y.ticks.map { pen.measure(Label($0.label), style: .remark).width }.max() ?? 0
    let names = lines.map(\.name) + chart.referenceLines.map(\.label)
    let widest = names.map { pen.measure($0, style: Self.nameStyle).width }.max() ?? 0
    let right = widest == 0 ? 8 : min(widest + Self.labelGap, rect.width * 0.4)
    sides = Sides(left: max(minimum.left, (ticks + 8).rounded(.up)), right: max(minimum.right, right.rounded(.up)))
    plot = rect.inset(top: top, left: sides.left, bottom: bottom, right: sides.right)

    let isWhole = lines.allSatisfy { $0.points.allSatisfy { $0.x.isNaN || $0.x == $0.x.rounded() } }
    let across = Self.drawable(chart.xRange, chart.xScale) ?? bounds?.x ?? (chart.xScale == .linear ? 0...1 : 0.1...1)
    x = Axis(
      isWhole && chart.xRange == nil && chart.xScale == .linear
        ? Self.fromStart(across) : across, scale: chart.xScale, count: max(2, Int(plot.width / 90)), isWidened: false,
      isWhole: isWhole && !isEmpty)
  }

  /// Where a point of values lies on the canvas.
  package func place(_ point: Point) -> Point {
    Point(plot.x + x.fraction(of: point.x) * plot.width, plot.bottom - y.fraction(of: point.y) * plot.height)
  }

  private static func extended(_ range: ClosedRange<Double>?, to value: Double) -> ClosedRange<Double> {
    guard let range else { return value...value }
    return min(range.lowerBound, value)...max(range.upperBound, value)
  }

  /// Steps are counted from one, but an axis is easier to read from zero.
  private static func fromStart(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    range.lowerBound > 0 && range.lowerBound <= range.upperBound * 0.02 ? 0...range.upperBound : range
  }

  /// A range from zero tells more than one that begins just below the data, when it costs little room.
  private static func withZero(_ range: ClosedRange<Double>, _ scale: AxisScale) -> ClosedRange<Double> {
    guard scale == .linear, range.lowerBound > 0, range.lowerBound < range.upperBound * 0.5 else { return range }
    return 0...range.upperBound
  }

  private static func drawable(_ range: ClosedRange<Double>?, _ scale: AxisScale) -> ClosedRange<Double>? {
    guard let range, range.lowerBound.magnitude <= 1e300, range.upperBound.magnitude <= 1e300 else { return nil }
    return scale == .linear || range.lowerBound > 0 ? range : nil
  }
}
