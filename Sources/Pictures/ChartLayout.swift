/// What a ``Chart`` draws and where: the axes, the layers and the room for each part.
package struct ChartLayout {
  /// Room beside the plot.
  package struct Sides: Equatable {
    var left: Double
    var right: Double
  }

  let rect: Rect
  package private(set) var plot: Rect
  private(set) var sides: Sides
  package private(set) var x: Axis
  package private(set) var y: Axis
  let scales: ChartScales
  let layers: [any ChartLayer]
  /// Names at the right end of lines.
  let names: [(label: Label, line: PreparedLine)]
  /// Whether lines are named over the plot, because names at their ends would be cut or far from them.
  private let namesAreAbove: Bool
  private(set) var legend: Legend
  private(set) var colorBar: ColorBar?
  /// Where the legend begins, under the title.
  let legendTop: Double
  let isEmpty: Bool
  let hasUprightLines: Bool
  /// Where the plot would end without equal units.
  private let fullBottom: Double

  static let labelGap = 14.0
  static let nameStyle = TextStyle(size: 11)

  var lines: [PreparedLine] { names.map(\.line) }

  /// - Parameter minimum: room to keep free at the sides at least, so that plots above each other begin and end alike.
  package init(_ chart: Chart, in rect: Rect, measuredBy pen: Canvas, minimum: Sides = Sides(left: 0, right: 0)) {
    self.rect = rect
    let scales = chart.scales
    self.scales = scales
    let layers = chart.preparedLayers
    self.layers = layers
    let lines = layers.compactMap { $0 as? PreparedLine }
      .map { (label: $0.name(withValue: chart.showsLastValues), line: $0) }
    let areAbove = Self.namesAreAbove(lines, width: rect.width, measuredBy: pen)
    namesAreAbove = areAbove
    let names = lines.map { (areAbove ? "" : $0.label, $0.line) }
    self.names = names
    let wishes = AxisWishes(chart, layers)
    isEmpty = wishes.isEmpty

    let remark = pen.measure("0", style: .remark).height
    let text = pen.measure("x", style: .label).height
    hasUprightLines = chart.referenceLines.contains { $0.x != nil && !$0.label.isEmpty }
    let title = chart.title == nil ? 0 : pen.measure("x", style: .title).height + 8
    legendTop = rect.y + title
    let over = layers.contains { $0.colorAxis?.label.isEmpty == false }
    let above =
      (chart.yLabel == nil && !over ? remark / 2 : text + 8) + (hasUprightLines ? text + 1 : 0)
    let bottom = remark + 8 + (chart.xLabel == nil ? 0 : text + 3)

    fullBottom = rect.bottom - bottom

    // The legend of arrows depends on the axes, and the room for the plot on the legend's height: a first round without
    // legend finds how many entries there are, and their width hardly changes.
    func frame(_ legend: Double) -> (plot: Rect, sides: Sides, x: Axis, y: Axis, bar: ColorBar?) {
      let top = title + legend + above
      let height = max(1, rect.height - top - bottom)
      let bar = layers.lazy.compactMap(\.colorAxis).first.flatMap {
        ColorBar($0, height: height, measuredBy: pen)
      }
      var y = wishes.y(count: max(3, Int(height / 34)))
      let ticks = y.ticks.map { pen.measure(Label($0.label), style: .remark).width }.max() ?? 0
      let written = names.map(\.0) + chart.referenceLines.filter { $0.y != nil }.map(\.label)
      let widest = written.map { pen.measure($0, style: Self.nameStyle).width }.max() ?? 0
      let beside = (widest == 0 ? 0 : min(widest + Self.labelGap, rect.width * Self.widestNames)) + (bar?.width ?? 0)
      let sides = Sides(
        left: max(minimum.left, (ticks + 8).rounded(.up)), right: max(minimum.right, max(8, beside).rounded(.up)))
      var plot = rect.inset(top: top, left: sides.left, bottom: bottom, right: sides.right)
      var x = wishes.x(count: max(3, Int(plot.width / 70)))
      let (across, up) = (x.range.upperBound - x.range.lowerBound, y.range.upperBound - y.range.lowerBound)
      // A plane so narrow that nothing could be drawn on it is stretched.
      if chart.hasEqualUnits, max(across, up) <= 12 * min(across, up) {
        let unit = min(plot.width / across, plot.height / up)
        if unit > 0, unit.isFinite { plot = Rect(x: plot.x, y: plot.y, width: unit * across, height: unit * up) }
        // Equal distances between ticks on both axes show that the units are equal.
        x = wishes.x(count: max(2, Int(plot.width / 55)))
        y = wishes.y(count: max(2, Int(plot.height / 55)))
      }
      return (plot, sides, x, y, bar)
    }
    let first = frame(0)
    (plot, sides, x, y, colorBar) = first
    legend = Legend([], width: rect.width, measuredBy: pen)
    let note = chart.note.map { [LegendEntry($0, .none)] } ?? []
    let named = areAbove ? lines.filter { !$0.label.isEmpty }.map { LegendEntry($0.label, .line($0.line)) } : []
    let draft = named + entries + note
    guard !draft.isEmpty else { return }
    (plot, sides, x, y, colorBar) = frame(Legend(draft, width: rect.width, measuredBy: pen).height)
    legend = Legend(named + entries + note, width: rect.width, measuredBy: pen)
  }

  /// The share of the width that names at the right may take.
  private static let widestNames = 0.4

  /// Whether a name is too long for the right side, or a line ends long before the others do.
  private static func namesAreAbove(
    _ lines: [(label: Label, line: PreparedLine)], width: Double, measuredBy pen: Canvas
  ) -> Bool {
    let named = lines.filter { !$0.label.isEmpty }
    let widest = named.map { pen.measure($0.label, style: Self.nameStyle).width }.max() ?? 0
    // In a narrow chart the room over the plot is as scarce, and a shortened name still says what is what.
    if widest + Self.labelGap > width * widestNames, width >= 400 { return true }
    let ends = named.compactMap { $0.line.end?.x }
    guard let last = ends.max(), let first = lines.compactMap({ $0.line.points.first?.x }).filter(\.isFinite).min()
    else { return false }
    return ends.contains { last - $0 > 0.15 * (last - first) }
  }

  /// What explains the layers, the same explanation once.
  private var entries: [LegendEntry] { layers.flatMap { $0.legend(in: self) } }

  /// The part of the rectangle that is used: less than all of it when equal units leave the plot narrow or low.
  var used: Size {
    Size(
      min(rect.right, plot.right + sides.right) - rect.x,
      min(rect.bottom, plot.bottom + (rect.bottom - fullBottom)) - rect.y)
  }

  /// Where layers may draw: the plot, and a little more where all their values lie within the axes, so that no mark at an
  /// edge is cut in half.
  var drawingRoom: Rect {
    let extents = layers.map { $0.extent(scales) }
    func room(_ axis: Axis, _ extent: (Extent) -> ClosedRange<Double>?) -> Double {
      extents.compactMap(extent).allSatisfy { axis.range.contains($0.lowerBound) && axis.range.contains($0.upperBound) }
        ? -5 : -1
    }
    let (across, up) = (room(x, \.x), room(y, \.y))
    return plot.inset(top: up, left: across, bottom: up, right: across)
  }

  /// Where a point of values lies on the canvas.
  package func place(_ point: Point) -> Point {
    Point(plot.x + x.fraction(of: point.x) * plot.width, plot.bottom - y.fraction(of: point.y) * plot.height)
  }
}

/// What the layers of a chart together want of its axes.
struct AxisWishes {
  private let chart: Chart
  private var across: ClosedRange<Double>?
  private var up: ClosedRange<Double>?
  private var fit = Extent.Fit.tight
  private var beginsAtZero = false
  private var needsHeadroom = false
  private var isWhole = true
  private var countsUp = true
  private var categories: [Label]?

  var isEmpty: Bool { across == nil }

  init(_ chart: Chart, _ layers: [any ChartLayer]) {
    self.chart = chart
    let extents = layers.map { $0.extent(chart.scales) }.filter { $0.x != nil }
    fit = extents.map(\.fit).max { $0.rawValue < $1.rawValue } ?? .tight
    for extent in extents where fit != .exact || extent.fit == .exact {
      across = Self.union(across, extent.x)
      up = Self.union(up, extent.y)
    }
    beginsAtZero = extents.contains(where: \.beginsAtZero)
    needsHeadroom = extents.contains(where: \.needsHeadroom)
    isWhole = extents.allSatisfy(\.isWhole)
    countsUp = !extents.isEmpty && extents.allSatisfy(\.countsUp)
    categories = layers.lazy.compactMap { ($0 as? Bars)?.categories }.first
    guard fit != .exact else { return }
    for line in chart.referenceLines {
      if let y = line.y, chart.scales.isDrawable(y: y) { up = Extent.extended(up, to: y) }
    }
  }

  func x(count: Int) -> Axis {
    let given = Self.drawable(chart.xRange, chart.xScale)
    let range = given ?? across ?? (chart.xScale == .linear ? 0...1 : 0.1...1)
    let named = chart.xTicks ?? categories?.enumerated().map { (Double($0 + 1), $1) }
    if let named { return Axis(range, scale: chart.xScale, ticks: Self.ticks(named, in: range)) }
    let isTight = given != nil || fit != .padded
    return Axis(
      isTight
        ? (isWhole && given == nil && chart.xScale == .linear ? Self.fromStart(range) : range)
        : padded(range, chart.xScale),
      scale: chart.xScale, count: count, isWidened: false, isWhole: isWhole && !isEmpty)
  }

  func y(count: Int) -> Axis {
    let given = Self.drawable(chart.yRange, chart.yScale)
    let unit: ClosedRange<Double> = chart.yScale == .linear ? 0...1 : 0.1...1
    var range = given ?? up ?? unit
    if let named = chart.yTicks { return Axis(range, scale: chart.yScale, ticks: Self.ticks(named, in: range)) }
    if given == nil, fit != .exact {
      if beginsAtZero {
        // A logarithmic axis has no 0; a power of ten below the lowest bar leaves each some height.
        let power = Decimal.logarithm(range.lowerBound).rounded(.up) - 1
        range = Extent.extended(range, to: chart.yScale == .linear ? 0 : Decimal.power(max(-300, power)))
      }
      if needsHeadroom, chart.yScale == .linear { range = Self.withHeadroom(range) }
      if fit == .padded, !beginsAtZero {
        return Axis(padded(range, chart.yScale), scale: chart.yScale, count: count, isWidened: false)
      }
      range = Self.withZero(range, chart.yScale)
    }
    return Axis(
      range, scale: chart.yScale, count: count, isWidened: given == nil && fit != .exact,
      isWhole: countsUp && chart.yScale == .linear)
  }

  /// Room for a number over the highest bar, and under the lowest.
  private static func withHeadroom(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let room = (range.upperBound - range.lowerBound) * 0.07
    return
      (range.lowerBound < 0 ? range.lowerBound - room : range.lowerBound)...(range.upperBound > 0
      ? range.upperBound + room : range.upperBound)
  }

  private static func ticks(_ named: [(value: Double, label: Label)], in range: ClosedRange<Double>) -> [Axis.Tick] {
    named.filter { range.contains($0.value) }.map { Axis.Tick(value: $0.value, label: $0.label.plain) }
  }

  /// Some room beyond points at both ends.
  private func padded(_ range: ClosedRange<Double>, _ scale: AxisScale) -> ClosedRange<Double> {
    guard scale == .linear else {
      let room = Decimal.power(0.04 * Decimal.logarithm(range.upperBound / range.lowerBound))
      return (range.lowerBound / room)...(range.upperBound * room)
    }
    let room = (range.upperBound - range.lowerBound) * 0.05
    // A hair beyond 0 says nothing, and the line of 0 would lie beside the axis.
    let low = range.lowerBound >= 0 && range.lowerBound < room ? 0 : range.lowerBound - room
    let high = range.upperBound <= 0 && -range.upperBound < room ? 0 : range.upperBound + room
    return low...high
  }

  private static func union(_ range: ClosedRange<Double>?, _ other: ClosedRange<Double>?) -> ClosedRange<Double>? {
    guard let other else { return range }
    return Extent.extended(Extent.extended(range, to: other.lowerBound), to: other.upperBound)
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
