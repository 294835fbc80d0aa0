#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Powers of ten and their inverse, exact at the powers.
package enum Decimal {
  /// 10 to a whole power, the double nearest to it.
  static func power(_ exponent: Int) -> Double {
    Double("1e\(exponent)") ?? (exponent < 0 ? 0 : .infinity)
  }

  /// The largest whole e with 10^e ≤ value, for a finite value above 0.
  static func exponent(of value: Double) -> Int {
    guard value > 0, value.isFinite else { return 0 }
    var result = Int(log10(value).rounded(.down))
    if power(result + 1) <= value { result += 1 }
    if power(result) > value { result -= 1 }
    return result
  }

  /// The logarithm to base 10.
  static func logarithm(_ value: Double) -> Double { log10(value) }

  /// 10 to any power.
  static func power(_ exponent: Double) -> Double { pow(10, exponent) }
}
