import Language
import Mathematics
import Pictures

/// Functions of two variables: a heat map, or two of them as arrows.
struct FieldChart {
  let chart: Chart

  init(_ expressions: [Expression], _ request: PlotRequest) throws {
    let (across, up) = (request.domains[0], request.domains[1])
    let style = request.style ?? (expressions.count == 2 ? .arrows : .heatmap)
    let xLabel = Label.math(across.variable)
    let yLabel = Label.math(up.variable)
    switch style {
    case .heatmap:
      guard expressions.count == 1 else { throw StudioError.styleDoesNotFit(style.rawValue, "several functions") }
      let columns = across.listed?.count ?? request.points ?? 80
      let rows = up.listed?.count ?? request.points ?? 80
      try Self.checkSize(columns, rows)
      let places = Self.places(across, up, columns, rows)
      let values = try Self.values(expressions[0], across, up, places, request)
      guard values.contains(where: \.isFinite) else { throw StudioError.nothingFinite }
      // Over the colour bar there is room for a name, over the chart for a formula.
      let name = request.values.label(expressions[0])
      let isShort = name.plain.count <= 12
      let short = expressions[0].asName.map { Label.math($0) } ?? ""
      let map = HeatMap(
        values, columns: columns, x: across.range, y: up.range,
        color: Self.colors(isShort ? name : short, values, request), levels: request.levels.map(\.value))
      chart = Chart(
        title: isShort ? nil : name, xLabel: xLabel, yLabel: yLabel, layers: [.heatMap(map)], size: Size(480, 400))
    case .arrows:
      guard expressions.count == 2 else { throw StudioError.arrowsNeedTwo }
      let count = request.points ?? 15
      try Self.checkSize(across.listed?.count ?? count, up.listed?.count ?? count)
      let places = Self.places(across, up, count, count)
      let x = try Self.values(expressions[0], across, up, places, request)
      let y = try Self.values(expressions[1], across, up, places, request)
      // In the middle of its cell even the longest arrow hardly leaves it.
      let arrows = Arrows(
        at: places.map { Point($0[0], $0[1]) }, vectors: zip(x, y).map { Point($0, $1) },
        magnification: .share(1.15 / Double(max(count, 2))), isCentered: true)
      var field = Chart.plane(xLabel: xLabel, yLabel: yLabel, layers: [.arrows(arrows)])
      field.xRange = across.range
      field.yRange = up.range
      chart = field
    default: throw StudioError.styleDoesNotFit(style.rawValue, "functions of two variables")
    }
  }

  /// The most cells of a field: more take minutes, and are finer than the picture.
  private static let mostCells = 1_000_000

  private static func checkSize(_ columns: Int, _ rows: Int) throws {
    guard columns * rows <= mostCells else {
      throw StudioError.tooManyCells(columns: columns, rows: rows, limit: mostCells)
    }
  }

  /// The centres of cells, row by row, the lowest row first.
  private static func places(_ across: PlotDomain, _ up: PlotDomain, _ columns: Int, _ rows: Int) -> [[Double]] {
    let xs = across.listed ?? HeatMap.centers(of: across.range, columns)
    let ys = up.listed ?? HeatMap.centers(of: up.range, rows)
    return ys.flatMap { y in xs.map { x in [x, y] } }
  }

  private static func values(
    _ expression: Expression, _ across: PlotDomain, _ up: PlotDomain, _ places: [[Double]], _ request: PlotRequest
  ) throws -> [Double] {
    try request.values.values(of: expression, with: [across.variable, up.variable], at: places)
  }

  /// Colours for values: around 0 where they lie on both sides of it, else from light to dark.
  static func colors(_ label: Label, _ values: [Double], _ request: PlotRequest) -> ColorAxis {
    let finite = values.filter(\.isFinite)
    let marks = request.levels.map { ReferenceLine(y: $0.value, label: $0.label) }
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    guard low < 0, high > 0 else { return ColorAxis(label, range: request.range, marks: marks) }
    let reach = max(-low, high)
    return ColorAxis(label, scale: .diverging, range: request.range ?? -reach...reach, marks: marks)
  }
}
