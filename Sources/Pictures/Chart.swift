/// Lines, points, bars, areas, arrows and heat maps between two axes.
///
/// Every line is named at its right end and everything else over the plot, so that no legend ever covers data; names that
/// would overlap move apart. A value that is not finite leaves a gap.
public struct Chart: Sendable {
  /// Over the plot.
  public var title: Label?
  /// Under the horizontal axis.
  public var xLabel: Label?
  /// Over the vertical axis, upright.
  public var yLabel: Label?
  /// What is drawn, from the back to the front.
  public var layers: [Layer]
  /// Dashed lines at values worth knowing.
  public var referenceLines: [ReferenceLine]
  /// Points across and down.
  public var size: Size
  /// The values from left to right; nil for all there are.
  public var xRange: ClosedRange<Double>?
  /// The values from bottom to top; nil for all there are and some room.
  public var yRange: ClosedRange<Double>?
  /// How x values are spread.
  public var xScale: AxisScale
  /// How y values are spread.
  public var yScale: AxisScale
  /// Whether the last value stands beside a line's name.
  public var showsLastValues: Bool
  /// Whether a unit is as long across as down, as distances in a plane demand.
  public var hasEqualUnits: Bool
  /// Names at places of the horizontal axis instead of numbers.
  public var xTicks: [(value: Double, label: Label)]?
  /// Names at places of the vertical axis instead of numbers.
  public var yTicks: [(value: Double, label: Label)]?
  /// A remark over the plot.
  public var note: Label?

  /// A chart of layers.
  public init(
    title: Label? = nil, xLabel: Label? = nil, yLabel: Label? = nil, layers: [Layer],
    referenceLines: [ReferenceLine] = [], size: Size = Size(640, 320), xRange: ClosedRange<Double>? = nil,
    yRange: ClosedRange<Double>? = nil, xScale: AxisScale = .linear, yScale: AxisScale = .linear,
    showsLastValues: Bool = false, hasEqualUnits: Bool = false, note: Label? = nil
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.layers = layers
    self.referenceLines = referenceLines
    self.size = size
    self.xRange = xRange
    self.yRange = yRange
    self.xScale = xScale
    self.yScale = yScale
    self.showsLastValues = showsLastValues
    self.hasEqualUnits = hasEqualUnits
    self.note = note
  }

  /// A chart of lines.
  public init(
    title: Label? = nil, xLabel: Label? = nil, yLabel: Label? = nil, series: [Series],
    referenceLines: [ReferenceLine] = [], size: Size = Size(640, 320), xRange: ClosedRange<Double>? = nil,
    yRange: ClosedRange<Double>? = nil, xScale: AxisScale = .linear, yScale: AxisScale = .linear,
    showsLastValues: Bool = false
  ) {
    self.init(
      title: title, xLabel: xLabel, yLabel: yLabel, layers: series.map(Layer.line), referenceLines: referenceLines,
      size: size, xRange: xRange, yRange: yRange, xScale: xScale, yScale: yScale, showsLastValues: showsLastValues)
  }

  /// A picture of a plane, in which a unit is as long across as down.
  public static func plane(
    title: Label? = nil, xLabel: Label? = nil, yLabel: Label? = nil, layers: [Layer], size: Size = Size(460, 420),
    xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil
  ) -> Chart {
    Chart(
      title: title, xLabel: xLabel, yLabel: yLabel, layers: layers, size: size, xRange: xRange, yRange: yRange,
      hasEqualUnits: true)
  }

  static let margin = 14.0

  /// A number as charts write it: short, with a true minus.
  public static func text(of value: Double) -> String { NumberText.plain(value) }

  /// Draws the chart on a white card of its own.
  ///
  /// - Throws: ``PictureError`` when the size is not drawable.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    var size = size
    if hasEqualUnits, size.width > 0, size.height > 0 {
      // A plane is seldom as wide as the card that was asked for.
      let room = Rect(x: 0, y: 0, width: size.width, height: size.height).inset(Self.margin)
      let used = measure(on: try Canvas(width: 1, height: 1, scale: scale), in: room)
      size = Size((used.width + 2 * Self.margin).rounded(.up), (used.height + 2 * Self.margin).rounded(.up))
    }
    let canvas = try Canvas(width: size.width, height: size.height, scale: scale)
    canvas.card()
    draw(on: canvas, in: Rect(x: 0, y: 0, width: size.width, height: size.height).inset(Self.margin))
    return try canvas.finish()
  }

  /// Draws the chart into a rectangle of a canvas, without a card.
  public func draw(on canvas: Canvas, in rect: Rect) {
    draw(on: canvas, ChartLayout(self, in: rect, measuredBy: canvas))
  }

  /// What ``draw(on:in:)`` would cover: less than the rectangle when equal units leave the plot narrow or low.
  public func measure(on canvas: Canvas, in rect: Rect) -> Rect {
    let used = ChartLayout(self, in: rect, measuredBy: canvas).used
    return Rect(x: rect.x, y: rect.y, width: used.width, height: used.height)
  }

  /// Whether the logarithmic axes leave out some of the values, or all of them.
  public var leavesOut: (some: Bool, all: Bool) {
    let linear = ChartScales(x: .linear, y: .linear)
    var (known, drawable) = (0, 0)
    for layer in layers {
      let points =
        switch layer {
        case .line(let series): zip(series.x, series.y).map { Point($0, $1) }
        case .points(let scatter): zip(scatter.x, scatter.y).map { Point($0, $1) }
        case .bars(let bars): bars.heights.map { Point(1, $0) }
        case .heatMap, .arrows, .area: [Point]()
        }
      known += points.count(where: linear.isDrawable)
      drawable += points.count(where: scales.isDrawable)
    }
    return (drawable < known, drawable == 0 && known > 0)
  }

  var scales: ChartScales { ChartScales(x: xScale, y: yScale) }

  /// The layers with their colours, those that bring none in the order of the palette.
  var preparedLayers: [any ChartLayer] {
    var next = 0
    return layers.map { layer in
      let color = Palette.line(next)
      if layer.takesColor { next += 1 }
      return layer.prepared(color: color, scales)
    }
  }

  /// A few lines for readers without pictures: what is drawn, from where to where, extremes and last values.
  ///
  ///     Losses: 2 lines over step 1…2,000
  ///       discriminator: 2,000 values, smallest 0.91 at 812, largest 1.39 at 1, last 1.38
  ///       level log 4 = 1.39
  public var summary: String {
    let prepared = preparedLayers
    var head = title.map { $0.typed + ": " } ?? ""
    var kinds: [(nouns: (one: String, many: String), count: Int)] = []
    for layer in prepared {
      if let index = kinds.firstIndex(where: { $0.nouns == layer.nouns }) {
        kinds[index].count += 1
      } else {
        kinds.append((layer.nouns, 1))
      }
    }
    let parts = kinds.map { $0.count == 1 ? "1 \($0.nouns.one)" : "\($0.count) \($0.nouns.many)" }
    head += parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    let extents = prepared.map { $0.extent(scales) }
    let across = xRange ?? Extent.union(extents.map(\.x))
    if let across { head += " over \(xLabel?.typed ?? "x") \(NumberText.range(across))" }
    // In a plane both axes are places, elsewhere y is what is told of each layer.
    let isPlane = hasEqualUnits || prepared.contains { $0.colorAxis != nil }
    if isPlane, let up = yRange ?? Extent.union(extents.map(\.y)) {
      head += " and \(yLabel?.typed ?? "y") \(NumberText.range(up))"
    }
    let references = referenceLines.map { line in
      switch line.place {
      case .x(let value): Self.reference(line.label, value, on: xLabel?.typed ?? "x")
      case .y(let value): Self.reference(line.label, value, on: "level")
      }
    }
    return ([head] + (prepared.flatMap(\.summary) + references).map { "  " + $0 }).joined(separator: "\n")
  }

  /// "level log 4 = 1.39", "x = 1".
  private static func reference(_ label: Label, _ value: Double, on axis: String) -> String {
    let text = NumberText.plain(value)
    return label.isEmpty || label.plain == text ? "\(axis) = \(text)" : "\(axis) \(label.typed) = \(text)"
  }
}
