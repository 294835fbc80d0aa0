import Language

/// Narrow peaks of functions of which nothing is known.
extension Quadrature {
  /// Where all that has been met of a function is as small as this, what matters may not have been met.
  private static let slight = 1e-6
  /// A peak counts when it is so many times as high as what has been met without it.
  private static let prominence = 10.0
  private static let mostSummits = 4

  /// The integral of a function; where no peak is known and next to nothing has been met, it is searched for peaks.
  ///
  /// - Throws: `.unseen` where an endless range has nothing but zeros; a constant 0 is believed.
  static func searchedIntegral(
    over bounds: (low: Number, high: Number), peaks: [Peak], at place: SourceRange,
    _ function: (Number) throws(MathFault) -> Number
  ) throws(MathFault) -> Number {
    guard peaks.isEmpty else { return try integral(over: bounds, peaks: peaks, at: place, function) }
    var largest = 0.0
    let blind = try integral(over: bounds, at: place) { (x) throws(MathFault) in
      let value = try function(x)
      largest = max(largest, value.size)
      return value
    }
    let (low, high) = (bounds.low.value, bounds.high.value)
    guard largest < slight, low < high else { return blind }
    let summits = try summits(above: prominence * largest, at: places(from: low, to: high), function)
    guard summits.isEmpty else { return try integral(over: bounds, peaks: summits, at: place, function) }
    let isEndless = low.isInfinite || high.isInfinite
    if largest > 0 || !isEndless || isConstantZero(function) { return blind }
    throw MathFault(.unseen, place)
  }

  /// Whether a function is 0 without looking at its argument.
  private static func isConstantZero(_ function: (Number) throws(MathFault) -> Number) -> Bool {
    do throws(MathFault) {
      return try function(.real(.nan)).value == 0
    } catch {
      return false
    }
  }

  /// Places to look at: evenly in a finite range, else farther and farther apart, so that the search is as fine at
  /// every distance.
  private static func places(from low: Double, to high: Double) -> [Double] {
    let distances = Array(sequence(first: 1e-3) { $0 < 1e6 ? $0 * 1.02 : nil })
    switch (low.isInfinite, high.isInfinite) {
    case (false, false): return (0...1000).map { low + (high - low) * Double($0) / 1000 }
    case (false, true): return [low] + distances.map { low + $0 }
    case (true, false): return distances.reversed().map { high - $0 } + [high]
    case (true, true): return distances.reversed().map { -$0 } + [0] + distances
    }
  }

  private static func summits(
    above threshold: Double, at places: [Double], _ function: (Number) throws(MathFault) -> Number
  ) throws(MathFault) -> [Peak] {
    var heights: [Double] = []
    for place in places { heights.append(try height(of: function, at: place)) }
    let candidates = heights.indices.dropFirst().dropLast()
      .filter { heights[$0] > 0 && heights[$0] >= heights[$0 - 1] && heights[$0] >= heights[$0 + 1] }
      .sorted { heights[$0] > heights[$1] }
    var summits: [Peak] = []
    for index in candidates.prefix(mostSummits) {
      let peak = try climbed(from: places[index - 1], places[index], places[index + 1], function)
      if try height(of: function, at: peak.center) > threshold { summits.append(peak) }
    }
    return summits
  }

  /// The highest place between two, found by the golden section, with the distance at which half of the height is left.
  private static func climbed(
    from left: Double, _ middle: Double, _ right: Double, _ function: (Number) throws(MathFault) -> Number
  ) throws(MathFault) -> Peak {
    let golden = 0.381_966_011_250_105
    var (low, top, high) = (left, middle, right)
    var best = try height(of: function, at: top)
    for _ in 0..<60 {
      let place = high - top > top - low ? top + golden * (high - top) : top - golden * (top - low)
      let found = try height(of: function, at: place)
      let isRight = place > top
      if found > best {
        if isRight { low = top } else { high = top }
        (top, best) = (place, found)
      } else {
        if isRight { high = place } else { low = place }
      }
    }
    var width = max(right - top, top - left)
    while width > 1e-9 * max(1, abs(top)) {
      let sides = try height(of: function, at: top - width) + height(of: function, at: top + width)
      if sides >= best { break }
      width /= 2
    }
    return Peak(center: top, width: width)
  }

  /// How far a function is from 0; 0 where it has no value.
  private static func height(
    of function: (Number) throws(MathFault) -> Number, at place: Double
  ) throws(MathFault) -> Double {
    do throws(MathFault) {
      let size = try function(.real(place)).size
      return size.isFinite ? size : 0
    } catch {
      guard error.isGap else { throw error }
      return 0
    }
  }
}
