/// How values are spread along an axis.
public enum AxisScale: Sendable {
  /// Equal steps for equal differences.
  case linear
  /// Equal steps for equal ratios; values that are not above zero are left out.
  case logarithmic

  /// The range, reaching to a round value where it ends just before one: 0.001…0.999 becomes 0…1.
  public func rounded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard self == .linear else {
      guard low > 0, high <= ChartScales.limit else { return range }
      // A power of ten that is as near.
      let (begin, end) = (Decimal.logarithm(low), Decimal.logarithm(high))
      let room = (end - begin) * 0.015
      let (before, behind) = (begin.rounded(.down), end.rounded(.up))
      return
        (begin - before <= room ? min(low, Decimal.power(Int(before))) : low)...(behind - end <= room
        ? max(high, Decimal.power(Int(behind))) : high)
    }
    guard high - low > max(low.magnitude, high.magnitude) * 1e-6 else { return range }
    let step = Step(covering: high - low, count: 10)
    let (before, behind) = (step.value(step.floor(low)), step.value(step.ceiling(high)))
    let room = (high - low) * 0.015
    return (low - before <= room ? min(low, before) : low)...(behind - high <= room ? max(high, behind) : high)
  }

  /// The logarithm to base 10 of a value above zero.
  public static func logarithm(_ value: Double) -> Double { Decimal.logarithm(value) }

  /// The value at a share of a range, 0 being its beginning and 1 its end.
  public func value(at share: Double, of range: ClosedRange<Double>) -> Double {
    switch self {
    case .linear: range.lowerBound + (range.upperBound - range.lowerBound) * share
    case .logarithmic:
      range.lowerBound * Decimal.power(Decimal.logarithm(range.upperBound / range.lowerBound) * share)
    }
  }
}

/// A stretch of values, where each lies along it, and the round values marked on it.
package struct Axis {
  package struct Tick: Equatable {
    package let value: Double
    package let label: String
  }

  package let scale: AxisScale
  package let range: ClosedRange<Double>
  package let ticks: [Tick]

  /// Where a value lies: 0 at the range's beginning, 1 at its end.
  package func fraction(of value: Double) -> Double {
    switch scale {
    case .linear: (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    case .logarithmic:
      (Decimal.logarithm(value) - Decimal.logarithm(range.lowerBound))
        / (Decimal.logarithm(range.upperBound) - Decimal.logarithm(range.lowerBound))
    }
  }

  /// An axis with ticks of one's own, such as categories.
  init(_ range: ClosedRange<Double>, scale: AxisScale, ticks: [Tick]) {
    self.range = range
    self.scale = scale
    self.ticks = ticks
  }

  /// An axis for values between two, with about `count` ticks.
  ///
  /// - Parameter isWidened: whether the range ends at ticks, so that no line touches the frame.
  package init(_ values: ClosedRange<Double>, scale: AxisScale, count: Int, isWidened: Bool, isWhole: Bool = false) {
    self.scale = scale
    let values = Self.nonEmpty(values, scale: scale)
    if scale == .logarithmic, values.upperBound / values.lowerBound >= 5 {
      let low = Decimal.logarithm(values.lowerBound)
      let high = Decimal.logarithm(values.upperBound)
      range = isWidened ? Decimal.power(low - (high - low) * 0.04)...Decimal.power(high + (high - low) * 0.04) : values
      ticks = Self.logarithmicTicks(range, count: count)
      return
    }
    var step = Step(covering: values.upperBound - values.lowerBound, count: count)
    // Steps, epochs and the like have no halves.
    if isWhole, step.exponent < 0 { step = Step(mantissa: 1, exponent: 0) }
    var low = step.floor(values.lowerBound)
    var high = step.ceiling(values.upperBound)
    if isWidened {
      // Widening must not leave the positive numbers on a logarithmic axis.
      if scale == .logarithmic, step.value(low) <= 0 { low += 1 }
      let begin = min(values.lowerBound, step.value(low))
      range = begin...step.value(high)
    } else {
      range = values
    }
    if step.value(low) < range.lowerBound { low += 1 }
    if step.value(high) > range.upperBound { high -= 1 }
    let ticked = low <= high ? Array(stride(from: low, through: high, by: 1)) : []
    let text = TickText(step: step, largest: max(range.lowerBound.magnitude, range.upperBound.magnitude))
    ticks = ticked.prefix(100).map { Tick(value: step.value($0), label: text.label(step.value($0))) }
  }

  /// A constant is shown in the middle of a stretch of its own size.
  private static func nonEmpty(_ values: ClosedRange<Double>, scale: AxisScale) -> ClosedRange<Double> {
    let (low, high) = (values.lowerBound, values.upperBound)
    let size = max(low.magnitude, high.magnitude)
    if high - low > size * 1e-10, high - low > 1e-290 { return values }
    if scale == .logarithmic { return (low / 2)...(high * 2) }
    let room = size > 1e-290 ? size * 0.1 : 1
    return (low - room)...(high + room)
  }

  private static func logarithmicTicks(_ range: ClosedRange<Double>, count: Int) -> [Tick] {
    let first = Decimal.exponent(of: range.lowerBound)
    let last = Decimal.exponent(of: range.upperBound)
    let stride = max(1, (last - first + count - 1) / max(1, count))
    let mantissas: [Double] = range.upperBound / range.lowerBound <= 100 ? [1, 2, 5] : [1]
    // One manner for all: powers where plain digits would grow long.
    let isWide = first < -3 || last > 5
    var ticks: [Tick] = []
    for exponent in first...last where exponent % stride == 0 {
      for mantissa in mantissas {
        let value = exponent < 0 ? mantissa / Decimal.power(-exponent) : mantissa * Decimal.power(exponent)
        guard range.contains(value) else { continue }
        let label =
          isWide
          ? (exponent == 0 ? "\(Int(mantissa))" : power(mantissa, exponent))
          : NumberText.fixed(value, max(0, -exponent))
        ticks.append(Tick(value: value, label: label))
      }
    }
    return ticks
  }

  private static func power(_ mantissa: Double, _ exponent: Int) -> String {
    (mantissa == 1 ? "" : "\(Int(mantissa))×") + "10" + NumberText.raised(exponent)
  }
}

/// A round distance between ticks: 1, 2 or 5 times a power of ten.
struct Step: Equatable {
  let mantissa: Int
  let exponent: Int

  init(mantissa: Int, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = exponent
  }

  /// The smallest round step that covers a length in at most about `count` steps.
  init(covering length: Double, count: Int) {
    let rough = length / Double(max(1, count))
    let exponent = Decimal.exponent(of: rough)
    let ratio = NumberText.mantissa(rough, exponent)
    // A hair of tolerance, or a range of 0.3 in 3 steps would miss 0.1 by a rounding error.
    if ratio <= 1.000001 {
      self.init(mantissa: 1, exponent: exponent)
    } else if ratio <= 2.000001 {
      self.init(mantissa: 2, exponent: exponent)
    } else if ratio <= 5.000001 {
      self.init(mantissa: 5, exponent: exponent)
    } else {
      self.init(mantissa: 1, exponent: exponent + 1)
    }
  }

  /// The n-th multiple, rounded once: the third of 0.1 is 0.3.
  func value(_ multiple: Double) -> Double {
    let count = multiple * Double(mantissa)
    return exponent < 0 && exponent >= -300 ? count / Decimal.power(-exponent) : count * Decimal.power(exponent)
  }

  /// The last multiple that is not above a value; one that is above by a rounding error counts.
  func floor(_ value: Double) -> Double {
    (NumberText.mantissa(value, exponent) / Double(mantissa) + 1e-9).rounded(.down)
  }

  /// The first multiple that is not below a value.
  func ceiling(_ value: Double) -> Double {
    (NumberText.mantissa(value, exponent) / Double(mantissa) - 1e-9).rounded(.up)
  }
}

/// One manner of writing for all ticks of an axis.
package struct TickText {
  private let decimals: Int
  private let power: Int?

  init(step: Step, largest: Double) {
    let exponent = Decimal.exponent(of: largest)
    // Beyond a million or below a thousandth a power of ten is easier to read, unless neighbours would then look alike.
    if exponent >= 6 || exponent < -3, exponent - step.exponent <= 3 {
      power = exponent
      decimals = max(0, exponent - step.exponent)
    } else {
      power = nil
      decimals = max(0, -step.exponent)
    }
  }

  func label(_ value: Double) -> String {
    guard let power, value != 0 else { return value == 0 ? "0" : NumberText.fixed(value, decimals) }
    return NumberText.fixed(NumberText.mantissa(value, power), decimals) + "×10" + NumberText.raised(power)
  }
}
