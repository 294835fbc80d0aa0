import Language
import Mathematics
import Pictures

/// Functions of one variable as lines, points or areas.
struct FunctionChart {
  let chart: Chart

  /// - Throws: a `MathFault` when a line has no value anywhere, `StudioError` when the style is for something else.
  init(_ expressions: [Expression], _ request: PlotRequest) throws {
    let domain = request.domains[0]
    let style = request.style ?? .line
    guard [.line, .points, .area].contains(style) else {
      throw StudioError.styleDoesNotFit(style.rawValue, "functions of one variable")
    }
    guard style != .area || expressions.count <= 2 else { throw StudioError.tooManyForArea }
    let places = domain.places(request.points ?? 400, isLogarithmic: request.logarithmic.contains(.x))
    let looks = CurveLook.all(of: expressions)
    var layers: [Layer] = []
    var curves: [Series] = []
    for (expression, look) in zip(expressions, looks) {
      let values = try Self.values(expression, domain.variable, places, request)
      var curve = Series(request.values.label(expression), x: places, y: values, color: look.color, dash: look.dash)
      curve.showsPoints = domain.listed != nil
      curves.append(curve)
    }
    let clip = request.range == nil && request.logarithmic.isEmpty ? Clip(curves) : nil
    if let clip { curves = curves.map(clip.broken) }
    switch style {
    case .points:
      layers = curves.map { .points(Scatter($0.name, x: $0.x, y: $0.y, coloring: .plain($0.color), radius: 2.5)) }
    case .area:
      let area = Area(
        x: places, lower: curves.count == 2 ? curves[1].y : nil, upper: curves[0].y,
        color: curves.count == 2 ? Palette.slate : curves[0].color)
      layers = [.area(area.named(Label("area \(area.sizeText)")))] + curves.map(Layer.line)
    default: layers = curves.map(Layer.line)
    }
    if !request.marks.isEmpty {
      layers.append(.points(try Self.marked(zip(expressions, looks), domain.variable, request)))
    }
    chart = Chart(
      xLabel: Label.math(domain.variable), layers: layers, xRange: AxisScale.linear.rounded(domain.range),
      yRange: clip?.range, note: clip?.note)
  }

  /// The values of all functions at the marked places, written beside their dots.
  private static func marked(
    _ curves: some Sequence<(Expression, CurveLook)>, _ variable: String, _ request: PlotRequest
  ) throws -> Scatter {
    var dots = Scatter(x: [], y: [], radius: 4)
    var colors: [Color] = []
    let places = request.marks.map(\.value)
    for (expression, look) in curves {
      for (x, y) in zip(places, try values(expression, variable, places, request)) where y.isFinite {
        dots.x.append(x)
        dots.y.append(y)
        dots.labels.append(Label(Chart.text(of: y)))
        colors.append(look.color)
      }
    }
    dots.coloring = .colors(colors)
    return dots
  }

  /// The values of a function or expression; a vector as long as the places is taken as it is.
  private static func values(
    _ expression: Expression, _ variable: String, _ places: [Double], _ request: PlotRequest
  ) throws -> [Double] {
    if let known = request.values.vector(ifKnown: expression), known.count == places.count { return known }
    return try request.values.values(of: expression, with: [variable], at: places.map { [$0] })
  }
}

/// The colour and dashes of each of several functions.
///
/// Purple and green come first, as the literature draws the weak and the strong loss. A derivative that is drawn beside
/// its function has the function's colour and is dashed.
struct CurveLook {
  let color: Color
  let dash: [Double]

  private static let colors = [
    Palette.purple, Palette.green, Palette.blue, Palette.vermilion, Palette.ochre, Palette.slate,
  ]
  private static let dashes: [[Double]] = [[], [7, 3.5], [2, 2.5], [7, 2.5, 2, 2.5]]

  static func all(of expressions: [Expression]) -> [CurveLook] {
    let parts = expressions.map { expression -> (base: String?, order: Int) in
      if case .derivative(let inner, let order) = expression.node { return (inner.asName, order) }
      return (expression.asName, 0)
    }
    var bases: [String: (color: Color, order: Int)] = [:]
    for (base, order) in parts {
      guard let base else { continue }
      bases[base] = (Palette.ink, min(order, bases[base]?.order ?? order))
    }
    var next = 0
    var given: [String: Color] = [:]
    // The derivatives of a single function need no colour to say whose they are, so each has its own.
    let isOne = Set(parts.map { $0.base ?? "" }).count == 1
    return parts.map { base, order in
      let color = (isOne ? nil : base.flatMap { given[$0] }) ?? colors[next % colors.count]
      guard let base else {
        next += 1
        return CurveLook(color: color, dash: [])
      }
      if isOne || given[base] == nil { next += 1 }
      given[base] = color
      let distance = order - (bases[base]?.order ?? order)
      return CurveLook(color: color, dash: dashes[min(distance, dashes.count - 1)])
    }
  }
}

/// Where lines with poles are cut off, so that the rest of them can be seen.
struct Clip {
  let range: ClosedRange<Double>
  let note: Label

  /// Values so much farther apart than nine tenths of them are means a pole.
  private static let reach = 30.0

  /// - Returns: nil when all values can be shown together.
  init?(_ curves: [Series]) {
    let values = curves.flatMap(\.y).filter(\.isFinite).sorted()
    guard values.count >= 40, let low = values.first, let high = values.last else { return nil }
    let (first, last) = (values[values.count / 20], values[values.count - 1 - values.count / 20])
    guard last > first, high - low > Self.reach * (last - first) else { return nil }
    let room = (last - first) * 0.25
    range = max(low, first - room)...min(high, last + room)
    note = Label("cut off: the values reach from \(Chart.text(of: low)) to \(Chart.text(of: high))")
  }

  /// The line with a gap where it jumps over the whole range, as a tangent does at its poles.
  func broken(_ series: Series) -> Series {
    var broken = series
    for index in series.y.indices.dropFirst() {
      let (before, here) = (series.y[index - 1], series.y[index])
      if min(before, here) < range.lowerBound, max(before, here) > range.upperBound { broken.y[index] = .nan }
    }
    return broken
  }
}
