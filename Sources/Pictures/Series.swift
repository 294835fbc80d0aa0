/// One line of a ``Chart``.
public struct Series: Sendable, Equatable {
  /// How a noisy line is calmed.
  public enum Smoothing: Sendable, Equatable {
    /// The line as it is.
    case none
    /// A weighted mean of so many neighbouring values around each, drawn over the values themselves, which become faint.
    case window(Int)
    /// A window of a twenty-fifth of the values; none below 40 values.
    case automatic
  }

  /// Written at the line's right end.
  public var name: Label
  /// Where the values stand; must be as many as the values, or the shorter of the two counts.
  public var x: [Double]
  /// The values; what is not finite leaves a gap.
  public var y: [Double]
  /// nil takes the next colour of the ``Palette``.
  public var color: Color?
  /// How the line is calmed.
  public var smoothing: Smoothing
  /// Lengths of dashes and gaps in points; none draws a whole line.
  public var dash: [Double]
  /// Whether every value has a dot, for values that were measured one by one.
  public var showsPoints: Bool
  /// Whether the values are those of a function at places that nobody chose, so that their number says nothing.
  public var isFunction = false

  /// Values at places.
  public init(
    _ name: Label, x: [Double], y: [Double], color: Color? = nil, smoothing: Smoothing = .none, dash: [Double] = [],
    showsPoints: Bool = false
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.color = color
    self.smoothing = smoothing
    self.dash = dash
    self.showsPoints = showsPoints
  }

  /// Values at the whole numbers from 1.
  public init(_ name: Label, _ values: [Double], color: Color? = nil, smoothing: Smoothing = .none) {
    self.init(name, x: values.indices.map { Double($0 + 1) }, y: values, color: color, smoothing: smoothing)
  }

  /// The values as points; what cannot be drawn is NaN.
  func points(_ scales: ChartScales) -> [Point] {
    zip(x, y).map { x, y in
      Point(scales.isDrawable(x: x) ? x : .nan, scales.isDrawable(y: y) ? y : .nan)
    }
  }

  /// The calmed line, or nil when it is the line itself.
  ///
  /// On a logarithmic axis the mean is that of the logarithms, or one large value would hide all others. Gaps stay gaps
  /// and take no part in the means beside them.
  func smoothed(_ points: [Point], scale: AxisScale) -> [Point]? {
    let window: Int
    switch smoothing {
    case .none: return nil
    case .window(let count): window = max(0, min(count, 1_000_000))
    case .automatic: window = points.count < 40 ? 0 : max(4, points.count / 25)
    }
    guard window > 1 else { return nil }
    let values = points.map { scale == .linear ? $0.y : Decimal.logarithm($0.y) }
    // Two means over half the window weigh near values more than far ones, which leaves no steps.
    let half = max(1, window / 4)
    let means = Self.means(Self.means(values, reach: half), reach: half)
    return zip(points, means).map { point, mean in
      Point(point.x, scale == .linear ? mean : Decimal.power(mean))
    }
  }

  /// The mean of the values at most `reach` places away, at a cost independent of it; NaN stays NaN.
  private static func means(_ values: [Double], reach: Int) -> [Double] {
    var sums = [0.0]
    var counts = [0]
    sums.reserveCapacity(values.count + 1)
    counts.reserveCapacity(values.count + 1)
    var sum = 0.0
    var count = 0
    for value in values {
      if !value.isNaN {
        sum += value
        count += 1
      }
      sums.append(sum)
      counts.append(count)
    }
    return values.indices.map { index in
      guard !values[index].isNaN else { return .nan }
      let low = max(0, index - reach)
      let high = min(values.count, index + reach + 1)
      return (sums[high] - sums[low]) / Double(counts[high] - counts[low])
    }
  }
}
