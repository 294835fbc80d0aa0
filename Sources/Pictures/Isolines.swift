/// Lines of equal value through a ``HeatMap``.
enum Isolines {
  /// The pieces along which the map has a value, found square by square between four neighbouring centres (marching
  /// squares; Lorensen and Cline, SIGGRAPH 1987, in the plane). Squares with a value that is not finite hold none.
  static func parts(of map: HeatMap, at level: Double) -> [[Point]] {
    let xs = HeatMap.centers(of: map.x, map.columns)
    let ys = HeatMap.centers(of: map.y, map.rows)
    var parts: [[Point]] = []
    for row in 0..<max(0, map.rows - 1) {
      for column in 0..<max(0, map.columns - 1) {
        // Corners counter-clockwise from the lower left.
        let places = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
        let corners = places.map { Point(xs[$0.0], ys[$0.1]) }
        let heights = places.map { map.values[$0.1 * map.columns + $0.0] - level }
        guard heights.allSatisfy(\.isFinite) else { continue }
        let crossings = (0..<4).compactMap { side -> Point? in
          let next = (side + 1) % 4
          // A height of 0 counts as above, so that a line through a corner is found once.
          guard (heights[side] >= 0) != (heights[next] >= 0) else { return nil }
          let share = heights[side] / (heights[side] - heights[next])
          return Point(
            corners[side].x + (corners[next].x - corners[side].x) * share,
            corners[side].y + (corners[next].y - corners[side].y) * share)
        }
        if crossings.count == 2 { parts.append(crossings) }
        guard crossings.count == 4 else { continue }
        // A saddle: the value in the middle says which two corners the lines keep apart.
        let middle = heights.reduce(0, +) / 4
        let joins = (middle >= 0) == (heights[0] >= 0) ? [(0, 1), (2, 3)] : [(3, 0), (1, 2)]
        for (first, second) in joins { parts.append([crossings[first], crossings[second]]) }
      }
    }
    return parts
  }
}
