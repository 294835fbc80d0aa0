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
    let scale: AxisScale = request.logarithmic.contains(.x) ? .logarithmic : .linear
    var places = domain.places(request.points ?? 400, isLogarithmic: scale == .logarithmic)
    var values = try expressions.map { try Self.values($0, domain.variable, places, request) }
    guard values.contains(where: { $0.contains(where: \.isFinite) }) else { throw StudioError.nothingFinite }
    let clip = request.range == nil && request.logarithmic.isEmpty ? Clip(values) : nil
    let isSampled = domain.listed == nil && expressions.allSatisfy { request.values.vector(ifKnown: $0) == nil }
    if request.points == nil, isSampled, style != .points {
      let upright: AxisScale = request.logarithmic.contains(.y) ? .logarithmic : .linear
      let finer = Refinement(
        of: values, at: places, range: request.range ?? clip?.range, scales: (scale, upright)
      ).places
      if !finer.isEmpty {
        places = (places + finer).sorted()
        values = try expressions.map { try Self.values($0, domain.variable, places, request) }
      }
    }
    let looks = CurveLook.all(of: expressions)
    var layers: [Layer] = []
    let curves = zip(zip(expressions, looks), values).map { pair, values in
      let (expression, look) = pair
      var curve = Series(
        request.values.label(expression), x: places, y: clip?.broken(values) ?? values, color: look.color,
        dash: look.dash)
      curve.showsPoints = domain.listed != nil
      curve.isFunction = isSampled && request.points == nil
      return curve
    }
    switch style {
    case .points:
      layers = curves.map { .points(Scatter($0.name, x: $0.x, y: $0.y, coloring: .plain($0.color), radius: 2.5)) }
    case .area:
      let area = Area(
        x: places, lower: curves.count == 2 ? curves[1].y : nil, upper: curves[0].y,
        color: curves.count == 2 ? Palette.slate : curves[0].color)
      let size = curves.count == 2 ? "area between them: \(area.sizeText)" : "area: \(area.sizeText)"
      layers = [.area(area.named(Label(size)))] + curves.map(Layer.line)
    default: layers = curves.map(Layer.line)
    }
    if !request.marks.isEmpty {
      layers.append(.points(try Self.marked(zip(expressions, looks), domain.variable, request)))
    }
    chart = Chart(
      xLabel: Label.math(domain.variable), layers: layers, xRange: scale.rounded(domain.range),
      yRange: clip?.range, note: clip?.note(for: values))
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
