/// Points of a ``Chart``, of one colour, coloured by class or by a value.
public struct Scatter: Sendable {
  /// What the points' colours say.
  public enum Coloring: Sendable {
    /// One colour for all; nil takes the next of the ``Palette``.
    case plain(Color?)
    /// A class for each point, counted from 0, and the classes' names; classes differ in shape as well.
    case classes([Int], names: [Label])
    /// A value for each point.
    case values([Double], ColorAxis)
  }

  /// What the points are, for the legend; may be empty.
  public var name: Label
  /// Where they stand; must be as many as `y`, or the shorter of the two counts.
  public var x: [Double]
  /// Where they stand; what is not finite is left out.
  public var y: [Double]
  /// What their colours say.
  public var coloring: Coloring
  /// The shape of points that have no classes.
  public var marker: Marker
  /// Their size; nil for one that suits their number.
  public var radius: Double?
  /// How much they cover.
  public var opacity: Double

  /// Points at places.
  public init(
    _ name: Label = "", x: [Double], y: [Double], coloring: Coloring = .plain(nil), marker: Marker = .circle,
    radius: Double? = nil, opacity: Double = 0.85
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.coloring = coloring
    self.marker = marker
    self.radius = radius
    self.opacity = opacity
  }

  private var points: [Point] { zip(x, y).map { Point($0, $1) } }

  private var drawnRadius: Double {
    radius ?? (points.count <= 60 ? 4 : points.count <= 400 ? 3 : points.count <= 2000 ? 2.25 : 1.5)
  }

  /// The same points with their colour, and the ends of their colours, known.
  func prepared(_ color: Color) -> Scatter {
    var prepared = self
    switch coloring {
    case .plain(let own): prepared.coloring = .plain(own ?? color)
    case .classes: break
    case .values(let values, let axis): prepared.coloring = .values(values, axis.fitted(to: values))
    }
    return prepared
  }

  private func look(_ index: Int) -> (Color, Marker) {
    switch coloring {
    case .plain(let color): (color ?? Palette.blue, marker)
    case .classes(let classes, _):
      index < classes.count
        ? (Palette.line(classes[index]), Marker.of(classes[index])) : (Palette.missing, marker)
    case .values(let values, let axis):
      (index < values.count ? axis.scale.color(at: axis.fraction(of: values[index])) : Palette.missing, marker)
    }
  }
}

extension Scatter: ChartLayer {
  func extent(_ scales: ChartScales) -> Extent { Extent(points, scales, fit: .padded) }

  var colorAxis: ColorAxis? { if case .values(_, let axis) = coloring { axis } else { nil } }

  func legend(in layout: ChartLayout) -> [LegendEntry] {
    switch coloring {
    case .plain(let color):
      name.isEmpty ? [] : [LegendEntry(name, .marker(marker, color ?? Palette.blue))]
    case .classes(_, let names):
      names.enumerated().map { LegendEntry($1, .marker(Marker.of($0), Palette.line($0))) }
    case .values: name.isEmpty ? [] : [LegendEntry(name, .marker(marker, Palette.label))]
    }
  }

  func draw(on canvas: Canvas, in layout: ChartLayout) {
    for (index, point) in points.enumerated() where layout.scales.isDrawable(point) {
      let (color, marker) = look(index)
      // A light point of a value would vanish on white without an edge of its own.
      if case .values = coloring, drawnRadius >= 2 {
        marker.draw(
          on: canvas, at: layout.place(point), radius: drawnRadius + 0.5, color: Palette.label, hasEdge: false)
        marker.draw(on: canvas, at: layout.place(point), radius: drawnRadius - 0.1, color: color, hasEdge: false)
      } else {
        marker.draw(on: canvas, at: layout.place(point), radius: drawnRadius, color: color.withOpacity(opacity))
      }
    }
  }

  var nouns: (one: String, many: String) { ("set of points", "sets of points") }

  var summary: [String] {
    let drawn = points.filter { $0.x.isFinite && $0.y.isFinite }
    let head = name.isEmpty ? "points" : name.typed
    guard let x = Extent(drawn, ChartScales(x: .linear, y: .linear)).x,
      let y = Extent(drawn, ChartScales(x: .linear, y: .linear)).y
    else { return ["\(head): no values"] }
    let missing = points.count - drawn.count
    let gaps = missing > 0 ? " (\(NumberText.grouped(missing)) not finite)" : ""
    let line =
      "\(head): \(NumberText.grouped(drawn.count)) point\(drawn.count == 1 ? "" : "s")\(gaps), "
      + "x \(NumberText.range(x)), y \(NumberText.range(y))"
    switch coloring {
    case .plain: return [line]
    case .classes(let classes, let names):
      let counts = names.enumerated().map { index, name in
        "\(name.typed) \(NumberText.grouped(classes.count { $0 == index }))"
      }
      return [line, "  classes: " + counts.joined(separator: ", ")]
    case .values(_, let axis):
      let name = axis.label.isEmpty ? "colour" : axis.label.typed
      return [line] + (axis.range.map { ["  \(name): \(NumberText.range($0))"] } ?? [])
    }
  }
}
