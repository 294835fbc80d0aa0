/// Drawing a hundred thousand points as a few thousand that look the same.
package enum Decimation {
  /// Cuts a line at its gaps and, within each part, keeps of the points that fall on one device column the first, the
  /// lowest, the highest and the last, in their order (Jugel et al., "M4", VLDB 2014): the drawn pixels stay the same.
  ///
  /// Points are in points of the canvas; a gap is a point with a NaN.
  package static func parts(_ points: some Sequence<Point>, scale: Double) -> [[Point]] {
    var parts: [[Point]] = []
    var part: [Point] = []
    var column: Column?

    func close() {
      column?.append(to: &part)
      column = nil
    }
    for point in points {
      guard !point.x.isNaN, !point.y.isNaN else {
        close()
        if !part.isEmpty { parts.append(part) }
        part = []
        continue
      }
      let place = (point.x * scale).rounded(.down)
      if column?.place == place {
        column?.add(point)
      } else {
        close()
        column = Column(place: place, first: point)
      }
    }
    close()
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  /// The outline of a line that goes up and down within every point of its way: for each stretch of a width the highest
  /// and the lowest place, joined to a closed shape.
  ///
  /// Filling it looks like drawing the line and takes a twentieth of the time, because the shape does not cross itself.
  package static func band(_ part: [Point], stretch: Double, width: Double) -> [Point] {
    var tops: [Point] = []
    var bottoms: [Point] = []
    var index = 0
    while index < part.count {
      let place = (part[index].x / stretch).rounded(.down)
      // The last point before the stretch belongs to it too, or two stretches far apart would not meet.
      var (low, high) = index > 0 ? (part[index - 1].y, part[index - 1].y) : (part[index].y, part[index].y)
      let first = part[index].x
      var last = first
      while index < part.count, (part[index].x / stretch).rounded(.down) == place {
        low = min(low, part[index].y)
        high = max(high, part[index].y)
        last = part[index].x
        index += 1
      }
      let x = (first + last) / 2
      tops.append(Point(x, low - width / 2))
      bottoms.append(Point(x, high + width / 2))
    }
    return tops + bottoms.reversed()
  }

  /// The points of one column that matter.
  private struct Column {
    let place: Double
    let first: Point
    var last: Point
    var lowest: (index: Int, point: Point)
    var highest: (index: Int, point: Point)
    var count = 1

    init(place: Double, first: Point) {
      self.place = place
      self.first = first
      last = first
      lowest = (0, first)
      highest = (0, first)
    }

    mutating func add(_ point: Point) {
      last = point
      if point.y < lowest.point.y { lowest = (count, point) }
      if point.y > highest.point.y { highest = (count, point) }
      count += 1
    }

    func append(to part: inout [Point]) {
      part.append(first)
      let extremes = lowest.index < highest.index ? [lowest, highest] : [highest, lowest]
      for extreme in extremes where extreme.index > 0 && extreme.index < count - 1 {
        part.append(extreme.point)
      }
      if count > 1 { part.append(last) }
    }
  }
}
