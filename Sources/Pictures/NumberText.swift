/// Numbers as people read them, without the weight of a formatter.
package enum NumberText {
  /// `1,234,567`.
  package static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return value < 0 ? "−" + text : text
  }

  /// A number with a fixed count of decimals: `fixed(0.5, 2)` is `0.50`; digits before the point are grouped.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
    let decimals = max(0, min(decimals, 15))
    let factor = Decimal.power(decimals)
    let scaled = (value.magnitude * factor).rounded()
    guard scaled < 9e15 else { return scientific(value, significant: 4) }
    let (whole, part) = Int(scaled).quotientAndRemainder(dividingBy: Int(factor))
    let sign = value < 0 && scaled > 0 ? "−" : ""
    guard decimals > 0 else { return sign + grouped(whole) }
    let digits = String(part)
    return sign + grouped(whole) + "." + String(repeating: "0", count: decimals - digits.count) + digits
  }

  /// A number with so many digits that matter: `1.386`, `0.00213`, `12,340`, `1.2×10⁻⁹`.
  package static func short(_ value: Double, significant: Int = 3) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, 0) }
    let exponent = Decimal.exponent(of: value.magnitude)
    guard exponent >= -4, exponent < 6 else { return scientific(value, significant: significant) }
    return fixed(value, significant - 1 - exponent)
  }

  /// A number as short as it can be said: whole numbers whole, others with three digits that matter.
  package static func plain(_ value: Double) -> String {
    guard value != value.rounded() || value.magnitude >= 1e6 else { return fixed(value, 0) }
    let text = short(value)
    // 0.50 and 0.250 say no more than 0.5 and 0.25.
    guard text.contains("."), !text.contains("×") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(trimmed.reversed())
  }

  /// `−1…1`.
  package static func range(_ range: ClosedRange<Double>) -> String {
    plain(range.lowerBound) + "…" + plain(range.upperBound)
  }

  /// `−1.25×10⁹`.
  package static func scientific(_ value: Double, significant: Int) -> String {
    guard value != 0 else { return "0" }
    var exponent = Decimal.exponent(of: value.magnitude)
    var mantissa = mantissa(value, exponent)
    if (mantissa.magnitude * Decimal.power(significant - 1)).rounded() >= Decimal.power(significant) {
      mantissa /= 10
      exponent += 1
    }
    return fixed(mantissa, significant - 1) + "×10" + raised(exponent)
  }

  /// The number as a multiple of 10^exponent.
  package static func mantissa(_ value: Double, _ exponent: Int) -> Double {
    // One division by 10^-320 would be one by zero.
    exponent < -300 ? value * 1e300 / Decimal.power(exponent + 300) : value / Decimal.power(exponent)
  }

  /// A whole number in raised digits.
  package static func raised(_ value: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return (value < 0 ? "⁻" : "") + String(String(value.magnitude).map { digits[$0.wholeNumberValue ?? 0] })
  }
}
