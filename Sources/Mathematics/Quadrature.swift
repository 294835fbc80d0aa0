import Language

/// Integrals by adaptive Gauss-Kronrod quadrature (Piessens and others, "QUADPACK", 1983, routine QAG with 7 and 15 points).
///
/// The interval whose error is largest is halved until the sum of all errors is small enough. Infinite ranges are mapped
/// onto finite ones. Bounds and integrand may carry slopes, so integrals can be differentiated, also by their bounds.
///
/// No rule of points sees a bell curve that stands between them. So the densities and exponentials that an integrand is
/// made of say where they are (``Peak``), and the first intervals end there.
enum Quadrature {
  /// Where a density has what it has.
  struct Peak: Equatable {
    let center: Double
    /// The standard deviation.
    let width: Double

    /// So many widths from the center, a bell curve has lost all but 1e-15 of its mass.
    static let reach = 8.0

    var low: Double { center - Self.reach * width }
    var high: Double { center + Self.reach * width }
    /// Where intervals may end so that each has a part of the curve that a rule of 15 points knows.
    var cuts: [Double] { [low, center - 3 * width, center, center + 3 * width, high] }
  }

  /// Errors of this size, relative to the integral where it is larger than 1, are allowed.
  static let tolerance = 1e-10
  private static let mostIntervals = 4000
  private static let firstIntervals = 16
  /// Fewer where peaks say what is where.
  private static let fewIntervals = 4

  /// The integral of a function.
  ///
  /// - Parameters:
  ///   - bounds: from where to where; infinite ones are allowed.
  ///   - peaks: where the function may be large, as far as that is known.
  ///   - place: what a fault points at.
  static func integral(
    over bounds: (low: Number, high: Number), peaks: [Peak] = [], at place: SourceRange,
    _ function: (Number) throws(MathFault) -> Number
  ) throws(MathFault) -> Number {
    let (low, high) = bounds
    let inside = peaks.filter { $0.high > low.value && $0.low < high.value }
    guard let first = inside.map(\.low).min(), let last = inside.map(\.high).max(), first.isFinite, last.isFinite
    else { return try whole(low, high, intervals: firstIntervals, at: place, function) }
    // The peaks on a finite range, without a map that would blur what is far away; then what is left beside them.
    let (start, end) = (low.value.isInfinite ? .real(first) : low, high.value.isInfinite ? .real(last) : high)
    let length = end - start
    let cuts = inside.flatMap(\.cuts).map { ($0 - start.value) / length.value }.filter { $0 > 0 && $0 < 1 }
    var sum = try adaptive(0, 1, cuts: cuts, intervals: fewIntervals, at: place) { (u) throws(MathFault) in
      length * (try function(start + length * .real(u)))
    }
    if low.value.isInfinite { sum = sum + (try whole(low, start, intervals: fewIntervals, at: place, function)) }
    if high.value.isInfinite { sum = sum + (try whole(end, high, intervals: fewIntervals, at: place, function)) }
    return sum
  }

  /// The integral without knowing anything of the function.
  private static func whole(
    _ low: Number, _ high: Number, intervals: Int, at place: SourceRange,
    _ function: (Number) throws(MathFault) -> Number
  ) throws(MathFault) -> Number {
    switch (low.value.isInfinite, high.value.isInfinite) {
    case (false, false):
      // x = low + (high - low) u
      let length = high - low
      return try adaptive(0, 1, intervals: intervals, at: place) { (u) throws(MathFault) in
        length * (try function(low + length * .real(u)))
      }
    case (true, true):
      // x = u / (1 - u²)
      return try adaptive(-1, 1, intervals: intervals, at: place) { (u) throws(MathFault) in
        let rest = 1 - u * u
        return .real((1 + u * u) / (rest * rest)) * (try function(.real(u / rest)))
      }
    case (false, true):
      // x = low + u / (1 - u)
      return try adaptive(0, 1, intervals: intervals, at: place) { (u) throws(MathFault) in
        .real(1 / ((1 - u) * (1 - u))) * (try function(low + .real(u / (1 - u))))
      }
    case (true, false):
      return try adaptive(0, 1, intervals: intervals, at: place) { (u) throws(MathFault) in
        .real(1 / ((1 - u) * (1 - u))) * (try function(high - .real(u / (1 - u))))
      }
    }
  }

  private struct Part {
    let low: Double
    let high: Double
    let integral: Number
    let error: Double
  }

  private static func adaptive(
    _ low: Double, _ high: Double, cuts: [Double] = [], intervals: Int, at place: SourceRange,
    _ function: (Double) throws(MathFault) -> Number
  ) throws(MathFault) -> Number {
    var parts: [Part] = []
    let step = (high - low) / Double(intervals)
    let ends = ((0...intervals).map { low + step * Double($0) } + cuts).sorted()
    for (start, end) in zip(ends, ends.dropFirst()) where end > start {
      parts.append(try part(start, end, at: place, function))
    }
    while true {
      let integral = parts.reduce(Number.zero) { $0 + $1.integral }
      let error = parts.reduce(0) { $0 + $1.error }
      if error <= tolerance * max(1, integral.size) { return integral }
      guard let worst = parts.indices.max(by: { parts[$0].error < parts[$1].error }), parts.count < mostIntervals else {
        throw MathFault(.noConvergence(estimate: integral.value, error: error), place)
      }
      let old = parts[worst]
      let middle = (old.low + old.high) / 2
      guard middle > old.low, middle < old.high, old.high - old.low > 1e-13 * (high - low) else {
        throw MathFault(.noConvergence(estimate: integral.value, error: error), place)
      }
      parts[worst] = try part(old.low, middle, at: place, function)
      parts.append(try part(middle, old.high, at: place, function))
    }
  }

  /// One interval: the 15-point rule, and its difference from the 7-point rule as the error.
  private static func part(
    _ low: Double, _ high: Double, at place: SourceRange, _ function: (Double) throws(MathFault) -> Number
  ) throws(MathFault) -> Part {
    let center = (low + high) / 2
    let half = (high - low) / 2
    var kronrod = Number.zero
    var gauss = Number.zero
    for (index, node) in nodes.enumerated() {
      for sign in node == 0 ? [1.0] : [-1.0, 1.0] {
        let x = center + sign * half * node
        let value = try function(x)
        guard value.value.isFinite else { throw MathFault(.divergent, place) }
        kronrod = kronrod + .real(kronrodWeights[index]) * value
        if index % 2 == 1 { gauss = gauss + .real(gaussWeights[index / 2]) * value }
      }
    }
    let integral = .real(half) * kronrod
    let error = (integral - .real(half) * gauss).size
    // Differences at the level of rounding are no reason to go on.
    let noise = 50 * Double.ulpOfOne * integral.size
    return Part(low: low, high: high, integral: integral, error: error <= noise ? 0 : error)
  }

  // Abscissae and weights of the 15-point Kronrod rule; those with odd index are the 7-point Gauss rule's.
  private static let nodes = [
    0.991_455_371_120_812_6, 0.949_107_912_342_758_5, 0.864_864_423_359_769_1, 0.741_531_185_599_394_4,
    0.586_087_235_467_691_1, 0.405_845_151_377_397_2, 0.207_784_955_007_898_47, 0,
  ]
  private static let kronrodWeights = [
    0.022_935_322_010_529_224, 0.063_092_092_629_978_56, 0.104_790_010_322_250_18, 0.140_653_259_715_525_92,
    0.169_004_726_639_267_9, 0.190_350_578_064_785_42, 0.204_432_940_075_298_89, 0.209_482_141_084_727_82,
  ]
  private static let gaussWeights = [
    0.129_484_966_168_869_7, 0.279_705_391_489_276_64, 0.381_830_050_505_118_93, 0.417_959_183_673_469_4,
  ]
}

extension Number {
  /// The largest of the value and its slopes.
  var size: Double {
    switch self {
    case .real(let value): abs(value)
    case .series(let series): series.coefficients.map(\.size).max() ?? 0
    }
  }
}
