/// The real numbers a parameter takes, each bound included or not.
public struct NumberRange: Sendable, Equatable {
  private let lower: Double
  private let upper: Double
  private let includesLower: Bool
  private let includesUpper: Bool

  /// Every finite number.
  public static let any = NumberRange(-.infinity, .infinity, true, true)
  /// x > bound.
  public static func above(_ bound: Double) -> NumberRange { NumberRange(bound, .infinity, false, true) }
  /// x ≥ bound.
  public static func atLeast(_ bound: Double) -> NumberRange { NumberRange(bound, .infinity, true, true) }
  /// lower ≤ x ≤ upper.
  public static func from(_ lower: Double, to upper: Double) -> NumberRange { NumberRange(lower, upper, true, true) }
  /// lower ≤ x < upper.
  public static func from(_ lower: Double, below upper: Double) -> NumberRange {
    NumberRange(lower, upper, true, false)
  }
  /// lower < x ≤ upper.
  public static func above(_ lower: Double, to upper: Double) -> NumberRange { NumberRange(lower, upper, false, true) }
  /// lower < x < upper.
  public static func between(_ lower: Double, _ upper: Double) -> NumberRange {
    NumberRange(lower, upper, false, false)
  }

  private init(_ lower: Double, _ upper: Double, _ includesLower: Bool, _ includesUpper: Bool) {
    (self.lower, self.upper, self.includesLower, self.includesUpper) = (lower, upper, includesLower, includesUpper)
  }

  /// Whether the number lies in the range.
  public func contains(_ x: Double) -> Bool {
    guard x.isFinite else { return false }
    return (includesLower ? x >= lower : x > lower) && (includesUpper ? x <= upper : x < upper)
  }

  /// The range in words, with a leading blank, to stand behind "a number"; empty when every number fits.
  var phrase: String {
    switch (lower.isFinite, upper.isFinite) {
    case (false, false): ""
    case (true, false): includesLower ? " from \(lower.spelled)" : " above \(lower.spelled)"
    case (false, true): includesUpper ? " up to \(upper.spelled)" : " below \(upper.spelled)"
    case (true, true):
      switch (includesLower, includesUpper) {
      case (true, true): " from \(lower.spelled) to \(upper.spelled)"
      case (true, false): " from \(lower.spelled) to below \(upper.spelled)"
      case (false, true): " above \(lower.spelled), up to \(upper.spelled)"
      case (false, false): " between \(lower.spelled) and \(upper.spelled)"
      }
    }
  }
}
