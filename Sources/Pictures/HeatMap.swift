/// A colour for every place of a rectangle of values: a function of two variables.
public struct HeatMap: Sendable {
  /// The values at the centres of equal cells, row by row, the row of the lowest y first; what is not finite is shown as
  /// a gray that no value has.
  public var values: [Double]
  /// Cells from left to right.
  public var columns: Int
  /// Where the cells lie from left to right.
  public var x: ClosedRange<Double>
  /// Where the cells lie from bottom to top.
  public var y: ClosedRange<Double>
  /// What the colours mean.
  public var color: ColorAxis
  /// Whether colours change smoothly between the centres; else every cell is a block.
  public var isSmooth: Bool
  /// Values along which a thin line is drawn: 1/2 for the border between what is taken as real and as forged.
  public var levels: [Double]
  /// Whether it is a matrix, whose rows and columns words count from 1, the row on top being the first.
  public var isMatrix: Bool

  /// Values over a rectangle.
  public init(
    _ values: [Double], columns: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, color: ColorAxis = ColorAxis(),
    isSmooth: Bool = true, levels: [Double] = [], isMatrix: Bool = false
  ) {
    self.values = values
    self.columns = max(1, columns)
    self.x = x
    self.y = y
    self.color = color
    self.isSmooth = isSmooth
    self.levels = levels
    self.isMatrix = isMatrix
  }

  /// A function over a rectangle, taken at the centres of `columns` times `rows` cells.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int = 60, rows: Int = 60, color: ColorAxis = ColorAxis(),
    levels: [Double] = [], value: (Double, Double) throws -> Double
  ) rethrows {
    let across = Self.centers(of: x, columns)
    let values = try Self.centers(of: y, rows).flatMap { y in try across.map { x in try value(x, y) } }
    self.init(values, columns: columns, x: x, y: y, color: color, levels: levels)
  }

  /// The centres of equal parts of a range.
  public static func centers(of range: ClosedRange<Double>, _ count: Int) -> [Double] {
    let width = range.upperBound - range.lowerBound
    return (0..<max(0, count)).map { range.lowerBound + width * (Double($0) + 0.5) / Double(count) }
  }

  /// Cells from bottom to top that are complete.
  public var rows: Int { values.count / columns }

  /// The same map with the ends of its colours known.
  func fitted() -> HeatMap {
    var fitted = self
    fitted.color = color.fitted(to: values)
    return fitted
  }
}

extension HeatMap: ChartLayer {
  func extent(_ scales: ChartScales) -> Extent {
    var extent = Extent()
    guard rows > 0, x.lowerBound < x.upperBound, y.lowerBound < y.upperBound else { return extent }
    extent.x = x
    extent.y = y
    extent.fit = .exact
    return extent
  }

  var colorAxis: ColorAxis? { color }

  func draw(on canvas: Canvas, in layout: ChartLayout) {
    guard rows > 0, let range = color.range else { return }
    let low = layout.place(Point(x.lowerBound, y.lowerBound))
    let high = layout.place(Point(x.upperBound, y.upperBound))
    let (left, top) = (canvas.snapped(low.x), canvas.snapped(high.y))
    let rect = Rect(x: left, y: top, width: canvas.snapped(high.x) - left, height: canvas.snapped(low.y) - top)
    let scale = Double(canvas.scale)
    let (wide, tall) = (Int((rect.width * scale).rounded()), Int((rect.height * scale).rounded()))
    guard wide > 0, tall > 0, wide <= Canvas.maximumSide, tall <= Canvas.maximumSide else { return }
    let table = color.scale.table(256).map(\.bytes)
    let missing = Palette.missing.bytes
    let factor = 255 / (range.upperBound - range.lowerBound)
    var pixels = [UInt8](repeating: 0, count: wide * tall * 3)
    let across = Sample.all(wide, of: columns, isSmooth: isSmooth)
    let down = Sample.all(tall, of: rows, isSmooth: isSmooth)
    for row in 0..<tall {
      // Values go upwards, pixels downwards.
      let up = down[tall - 1 - row]
      for column in 0..<wide {
        let value = value(across[column], up)
        let color =
          value.isFinite ? table[Int(max(0, min(255, ((value - range.lowerBound) * factor).rounded())))] : missing
        let start = (row * wide + column) * 3
        pixels[start] = color.red
        pixels[start + 1] = color.green
        pixels[start + 2] = color.blue
      }
    }
    canvas.image(Image(unchecked: pixels, width: wide, height: tall, channels: 3), in: rect)
    for level in levels {
      let parts = Isolines.parts(of: self, at: level).map { $0.map(layout.place) }
      for part in parts { canvas.polyline(part, stroke: Stroke(.white.withOpacity(0.7), width: 2.5)) }
      for part in parts { canvas.polyline(part, stroke: Stroke(Palette.ink, width: 1, hasRoundEnds: true)) }
    }
  }

  /// Where a pixel takes its value from: two neighbouring cells and the second one's share.
  private struct Sample {
    let first: Int
    let second: Int
    let share: Double

    static func all(_ pixels: Int, of cells: Int, isSmooth: Bool) -> [Sample] {
      (0..<pixels).map { pixel in
        let place = (Double(pixel) + 0.5) / Double(pixels) * Double(cells)
        guard isSmooth else {
          let cell = min(cells - 1, Int(place))
          return Sample(first: cell, second: cell, share: 0)
        }
        let between = max(0, min(Double(cells - 1), place - 0.5))
        let first = min(cells - 1, Int(between))
        return Sample(first: first, second: min(cells - 1, first + 1), share: between - Double(first))
      }
    }
  }

  private func value(_ x: Sample, _ y: Sample) -> Double {
    let (low, high) = (y.first * columns, y.second * columns)
    guard x.share > 0 || y.share > 0 else { return values[low + x.first] }
    let bottom = values[low + x.first] * (1 - x.share) + values[low + x.second] * x.share
    let top = values[high + x.first] * (1 - x.share) + values[high + x.second] * x.share
    return bottom * (1 - y.share) + top * y.share
  }

  var nouns: (one: String, many: String) { ("heat map", "heat maps") }

  var summary: [String] {
    let name = color.label.isEmpty ? "values" : color.label.typed
    let head =
      isMatrix
      ? "\(name): \(rows)x\(columns) matrix"
      : "\(name): \(columns)x\(rows) values, x \(NumberText.range(x)), y \(NumberText.range(y))"
    let finite = values.indices.filter { values[$0].isFinite }
    guard let low = finite.min(by: { values[$0] < values[$1] }), let high = finite.max(by: { values[$0] < values[$1] })
    else { return [head + ", none finite"] }
    let missing = values.count - finite.count
    let gaps = missing > 0 ? " (\(NumberText.grouped(missing)) not finite)" : ""
    return [head + gaps, "  smallest \(place(low)), largest \(place(high))"]
  }

  private func place(_ index: Int) -> String {
    let (row, column) = index.quotientAndRemainder(dividingBy: columns)
    if isMatrix { return "\(NumberText.plain(values[index])) in row \(rows - row), column \(column + 1)" }
    let across = Self.centers(of: x, columns)[column]
    let up = Self.centers(of: y, max(1, rows))[min(row, max(0, rows - 1))]
    return "\(NumberText.plain(values[index])) at (\(NumberText.plain(across)), \(NumberText.plain(up)))"
  }
}
