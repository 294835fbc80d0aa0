import Jupyter
import Language
import Pictures

/// What `plot` was asked for beside the things to draw, computed.
struct PlotRequest {
  let domains: [PlotDomain]
  let style: PlotStyle?
  let title: Label?
  let size: Size?
  let range: ClosedRange<Double>?
  let logarithmic: LogarithmicAxes
  let levels: [PlotMark]
  let marks: [PlotMark]
  let labels: [Label]
  let colors: Colors?
  let bins: Int?
  let points: Int?
  let values: PlotValues
  private let xLabel: Label?
  private let yLabel: Label?

  /// A value or class for each point, and what they are; nothing for a list of numbers.
  typealias Colors = (values: [Double], label: Label)

  init(_ arguments: Arguments, in session: Session, _ output: any Output) throws {
    let values = PlotValues(session, output)
    self.values = values
    domains = try arguments.domains("range").map { try values.domain($0.variable, $0.range) }
    guard domains.count <= 2 else { throw StudioError.tooManyVariables }
    style = arguments.text(ifGiven: "style").flatMap(PlotStyle.init)
    title = arguments.text(ifGiven: "title").map { Label($0) }
    xLabel = arguments.text(ifGiven: "x").map { Label.math($0) }
    yLabel = arguments.text(ifGiven: "y").map { Label.math($0) }
    size = arguments.size(ifGiven: "size").map { lengths in
      // Smaller ones hold no axes, larger ones no page.
      Size(Double(max(120, min(lengths[0], 2000))), Double(max(90, min(lengths[1], 2000))))
    }
    range = try arguments.expressions("values").first.map { try values.range($0) }
    logarithmic = LogarithmicAxes(word: arguments.text(ifGiven: "log"))
    levels = try arguments.expressions("level").first.map { try values.marks($0) } ?? []
    marks = try arguments.expressions("mark").first.map { try values.marks($0) } ?? []
    labels = try arguments.expressions("labels").first.map { try values.labels($0) } ?? []
    colors = try arguments.expressions("color").first.map { expression in
      let isList = if case .list = expression.node { true } else { false }
      return (try values.vector(expression), isList ? "" : Label.math(values.text(expression)))
    }
    bins = arguments.integer(ifGiven: "bins")
    points = arguments.integer(ifGiven: "points")
  }

  /// The chart with everything that was asked for by name.
  ///
  /// - Throws: `StudioError.nothingAboveZero` when logarithmic axes would show nothing.
  func dressed(_ chart: Chart, title panelTitle: Label? = nil) throws -> Chart {
    var chart = chart
    chart.title = panelTitle ?? title ?? chart.title
    chart.xLabel = xLabel ?? chart.xLabel
    chart.yLabel = yLabel ?? chart.yLabel
    chart.size = size ?? chart.size
    if domains.count < 2 {
      chart.yRange = range ?? chart.yRange
      chart.referenceLines += levels.map { ReferenceLine(y: $0.value, label: $0.label) }
    }
    chart.referenceLines += marks.map { ReferenceLine(x: $0.value, label: $0.label) }
    if logarithmic.contains(.x) { chart.xScale = .logarithmic }
    if logarithmic.contains(.y) { chart.yScale = .logarithmic }
    let (some, all) = chart.leavesOut
    if all { throw StudioError.nothingAboveZero }
    if some { chart.note = "logarithmic: what is not above 0 is left out" }
    return chart
  }
}

/// A value worth a line of its own, with the words it was written in.
struct PlotMark {
  let value: Double
  let label: Label
}

/// Where a variable runs: a range, or places one by one.
struct PlotDomain {
  let variable: String
  let range: ClosedRange<Double>
  let listed: [Double]?

  /// So many places at equal distances, or ratios, both ends included; the listed ones when there are.
  func places(_ count: Int, isLogarithmic: Bool = false) -> [Double] {
    if let listed { return listed }
    let (low, high) = (range.lowerBound, range.upperBound)
    return (0..<count).map { index in
      let share = Double(index) / Double(max(1, count - 1))
      return isLogarithmic && low > 0 ? AxisScale.logarithmic.value(at: share, of: range) : low + (high - low) * share
    }
  }
}
