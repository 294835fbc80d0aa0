/// Arrows at places, such as the gradients that tell generated points where to go.
///
/// Their lengths are true: an arrow twice as long as another stands for a vector twice as long, and the legend says how
/// long one of them is. What is too short to be seen is a dot.
public struct Arrows: Sendable {
  /// How lengths become lengths on paper.
  public enum Magnification: Sendable, Equatable {
    /// By a factor; 1 draws every arrow in the units of the axes, from its place to its place plus its vector.
    case factor(Double)
    /// So that the longest arrow reaches over this share of the plot.
    case share(Double)
  }

  /// What the arrows are, for the legend.
  public var name: Label
  /// Where they begin.
  public var places: [Point]
  /// Where they point to, as (dx, dy) in the units of the axes; must be as many as the places, or the shorter counts.
  public var vectors: [Point]
  /// Their colour.
  public var color: Color
  /// How long they are drawn.
  public var magnification: Magnification
  /// Whether the places are the middles of the arrows instead of their beginnings, as suits a field.
  public var isCentered: Bool

  /// Arrows at places.
  public init(
    _ name: Label = "", at places: [Point], vectors: [Point], color: Color = Palette.ink,
    magnification: Magnification = .share(0.1), isCentered: Bool = false
  ) {
    self.name = name
    self.places = places
    self.vectors = vectors
    self.color = color
    self.magnification = magnification
    self.isCentered = isCentered
  }

  private static let shortest = 1.5

  private var pairs: [(place: Point, vector: Point)] {
    zip(places, vectors).filter { place, vector in
      [place.x, place.y, vector.x, vector.y].allSatisfy { $0.magnitude <= ChartScales.limit }
    }.map { ($0, $1) }
  }

  private static func length(_ vector: Point) -> Double { (vector.x * vector.x + vector.y * vector.y).squareRoot() }

  private var longest: Double { pairs.map { Self.length($0.vector) }.max() ?? 0 }

  /// Points on the canvas for one unit of either axis.
  private func units(_ layout: ChartLayout) -> Point {
    let (x, y) = (layout.x.range, layout.y.range)
    let base = Point(
      layout.plot.width / (x.upperBound - x.lowerBound), layout.plot.height / (y.upperBound - y.lowerBound))
    let factor: Double
    switch magnification {
    case .factor(let given): factor = given
    case .share(let share):
      let drawn = pairs.map { Self.length(Point($0.vector.x * base.x, $0.vector.y * base.y)) }.max() ?? 0
      factor = drawn > 0 ? share * min(layout.plot.width, layout.plot.height) / drawn : 1
    }
    return Point(base.x * factor, base.y * factor)
  }

  /// An arrow from one place of the canvas to another.
  static func draw(on canvas: Canvas, from start: Point, to end: Point, color: Color) {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = Self.length(Point(dx, dy))
    guard length >= shortest else {
      return canvas.circle(center: start, radius: 1, fill: color)
    }
    let head = min(5, length * 0.6)
    let (ux, uy) = (dx / length, dy / length)
    let neck = Point(end.x - ux * head * 0.8, end.y - uy * head * 0.8)
    let wings = [1.0, -1.0].map {
      Point(end.x - ux * head - uy * $0 * head * 0.42, end.y - uy * head + ux * $0 * head * 0.42)
    }
    // A white edge keeps an arrow readable on any ground.
    canvas.line(from: start, to: end, stroke: Stroke(.white.withOpacity(0.7), width: 2.75, hasRoundEnds: true))
    canvas.line(from: start, to: neck, stroke: Stroke(color, width: 1.25))
    canvas.polygon([end, wings[0], neck, wings[1]], fill: color)
  }
}

extension Arrows: ChartLayer {
  func extent(_ scales: ChartScales) -> Extent {
    let ends =
      magnification == .factor(1) ? pairs.map { Point($0.place.x + $0.vector.x, $0.place.y + $0.vector.y) } : []
    var extent = Extent(pairs.map(\.place) + ends, scales, fit: .padded)
    extent.isWhole = false
    return extent
  }

  func legend(in layout: ChartLayout) -> [LegendEntry] {
    let unit = units(layout).x
    // A round length that is drawn 14 to 36 points long explains all others.
    guard longest > 0, unit > 0, unit.isFinite else { return name.isEmpty ? [] : [LegendEntry(name, .none)] }
    let step = Step(covering: 14 / unit, count: 1)
    let value = step.value(1)
    let text = (name.isEmpty ? "" : name + " ") + Label("= \(NumberText.plain(value))")
    return [LegendEntry(text, .arrow(color, length: value * unit))]
  }

  func draw(on canvas: Canvas, in layout: ChartLayout) {
    let units = units(layout)
    for (place, vector) in pairs where layout.scales.isDrawable(place) {
      let reach = Point(vector.x * units.x, -vector.y * units.y)
      let anchor = layout.place(place)
      let start = isCentered ? Point(anchor.x - reach.x / 2, anchor.y - reach.y / 2) : anchor
      let end = Point(start.x + reach.x, start.y + reach.y)
      Self.draw(on: canvas, from: start, to: end, color: color)
    }
  }

  var nouns: (one: String, many: String) { ("field of arrows", "fields of arrows") }

  var summary: [String] {
    let lengths = pairs.map { Self.length($0.vector) }
    let head = name.isEmpty ? "arrows" : name.typed
    guard let low = lengths.min(), let high = lengths.max() else { return ["\(head): no arrows"] }
    let mean = lengths.reduce(0, +) / Double(lengths.count)
    return [
      "\(head): \(NumberText.grouped(lengths.count)) arrow\(lengths.count == 1 ? "" : "s"), lengths "
        + "\(NumberText.range(low...high)), mean \(NumberText.plain(mean))"
    ]
  }
}
