import Language
import Mathematics
import Pictures

/// Vectors and matrices as charts.
struct DataChart {
  let chart: Chart

  init(_ expressions: [Expression], _ request: PlotRequest) throws {
    let values = request.values
    let data = try expressions.map { expression -> (label: Label, grid: Grid) in
      switch try values.quantity(expression) {
      case .grid(let grid):
        // A list of numbers is no name.
        if case .list = expression.node, expressions.count == 1 || request.style == .points { return ("", grid) }
        return (Label.math(values.text(expression)), grid)
      case .function: throw StudioError.noRange(values.text(expression))
      case let other:
        throw Diagnostic(
          expression.range, message: StudioError.notDrawable(other.kind).message, hint: StudioError.notDrawable("").hint
        )
      }
    }
    let isMatrix = data.count == 1 && !data[0].grid.isVector
    let style = request.style ?? (isMatrix ? .heatmap : .line)
    let rows = data.flatMap { label, grid in Self.rows(of: grid, label, isOnly: data.count == 1) }
    switch style {
    case .line: chart = Self.lines(rows, isMatrix: data.contains { !$0.grid.isVector })
    case .points: chart = try Self.points(data.map(\.grid), rows, request)
    case .bars: chart = Self.bars(rows, request.labels)
    case .histogram:
      chart = Chart(
        xLabel: data.count == 1 && !data[0].label.isEmpty ? data[0].label : nil, yLabel: "count",
        layers: data.map { .bars(.histogram(data.count == 1 ? "" : $0.label, of: $0.grid.values, bins: request.bins)) },
        size: Size(640, 280))
    case .heatmap where data.count == 1: chart = Self.heatMap(data[0].grid, request)
    case .heatmap: throw StudioError.styleDoesNotFit(style.rawValue, "several matrices")
    case .area, .arrows: throw StudioError.styleDoesNotFit(style.rawValue, "vectors and matrices")
    }
  }

  /// A name and values for every row; a vector is one row.
  private static func rows(of grid: Grid, _ label: Label, isOnly: Bool) -> [(name: Label, values: [Double])] {
    let values = grid.values
    if grid.isVector { return [(label.plain.count <= 24 ? label : "", values)] }
    return (0..<grid.rows).map { row in
      (Label("row \(row + 1)"), Array(values[row * grid.columns..<(row + 1) * grid.columns]))
    }
  }

  private static func lines(_ rows: [(name: Label, values: [Double])], isMatrix: Bool) -> Chart {
    Chart(
      xLabel: isMatrix ? "column" : "entry",
      series: rows.map { name, values in
        var series = Series(name, values)
        series.showsPoints = values.count <= 40
        return series
      })
  }

  /// One vector over 1, 2, 3, …; of several the first is x; a matrix of two or three columns is a point in each row.
  private static func points(
    _ grids: [Grid], _ rows: [(name: Label, values: [Double])], _ request: PlotRequest
  ) throws -> Chart {
    var (x, others): ([Double], [(name: Label, values: [Double])])
    let count = grids.count == 1 && !grids[0].isVector ? grids[0].rows : rows[0].values.count
    if let colors = request.colors, colors.values.count != count {
      throw StudioError.colorsDiffer(count, colors.values.count)
    }
    if grids.count == 1, !grids[0].isVector {
      let grid = grids[0]
      guard (2...3).contains(grid.columns) else { throw StudioError.noPoints(grid.sizeText) }
      x = grid.column(0)
      others = [("", grid.column(1))]
      return plane(x, others, colors: request.colors ?? (grid.columns == 3 ? (grid.column(2), "") : nil))
    }
    if rows.count == 1 {
      x = rows[0].values.indices.map { Double($0 + 1) }
      return Chart(layers: [.points(scatter("", x, rows[0].values, colors: request.colors))])
    }
    x = rows[0].values
    others = Array(rows.dropFirst())
    for other in others where other.values.count != x.count {
      throw StudioError.lengthsDiffer(x.count, other.values.count)
    }
    var chart = plane(x, others, colors: request.colors)
    if !rows[0].name.isEmpty { chart.xLabel = rows[0].name }
    if others.count == 1, !others[0].name.isEmpty { chart.yLabel = others[0].name }
    return chart
  }

  private static func plane(
    _ x: [Double], _ others: [(name: Label, values: [Double])], colors: PlotRequest.Colors?
  ) -> Chart {
    Chart(
      layers: others.map { name, values in
        .points(scatter(others.count == 1 ? "" : name, x, values, colors: colors))
      }, size: Size(560, 380))
  }

  /// Few whole numbers are classes, anything else values.
  private static func scatter(_ name: Label, _ x: [Double], _ y: [Double], colors: PlotRequest.Colors?) -> Scatter {
    guard let colors else { return Scatter(name, x: x, y: y) }
    let kinds = Set(colors.values).sorted()
    guard kinds.count <= Palette.lines.count, kinds.allSatisfy({ $0 == $0.rounded() && $0.magnitude < 1e6 }) else {
      return Scatter(name, x: x, y: y, coloring: .values(colors.values, ColorAxis(colors.label)))
    }
    let classes = colors.values.map { color in kinds.firstIndex(of: color) ?? 0 }
    return Scatter(
      name, x: x, y: y,
      coloring: .classes(classes, names: kinds.map { Label("class \(NumberFormat.text($0, digits: 6))") }))
  }

  private static func bars(_ rows: [(name: Label, values: [Double])], _ labels: [Label]) -> Chart {
    let isSingle = rows.count == 1
    return Chart(
      layers: rows.enumerated().map { index, row in
        .bars(
          Bars(isSingle ? "" : row.name, heights: row.values, labels: labels, group: (index, rows.count)))
      }, size: Size(640, 280))
  }

  /// A matrix as it is written: the first row on top, every entry a block.
  private static func heatMap(_ grid: Grid, _ request: PlotRequest) -> Chart {
    let (rows, columns) = (grid.rows, grid.columns)
    let values = (0..<rows).reversed().flatMap(grid.row)
    let map = HeatMap(
      values, columns: columns, x: 0.5...(Double(columns) + 0.5), y: 0.5...(Double(rows) + 0.5),
      color: FieldChart.colors("", values, request), isSmooth: false, isMatrix: true)
    var chart = Chart.plane(
      xLabel: "column", yLabel: "row", layers: [.heatMap(map)],
      size: Size(Double(min(640, 130 + 48 * columns)), Double(min(480, 100 + 48 * rows))))
    chart.xTicks = ticks(columns).map { (Double($0), Label("\($0)")) }
    chart.yTicks = ticks(rows).map { (Double(rows + 1 - $0), Label("\($0)")) }
    return chart
  }

  /// Whole numbers from 1 that are not too many to be written.
  private static func ticks(_ count: Int) -> [Int] {
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500].first { count / $0 <= 12 } ?? max(1, count / 10)
    return step == 1 ? Array(1...max(1, count)) : [1] + Array(stride(from: step, through: count, by: step))
  }
}
