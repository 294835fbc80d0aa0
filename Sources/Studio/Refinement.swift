package import Pictures

/// Further places for lines where they are so steep that straight pieces would be seen.
package struct Refinement {
  /// Between the places there are, in no order.
  package let places: [Double]

  /// The share of the height that a straight piece may climb.
  private static let steepest = 0.01
  /// The most places put between two.
  private static let mostBetween = 24
  private static let most = 2_000

  /// - Parameters:
  ///   - curves: the values of each line at the same places.
  ///   - range: the values that are shown; nil for all there are.
  ///   - scales: how the axes are spread, across and up.
  package init(
    of curves: [[Double]], at known: [Double], range: ClosedRange<Double>?, scales: (x: AxisScale, y: AxisScale)
  ) {
    func height(_ value: Double) -> Double {
      scales.y == .linear ? value : value > 0 ? AxisScale.logarithm(value) : .nan
    }
    let heights = curves.map { $0.map(height) }
    let all = heights.joined().filter(\.isFinite)
    let low = range.map { height($0.lowerBound) } ?? all.min() ?? 0
    let high = range.map { height($0.upperBound) } ?? all.max() ?? 0
    guard high > low, (high - low).isFinite else {
      places = []
      return
    }
    var places: [Double] = []
    for index in known.indices.dropFirst() where places.count < Self.most {
      let climb =
        heights.map { line in
          let (before, here) = (line[index - 1], line[index])
          guard before.isFinite, here.isFinite else { return 0 }
          // What lies beyond the chart is not seen.
          return abs(max(low, min(high, here)) - max(low, min(high, before))) / (high - low)
        }.max() ?? 0
      let count = min(Self.mostBetween, Int(climb / Self.steepest))
      guard count > 0, known[index] > known[index - 1] else { continue }
      places += (1...count).map { part in
        scales.x.value(at: Double(part) / Double(count + 1), of: known[index - 1]...known[index])
      }
    }
    self.places = places
  }
}
