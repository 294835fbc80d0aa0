/// Bars of a ``Chart``: one for each category, or one for each stretch of a histogram.
public struct Bars: Sendable {
  /// What the bars stand on.
  public enum Base: Sendable {
    /// Categories side by side, named under their bars.
    case categories([Label])
    /// Stretches between edges, one more than bars; they touch.
    case edges([Double])
  }

  /// What they count, for the legend.
  public var name: Label
  /// Their heights; what is not finite is left out.
  public var heights: [Double]
  /// What they stand on.
  public var base: Base
  /// nil takes the next colour of the ``Palette``.
  public var color: Color?
  /// Which of several sets of categories beside each other this is, and how many there are.
  public var group: (index: Int, count: Int)
  /// Whether every bar says its height.
  public var showsValues: Bool

  /// Bars of categories; categories without a name are counted from 1.
  public init(
    _ name: Label = "", heights: [Double], labels: [Label] = [], color: Color? = nil,
    group: (index: Int, count: Int) = (0, 1), showsValues: Bool = true
  ) {
    self.name = name
    self.heights = heights
    let rest = labels.count < heights.count ? (labels.count..<heights.count).map { Label("\($0 + 1)") } : []
    base = .categories(labels + rest)
    self.color = color
    self.group = group
    self.showsValues = showsValues
  }

  /// Bars between edges.
  public init(_ name: Label = "", heights: [Double], edges: [Double], color: Color? = nil) {
    self.name = name
    self.heights = heights
    base = .edges(edges)
    self.color = color
    group = (0, 1)
    showsValues = false
  }

  /// The names under the bars, at whole numbers from 1; nil for a histogram.
  var categories: [Label]? { if case .categories(let labels) = base { labels } else { nil } }

  /// The left and right end of every bar.
  private var stretches: [(low: Double, high: Double)] {
    switch base {
    case .edges(let edges): zip(edges, edges.dropFirst()).map { ($0, $1) }
    case .categories:
      heights.indices.map { index in
        let count = Double(max(1, group.count))
        let width = 0.76 / count
        let low = Double(index + 1) - 0.38 + width * Double(group.index)
        return (low, low + width)
      }
    }
  }

  /// The same bars with a colour.
  func prepared(_ color: Color) -> Self {
    var prepared = self
    prepared.color = self.color ?? color
    return prepared
  }
}

extension Bars: ChartLayer {
  func extent(_ scales: ChartScales) -> Extent {
    var extent = Extent()
    for ((low, high), height) in zip(stretches, heights)
    where scales.isDrawable(x: low) && scales.isDrawable(x: high) && scales.isDrawable(y: height) {
      extent.x = Extent.extended(Extent.extended(extent.x, to: low), to: high)
      extent.y = Extent.extended(extent.y, to: height)
    }
    if categories != nil, let x = extent.x {
      extent.x = min(0.5, x.lowerBound)...max(Double(heights.count) + 0.5, x.upperBound)
    }
    extent.beginsAtZero = true
    extent.needsHeadroom = showsValues
    extent.countsUp = heights.allSatisfy { $0 == $0.rounded() }
    return extent
  }

  func legend(in layout: ChartLayout) -> [LegendEntry] {
    name.isEmpty ? [] : [LegendEntry(name, .patch(color ?? Palette.blue))]
  }

  func draw(on canvas: Canvas, in layout: ChartLayout) {
    let color = color ?? Palette.blue
    let isHistogram = categories == nil
    let zero = layout.scales.y == .linear ? layout.place(Point(0, 0)).y : layout.plot.bottom
    let ground = max(layout.plot.y, min(layout.plot.bottom, zero))
    var outline: [Point] = []
    var edges: [Point] = []
    for ((low, high), height) in zip(stretches, heights) where layout.scales.isDrawable(y: height) {
      let (left, right) = (layout.place(Point(low, 0)).x, layout.place(Point(high, 0)).x)
      // The clip leaves room for numbers over the plot, which bars do not take.
      let top = max(layout.plot.y, min(layout.plot.bottom, layout.place(Point(low, height)).y))
      let rect = Rect(x: left, y: min(top, ground), width: right - left, height: abs(ground - top))
      // Histograms may lie over each other, so they let what is behind shine through.
      canvas.rectangle(rect, fill: isHistogram ? color.withOpacity(0.28) : color)
      if let before = outline.last, isHistogram, right - left >= 4 {
        // The edge that two bars share, as high as the lower one.
        edges.append(Point(left, max(before.y, top)))
      }
      outline += [Point(left, top), Point(right, top)]
      if showsValues, right - left >= 14 { drawValue(height, over: rect, isBelow: top > ground, canvas, layout) }
    }
    for edge in edges {
      canvas.line(from: edge, to: Point(edge.x, ground), stroke: Stroke(color.withOpacity(0.4), width: 0.75))
    }
    guard isHistogram, let first = outline.first, let last = outline.last else { return }
    canvas.polyline(
      [Point(first.x, ground)] + outline + [Point(last.x, ground)], stroke: Stroke(color, width: 1.5))
  }

  private func drawValue(_ value: Double, over rect: Rect, isBelow: Bool, _ canvas: Canvas, _ layout: ChartLayout) {
    let text = Label(NumberText.plain(value))
    guard canvas.measure(text, style: .remark).width <= rect.width * Double(max(1, group.count)) / 0.76 else { return }
    canvas.text(
      text, at: Point(rect.center.x, isBelow ? rect.bottom + 3 : rect.y - 3), style: .remark, alignment: .center,
      baseline: isBelow ? .top : .baseline)
  }

  var nouns: (one: String, many: String) {
    categories == nil ? ("histogram", "histograms") : ("set of bars", "sets of bars")
  }

  var summary: [String] {
    let head = name.isEmpty ? (categories == nil ? "histogram" : "heights") : name.typed
    guard let categories else {
      let total = heights.filter(\.isFinite).reduce(0, +)
      guard case .edges(let edges) = base, let low = edges.first, let high = edges.last,
        let top = heights.indices.max(by: { heights[$0] < heights[$1] }), top + 1 < edges.count
      else { return ["\(head): no values"] }
      return [
        "\(head): \(NumberText.plain(total)) in \(heights.count) stretch\(heights.count == 1 ? "" : "es") from \(NumberText.plain(low)) to "
          + "\(NumberText.plain(high)), most between \(NumberText.plain(edges[top])) and "
          + "\(NumberText.plain(edges[top + 1])): \(NumberText.plain(heights[top]))"
      ]
    }
    let pairs = zip(categories, heights).prefix(20).map { "\($0.typed): \(NumberText.plain($1))" }
    return ["\(head): " + pairs.joined(separator: ", ") + (heights.count > 20 ? ", …" : "")]
  }
}
