/// Lines of equal value through a ``HeatMap``.
enum Isolines {
  /// The pieces along which the map has a value.
  ///
  /// They are found square by square between four neighbouring centres (marching squares; Lorensen and Cline, SIGGRAPH
  /// 1987, in the plane). Squares with a value that is not finite hold none. Between the outermost centres and the map's
  /// edge the values go on as they do before it.
  static func parts(of map: HeatMap, at level: Double) -> [[Point]] {
    guard map.rows > 0 else { return [] }
    let xs = places(map.x, map.columns)
    let ys = places(map.y, map.rows)
    let values = reachingEdges(map)
    var parts: [[Point]] = []
    for row in 0..<ys.count - 1 {
      for column in 0..<xs.count - 1 {
        // Corners counter-clockwise from the lower left.
        let places = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
        let corners = places.map { Point(xs[$0.0], ys[$0.1]) }
        let heights = places.map { values[$0.1 * xs.count + $0.0] - level }
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
        // A saddle: the value in the middle says which two corners the lines keep apart; where it lies on the level, both
        // lines go through it.
        let middle = heights.reduce(0, +) / 4
        if middle.magnitude <= 1e-9 * (heights.map(\.magnitude).max() ?? 0) {
          parts += [[crossings[0], crossings[2]], [crossings[1], crossings[3]]]
          continue
        }
        let joins = (middle >= 0) == (heights[0] >= 0) ? [(0, 1), (2, 3)] : [(3, 0), (1, 2)]
        for (first, second) in joins { parts.append([crossings[first], crossings[second]]) }
      }
    }
    return parts
  }

  /// The centres of the cells and both ends of the range.
  private static func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    [range.lowerBound] + HeatMap.centers(of: range, count) + [range.upperBound]
  }

  /// The values at those places, row by row.
  private static func reachingEdges(_ map: HeatMap) -> [Double] {
    func extended(_ line: [Double]) -> [Double] {
      guard let first = line.first, let last = line.last else { return line }
      guard line.count > 1 else { return [first, first, first] }
      return [first + (first - line[1]) / 2] + line + [last + (last - line[line.count - 2]) / 2]
    }
    let rows = (0..<map.rows).map { extended(Array(map.values[$0 * map.columns..<($0 + 1) * map.columns])) }
    let columns = (0..<map.columns + 2).map { column in extended(rows.map { $0[column] }) }
    return (0..<map.rows + 2).flatMap { row in columns.map { $0[row] } }
  }
}
