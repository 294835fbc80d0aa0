/// One thing drawn in a chart's plot; later layers lie over earlier ones.
public enum Layer: Sendable {
  /// A line through values.
  case line(Series)
  /// Separate points.
  case points(Scatter)
  /// Bars from 0: counts of categories or of a histogram.
  case bars(Bars)
  /// A colour for every place.
  case heatMap(HeatMap)
  /// Arrows with their true lengths.
  case arrows(Arrows)
  /// A shaded stretch between two lines.
  case area(Area)

  /// Ready to be measured and drawn, with the colour that is the layer's turn.
  func prepared(color: Color, _ scales: ChartScales) -> any ChartLayer {
    switch self {
    case .line(let series): PreparedLine(series, color: series.color ?? color, scales)
    case .points(let scatter): scatter.prepared(color)
    case .bars(let bars): bars.prepared(color)
    case .heatMap(let map): map.fitted()
    case .arrows(let arrows): arrows
    case .area(let area): area.prepared(color)
    }
  }

  /// Whether it takes the next colour of the palette; the others bring theirs.
  var takesColor: Bool {
    switch self {
    case .line, .bars, .area: true
    case .points(let scatter): if case .plain = scatter.coloring { true } else { false }
    case .heatMap, .arrows: false
    }
  }
}

/// How values are spread along both axes.
struct ChartScales {
  let x: AxisScale
  let y: AxisScale

  /// Values this large or small take part in no arithmetic that could overflow.
  static let limit = 1e300

  func isDrawable(x value: Double) -> Bool { Self.isDrawable(value, x) }
  func isDrawable(y value: Double) -> Bool { Self.isDrawable(value, y) }
  func isDrawable(_ point: Point) -> Bool { isDrawable(x: point.x) && isDrawable(y: point.y) }

  static func isDrawable(_ value: Double, _ scale: AxisScale) -> Bool {
    value.magnitude <= limit && (scale == .linear || value >= 1 / limit)
  }
}

/// What a layer wants of the axes.
struct Extent {
  /// How an axis ends beside the values.
  enum Fit: Int {
    /// At the first and last value, as lines do from left to right.
    case tight
    /// Some room beyond the values, so that no point is cut.
    case padded
    /// Exactly at the given ends, whatever other layers hold.
    case exact
  }

  var x: ClosedRange<Double>?
  var y: ClosedRange<Double>?
  var fit = Fit.tight
  /// Whether the vertical axis begins at 0, as lengths of bars demand.
  var beginsAtZero = false
  /// Whether something is written over the largest values.
  var needsHeadroom = false
  /// Whether all values of x are whole numbers, so that halves between them mean nothing.
  var isWhole = false
  /// Whether the values of y count something, so that halves between them mean nothing.
  var countsUp = false

  init() {}

  /// The extent of points; what cannot be drawn is left out.
  init(_ points: some Sequence<Point>, _ scales: ChartScales, fit: Fit = .tight) {
    self.fit = fit
    isWhole = true
    for point in points where scales.isDrawable(point) {
      x = Self.extended(x, to: point.x)
      y = Self.extended(y, to: point.y)
      isWhole = isWhole && point.x == point.x.rounded()
    }
  }

  /// The range of all ranges; nil when there is none.
  static func union(_ ranges: [ClosedRange<Double>?]) -> ClosedRange<Double>? {
    ranges.compactMap { $0 }.reduce(nil) { union, range in
      extended(extended(union, to: range.lowerBound), to: range.upperBound)
    }
  }

  static func extended(_ range: ClosedRange<Double>?, to value: Double) -> ClosedRange<Double> {
    guard let range else { return value...value }
    return min(range.lowerBound, value)...max(range.upperBound, value)
  }
}

/// What the kinds of layers have in common once they are prepared.
protocol ChartLayer: Sendable {
  /// What it wants of the axes.
  func extent(_ scales: ChartScales) -> Extent
  /// What explains it over the plot; lines are named at their ends instead.
  func legend(in layout: ChartLayout) -> [LegendEntry]
  /// The bar that explains its colours.
  var colorAxis: ColorAxis? { get }
  /// Draws it; what reaches beyond the plot is cut off.
  func draw(on canvas: Canvas, in layout: ChartLayout)
  /// What one and several of its kind are called.
  var nouns: (one: String, many: String) { get }
  /// Lines for readers without pictures.
  var summary: [String] { get }
}

extension ChartLayer {
  func legend(in layout: ChartLayout) -> [LegendEntry] { [] }
  var colorAxis: ColorAxis? { nil }
}
