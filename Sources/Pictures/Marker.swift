/// The shape of a point; classes differ in shape as well as in colour, so that no reading depends on colour alone.
public enum Marker: Sendable, Equatable, CaseIterable {
  /// Drawn with equal areas, in the order in which classes take them.
  case circle, triangle, square, diamond, cross, ring

  /// The shape of the n-th class; beyond the last it begins again.
  public static func of(_ index: Int) -> Marker {
    let all = allCases
    return all[((index % all.count) + all.count) % all.count]
  }

  /// Draws the shape with the area of a circle of that radius, and a thin white edge where shapes may overlap.
  func draw(on canvas: Canvas, at center: Point, radius: Double, color: Color, hasEdge: Bool = true) {
    let edge = hasEdge && radius >= 2 ? Stroke(.white, width: 0.75) : nil
    switch self {
    case .circle: canvas.circle(center: center, radius: radius, fill: color, stroke: edge)
    case .ring:
      canvas.circle(center: center, radius: radius * 0.9, stroke: Stroke(color, width: max(1, radius * 0.5)))
    case .square: polygon([(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)])
    case .diamond: polygon([(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)])
    case .triangle: polygon([(0, -1.5), (1.3, 0.75), (-1.3, 0.75)])
    case .cross:
      let arm = radius * 0.95
      let stroke = Stroke(color, width: max(1.25, radius * 0.6))
      canvas.line(
        from: Point(center.x - arm, center.y - arm), to: Point(center.x + arm, center.y + arm), stroke: stroke)
      canvas.line(
        from: Point(center.x - arm, center.y + arm), to: Point(center.x + arm, center.y - arm), stroke: stroke)
    }

    func polygon(_ corners: [(Double, Double)]) {
      let points = corners.map { Point(center.x + $0.0 * radius, center.y + $0.1 * radius) }
      canvas.polygon(points, fill: color, stroke: edge)
    }
  }
}
