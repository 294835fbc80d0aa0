/// A shaded stretch of a ``Chart`` between two lines, or between a line and 0.
public struct Area: Sendable {
  /// What it is, for the legend.
  public var name: Label
  /// Where the values stand.
  public var x: [Double]
  /// One edge.
  public var lower: [Double]
  /// The other edge; where either is not finite there is a gap.
  public var upper: [Double]
  /// nil takes the next colour of the ``Palette``.
  public var color: Color?

  /// The stretch between two lines; nil for `lower` is 0.
  public init(_ name: Label = "", x: [Double], lower: [Double]? = nil, upper: [Double], color: Color? = nil) {
    self.name = name
    self.x = x
    self.lower = lower ?? [Double](repeating: 0, count: upper.count)
    self.upper = upper
    self.color = color
  }

  private var columns: [(x: Double, low: Double, high: Double)] {
    zip(x, zip(lower, upper)).map { ($0, $1.0, $1.1) }
  }

  /// The size of the area as the trapezoids between neighbouring values have it.
  public var size: Double {
    zip(columns, columns.dropFirst()).reduce(0) { sum, pair in
      let piece = (abs(pair.0.high - pair.0.low) + abs(pair.1.high - pair.1.low)) / 2 * (pair.1.x - pair.0.x)
      return piece.isFinite ? sum + piece : sum
    }
  }

  /// The same stretch with a name.
  public func named(_ name: Label) -> Area {
    var named = self
    named.name = name
    return named
  }

  /// The size as charts write it.
  public var sizeText: String { NumberText.plain(size) }

  /// The same stretch with a colour.
  func prepared(_ color: Color) -> Self {
    var prepared = self
    prepared.color = self.color ?? color
    return prepared
  }
}

extension Area: ChartLayer {
  func extent(_ scales: ChartScales) -> Extent {
    Extent(columns.flatMap { [Point($0.x, $0.low), Point($0.x, $0.high)] }, scales)
  }

  func legend(in layout: ChartLayout) -> [LegendEntry] {
    name.isEmpty ? [] : [LegendEntry(name, .patch((color ?? Palette.blue).withOpacity(0.3)))]
  }

  func draw(on canvas: Canvas, in layout: ChartLayout) {
    let color = (color ?? Palette.blue).withOpacity(0.18)
    var run: [(top: Point, bottom: Point)] = []
    func close() {
      if run.count > 1 { canvas.polygon(run.map(\.top) + run.reversed().map(\.bottom), fill: color) }
      run = []
    }
    for column in columns {
      let (low, high) = (Point(column.x, column.low), Point(column.x, column.high))
      guard layout.scales.isDrawable(low), layout.scales.isDrawable(high) else {
        close()
        continue
      }
      run.append((layout.place(high), layout.place(low)))
    }
    close()
  }

  var nouns: (one: String, many: String) { ("area", "areas") }

  var summary: [String] {
    [name.isEmpty ? "area: \(sizeText)" : name.typed]
  }
}
