extension Bars {
  /// How often values fall into equal stretches with round edges.
  ///
  /// - Parameters:
  ///   - bins: how many stretches at least about; nil for a number that suits the count (Sturges' rule of 1 + log₂ n,
  ///     doubled above a hundred values, because it was made for few).
  ///   - range: where they lie; nil for where the values lie, rounded outwards.
  ///   - isDensity: whether the areas sum to 1 rather than the heights to the count.
  public static func histogram(
    _ name: Label = "", of values: [Double], bins: Int? = nil, range: ClosedRange<Double>? = nil,
    isDensity: Bool = false, color: Color? = nil
  ) -> Bars {
    let finite = values.filter { $0.magnitude <= ChartScales.limit }
    guard let low = range?.lowerBound ?? finite.min(), let high = range?.upperBound ?? finite.max() else {
      return Bars(name, heights: [], edges: [], color: color)
    }
    let edges = edges(low, high, count: bins ?? suitable(finite.count), isGiven: range != nil)
    var counts = [Double](repeating: 0, count: max(0, edges.count - 1))
    guard let first = edges.first, let last = edges.last, last > first else {
      return Bars(name, heights: [], edges: [], color: color)
    }
    for value in finite where value >= first && value <= last {
      let place = Int((value - first) / (last - first) * Double(counts.count))
      // The last stretch holds its right end as well.
      counts[max(0, min(counts.count - 1, place))] += 1
    }
    if isDensity, !finite.isEmpty {
      let width = (last - first) / Double(counts.count)
      counts = counts.map { $0 / (Double(finite.count) * width) }
    }
    return Bars(name, heights: counts, edges: edges, color: color)
  }

  private static func suitable(_ count: Int) -> Int {
    let sturges = Int.bitWidth - max(1, count).leadingZeroBitCount
    return max(4, count > 100 ? 2 * sturges : sturges)
  }

  private static func edges(_ low: Double, _ high: Double, count: Int, isGiven: Bool) -> [Double] {
    let count = max(1, min(count, 1000))
    guard high > low else {
      let room = max(abs(low) * 0.05, 0.5)
      return [low - room, low + room]
    }
    if isGiven { return (0...count).map { low + (high - low) * Double($0) / Double(count) } }
    let step = Step(covering: high - low, count: count)
    let (first, last) = (step.floor(low), step.ceiling(high))
    // One stretch more when the largest value lies on the last edge would leave it nearly empty.
    return stride(from: first, through: max(last, first + 1), by: 1).map(step.value)
  }
}
