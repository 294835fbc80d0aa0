/// A ``Series`` ready to be drawn: its points, its calmed line, and what stands at its right end.
struct PreparedLine {
  let series: Series
  let points: [Point]
  let smoothed: [Point]?
  let color: Color
  /// The last point that can be drawn, of the calmed line when there is one.
  let end: Point?

  init(_ series: Series, color: Color, _ scales: ChartScales) {
    self.series = series
    self.color = color
    points = series.points(scales)
    smoothed = series.smoothed(points, scale: scales.y)
    end = (smoothed ?? points).last { !$0.x.isNaN && !$0.y.isNaN }
  }

  /// The name at the line's end, with the last value when that is wanted.
  func name(withValue showsValue: Bool) -> Label {
    guard showsValue, let end else { return series.name }
    return series.name + Label("  " + NumberText.short(end.y))
  }
}

extension PreparedLine: ChartLayer {
  func extent(_ scales: ChartScales) -> Extent { Extent(points, scales) }

  func draw(on canvas: Canvas, in layout: ChartLayout) {
    if let smoothed {
      // Many short strokes are drawn fastest with cut joins, and faint ones do not show the difference.
      let faint = Stroke(color.withOpacity(0.26), width: 0.75, hasRoundJoins: false)
      trace(points, on: canvas, layout, stroke: faint)
      trace(smoothed, on: canvas, layout, stroke: Stroke(color, width: 2))
    } else {
      let isDense = Double(points.count) > layout.plot.width
      let stroke = Stroke(color, width: isDense ? 1.25 : 1.75, dash: series.dash, hasRoundJoins: !isDense)
      trace(points, on: canvas, layout, stroke: stroke)
      guard series.showsPoints else { return }
      for point in points where !point.x.isNaN && !point.y.isNaN {
        Marker.circle.draw(on: canvas, at: layout.place(point), radius: 3, color: color)
      }
    }
  }

  private func trace(_ points: [Point], on canvas: Canvas, _ layout: ChartLayout, stroke: Stroke) {
    let placed = points.lazy.map { $0.x.isNaN || $0.y.isNaN ? Point(.nan, .nan) : layout.place($0) }
    for part in Decimation.parts(placed, scale: Double(canvas.scale)) {
      // A value between two gaps is a line without length: it becomes a dot.
      if part.count == 1 {
        canvas.circle(center: part[0], radius: max(1.25, stroke.width), fill: stroke.color)
      } else if Double(part.count) > Self.densest * ((part.last?.x ?? 0) - part[0].x), stroke.dash.isEmpty {
        canvas.polygon(Decimation.band(part, stretch: 1, width: stroke.width), fill: stroke.color)
      } else {
        canvas.polyline(part, stroke: stroke)
      }
    }
  }

  /// Values on a point of paper beyond which a line is a band.
  private static let densest = 2.5

  var nouns: (one: String, many: String) { ("line", "lines") }

  var summary: [String] {
    let pairs = zip(series.x, series.y).filter { $0.0.isFinite && $0.1.isFinite }
    let name = series.name.isEmpty ? "line" : series.name.typed
    guard let low = pairs.min(by: { $0.1 < $1.1 }), let high = pairs.max(by: { $0.1 < $1.1 }), let last = pairs.last
    else { return ["\(name): no values"] }
    let missing = min(series.x.count, series.y.count) - pairs.count
    let gaps = missing > 0 ? " (\(NumberText.grouped(missing)) not finite)" : ""
    let noun = pairs.count == 1 ? "value" : "values"
    let count = series.isFunction && missing == 0 ? "" : "\(NumberText.grouped(pairs.count)) \(noun)\(gaps), "
    return [
      "\(name): \(count)smallest \(Self.place(low)), "
        + "largest \(Self.place(high)), last \(NumberText.plain(last.1))"
    ]
  }

  private static func place(_ pair: (Double, Double)) -> String {
    "\(NumberText.plain(pair.1)) at \(NumberText.plain(pair.0))"
  }
}
