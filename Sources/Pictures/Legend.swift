/// A name with what it stands for, over the plot.
struct LegendEntry {
  /// What the name stands for.
  enum Swatch {
    case none
    case marker(Marker, Color)
    case patch(Color)
    case line(PreparedLine)
    case arrow(Color, length: Double)
  }

  let label: Label
  let swatch: Swatch

  init(_ label: Label, _ swatch: Swatch) {
    self.label = label
    self.swatch = swatch
  }

  fileprivate var swatchWidth: Double {
    switch swatch {
    case .none: 0
    case .marker: 14
    case .patch: 18
    case .line: 26
    case .arrow(_, let length): min(length, 60) + 8
    }
  }
}

extension Canvas {
  /// Says what markers stand for, from left to right in a rectangle.
  public func key(_ entries: [(label: Label, marker: Marker, color: Color)], in rect: Rect) {
    Legend(entries.map { LegendEntry($0.label, .marker($0.marker, $0.color)) }, width: rect.width, measuredBy: self)
      .draw(on: self, in: rect)
  }
}

/// Names of layers in rows over the plot, where they cover nothing.
struct Legend {
  private let places: [(entry: LegendEntry, x: Double, row: Int)]
  /// Points down that it needs.
  let height: Double

  private static let style = TextStyle(size: 11)
  private static let gap = 18.0
  private static let rowHeight = 17.0

  /// Flows entries into rows of a width; what does not fit at all is shortened when drawn.
  init(_ entries: [LegendEntry], width: Double, measuredBy pen: Canvas) {
    var places: [(entry: LegendEntry, x: Double, row: Int)] = []
    var (x, row) = (0.0, 0)
    for entry in entries {
      let needed = entry.swatchWidth + pen.measure(entry.label, style: Self.style).width
      if x > 0, x + needed > width {
        x = 0
        row += 1
      }
      places.append((entry, x, row))
      x += needed + Self.gap
    }
    self.places = places
    height = places.isEmpty ? 0 : Double(row + 1) * Self.rowHeight + 5
  }

  func draw(on canvas: Canvas, in rect: Rect) {
    for (entry, x, row) in places {
      let left = rect.x + x
      let middle = rect.y + (Double(row) + 0.5) * Self.rowHeight - 1
      switch entry.swatch {
      case .none: break
      case .marker(let marker, let color):
        marker.draw(on: canvas, at: Point(left + 4.5, middle), radius: 4, color: color, hasEdge: false)
      case .patch(let color):
        canvas.rectangle(Rect(x: left, y: middle - 5, width: 12, height: 10), cornerRadius: 2, fill: color)
      case .line(let line):
        canvas.line(
          from: Point(left, middle), to: Point(left + 20, middle),
          stroke: Stroke(line.color, width: 2, dash: line.series.dash))
      case .arrow(let color, let length):
        Arrows.draw(
          on: canvas, from: Point(left, middle), to: Point(left + min(length, 60), middle), color: color)
      }
      let start = left + entry.swatchWidth
      canvas.text(
        canvas.fitted(entry.label, style: Self.style, width: rect.right - start), at: Point(start, middle),
        style: Self.style, baseline: .middle)
    }
  }
}
