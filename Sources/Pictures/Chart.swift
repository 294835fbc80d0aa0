/// Lines over a horizontal axis.
///
/// Every line is named at its right end, outside the plot, so that no legend ever covers data; names that would overlap
/// move apart. A value that is not finite leaves a gap.
public struct Chart: Sendable {
  /// Over the plot.
  public var title: Label?
  /// Under the horizontal axis.
  public var xLabel: Label?
  /// Over the vertical axis, upright.
  public var yLabel: Label?
  /// The lines.
  public var series: [Series]
  /// Dashed horizontal lines.
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

  /// A chart of series.
  public init(
    title: Label? = nil, xLabel: Label? = nil, yLabel: Label? = nil, series: [Series],
    referenceLines: [ReferenceLine] = [], size: Size = Size(640, 320), xRange: ClosedRange<Double>? = nil,
    yRange: ClosedRange<Double>? = nil, xScale: AxisScale = .linear, yScale: AxisScale = .linear,
    showsLastValues: Bool = false
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.series = series
    self.referenceLines = referenceLines
    self.size = size
    self.xRange = xRange
    self.yRange = yRange
    self.xScale = xScale
    self.yScale = yScale
    self.showsLastValues = showsLastValues
  }

  static let margin = 14.0

  /// Draws the chart on a white card of its own.
  ///
  /// - Throws: ``PictureError`` when the size is not drawable.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    let canvas = try Canvas(width: size.width, height: size.height, scale: scale)
    canvas.card()
    draw(on: canvas, in: Rect(x: 0, y: 0, width: size.width, height: size.height).inset(Self.margin))
    return try canvas.finish()
  }

  /// Draws the chart into a rectangle of a canvas, without a card.
  public func draw(on canvas: Canvas, in rect: Rect) {
    draw(on: canvas, ChartLayout(self, in: rect, measuredBy: canvas))
  }

  /// A few lines for readers without pictures: what is drawn, from where to where, and the last values.
  ///
  ///     losses: 2 lines over step 1…2,000
  ///       discriminator: 2,000 values, 0.91…1.39, last 1.38
  ///       reference: log 4 = 1.39
  public var summary: String {
    let xs = series.flatMap { zip($0.x, $0.y).filter { $0.0.isFinite && $0.1.isFinite }.map(\.0) }
    var head = title.map { $0.plain + ": " } ?? ""
    head += series.count == 1 ? "1 line" : "\(series.count) lines"
    if let low = xs.min(), let high = xs.max() {
      let name = xLabel.map { $0.plain + " " } ?? "x "
      head += " over \(name)\(Self.text(low))…\(Self.text(high))"
    }
    let lines = series.map { series in
      let values = zip(series.x, series.y).filter { $0.0.isFinite && $0.1.isFinite }.map(\.1)
      guard let low = values.min(), let high = values.max(), let last = values.last else {
        return "  \(series.name.plain): no values"
      }
      let missing = min(series.x.count, series.y.count) - values.count
      let gaps = missing > 0 ? " (\(NumberText.grouped(missing)) not finite)" : ""
      let noun = values.count == 1 ? "value" : "values"
      return "  \(series.name.plain): \(NumberText.grouped(values.count)) \(noun)\(gaps), "
        + "\(Self.text(low))…\(Self.text(high)), last \(Self.text(last))"
    }
    let references = referenceLines.map { "  reference: \($0.label.plain) = \(Self.text($0.y))" }
    return ([head] + lines + references).joined(separator: "\n")
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e6 ? NumberText.fixed(value, 0) : NumberText.short(value)
  }
}
