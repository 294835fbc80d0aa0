/// Points of a ``Chart``, of one colour, coloured by class or by a value.
public struct Scatter: Sendable {
  /// What the points' colours say.
  public enum Coloring: Sendable {
    /// One colour for all; nil takes the next of the ``Palette``.
    case plain(Color?)
    /// A colour for each point.
    case colors([Color])
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
  /// Words beside points, in their order; too few leave the last points without.
  public var labels: [Label]

  /// Points at places.
  public init(
    _ name: Label = "", x: [Double], y: [Double], coloring: Coloring = .plain(nil), marker: Marker = .circle,
    radius: Double? = nil, opacity: Double = 0.85, labels: [Label] = []
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.coloring = coloring
    self.marker = marker
    self.radius = radius
    self.opacity = opacity
    self.labels = labels
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
    case .classes, .colors: break
    case .values(let values, let axis): prepared.coloring = .values(values, axis.fitted(to: values))
    }
    return prepared
  }

  private func look(_ index: Int) -> (Color, Marker) {
    switch coloring {
    case .plain(let color): (color ?? Palette.blue, marker)
    case .colors(let colors): (index < colors.count ? colors[index] : Palette.missing, marker)
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
    case .values, .colors: name.isEmpty ? [] : [LegendEntry(name, .marker(marker, Palette.label))]
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
    drawLabels(on: canvas, in: layout)
  }

  /// Words beside points, to their right where there is room, on grounds that let what is behind shine through; words
  /// above each other keep apart.
  func drawLabels(on canvas: Canvas, in layout: ChartLayout) {
    let style = TextStyle(size: 10, color: Palette.ink)
    let labelled = zip(labels, points).filter { !$0.isEmpty && layout.scales.isDrawable($1) }
      .map { (label: $0, place: layout.place($1)) }.filter { layout.plot.inset(-1).contains($0.place) }
    var taken: [Rect] = []
    let columns = Dictionary(grouping: labelled, by: { $0.place.x.rounded() }).sorted { $0.key < $1.key }
    for (_, marks) in columns {
      // Where lines meet, one word says it for all of them.
      let column = marks.indices.filter { index in
        !marks[..<index].contains { abs($0.place.y - marks[index].place.y) < 1 && $0.label == marks[index].label }
      }.map { marks[$0] }
      let room = (layout.plot.y + 7)...max(layout.plot.y + 7, layout.plot.bottom - 7)
      let heights = Spreading.spread(column.map { $0.place.y - 7 }, distance: 14, in: room)
      for ((label, place), y) in zip(column, heights) {
        let width = canvas.measure(label, style: style).width
        let distance = drawnRadius + 4
        let isRight = place.x + distance + width <= layout.plot.right
        let left = isRight ? place.x + distance : place.x - distance - width
        let ground = Rect(x: left - 2, y: y - 6.5, width: width + 4, height: 13)
        // Words over words could not be read; the description has them all.
        guard !taken.contains(where: { $0.overlaps(ground) }) else { continue }
        taken.append(ground)
        canvas.rectangle(ground, cornerRadius: 3, fill: .white.withOpacity(0.75))
        canvas.text(label, at: Point(left, y), style: style, baseline: .middle)
      }
    }
  }

  var nouns: (one: String, many: String) { ("set of points", "sets of points") }

  var summary: [String] {
    let drawn = points.filter { $0.x.isFinite && $0.y.isFinite }
    let head = name.isEmpty ? "points" : name.typed
    // Few points with words are marks: what they say says more than where they lie.
    if labels.count == drawn.count, labels.count <= 12, case .colors = coloring {
      return zip(drawn, labels).map {
        "\(name.isEmpty ? "mark" : name.typed) at \(NumberText.plain($0.x)): \($1.typed)"
      }
    }
    guard let x = Extent(drawn, ChartScales(x: .linear, y: .linear)).x,
      let y = Extent(drawn, ChartScales(x: .linear, y: .linear)).y
    else { return ["\(head): no values"] }
    let missing = points.count - drawn.count
    let gaps = missing > 0 ? " (\(NumberText.grouped(missing)) not finite)" : ""
    let line =
      "\(head): \(NumberText.grouped(drawn.count)) point\(drawn.count == 1 ? "" : "s")\(gaps), "
      + "x \(NumberText.range(x)), y \(NumberText.range(y))"
    switch coloring {
    case .plain, .colors: return [line]
    case .classes(let classes, let names):
      let counts = names.enumerated().map { index, name in
        "\(name.typed): \(NumberText.grouped(classes.count { $0 == index }))"
      }
      return [line, "  classes: " + counts.joined(separator: ", ")]
    case .values(_, let axis):
      let name = axis.label.isEmpty ? "colour" : axis.label.typed
      return [line] + (axis.range.map { ["  \(name): \(NumberText.range($0))"] } ?? [])
    }
  }
}
