import Pictures

/// Where lines with poles are cut off, so that the rest of them can be seen.
struct Clip {
  let range: ClosedRange<Double>

  /// Values so much farther apart than nine tenths of them are means a pole.
  private static let reach = 30.0

  /// - Returns: nil when all values can be shown together.
  init?(_ curves: [[Double]]) {
    let values = curves.joined().filter(\.isFinite).sorted()
    guard values.count >= 40, let low = values.first, let high = values.last else { return nil }
    let (first, last) = (values[values.count / 20], values[values.count - 1 - values.count / 20])
    guard last > first, high - low > Self.reach * (last - first) else { return nil }
    let room = (last - first) * 0.25
    // To 0 where it is near: the other end of what runs away is often there.
    let (bottom, top) = (max(low, first - room), min(high, last + room))
    let near = (top - bottom) * 0.1
    range = (bottom > 0 && bottom < near ? 0 : bottom)...(top < 0 && -top < near ? 0 : top)
  }

  /// How far the values reach of which only a part is shown.
  func note(for curves: [[Double]]) -> Label? {
    let values = curves.joined().filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    return Label("cut off: the values reach from \(Chart.text(of: low)) to \(Chart.text(of: high))")
  }

  /// The line with a gap where it jumps over the whole range, as a tangent does at its poles.
  func broken(_ values: [Double]) -> [Double] {
    var broken = values
    for index in values.indices.dropFirst() {
      let (before, here) = (values[index - 1], values[index])
      if min(before, here) < range.lowerBound, max(before, here) > range.upperBound { broken[index] = .nan }
    }
    return broken
  }
}
