/// Numbers as results show them.
package enum NumberFormat {
  /// Ten digits that matter at most, as the language reads them back: `0.3989422804`, `60_000`, `1e-12`, `infinity`.
  ///
  /// Ten are as many as the tolerance of integrals promises and as a reader compares; sums such as 0.1 + 0.2 come out as
  /// people expect.
  package static func text(_ value: Double, digits: Int = 10) -> String {
    if value.isNaN { return "undefined" }
    if value.isInfinite { return value < 0 ? "-infinity" : "infinity" }
    if value == 0 { return "0" }
    if value == value.rounded(), value.magnitude < 1e15 { return grouped(Int(value)) }
    let (mantissa, exponent) = rounded(value.magnitude, digits: digits)
    let sign = value < 0 ? "-" : ""
    guard exponent >= -4, exponent < 15 else {
      let tail = mantissa.dropFirst()
      return sign + String(mantissa.prefix(1)) + (tail.isEmpty ? "" : "." + tail) + "e\(exponent)"
    }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + mantissa }
    let padded = mantissa + String(repeating: "0", count: max(0, exponent + 1 - mantissa.count))
    let whole = padded.prefix(exponent + 1)
    let part = padded.dropFirst(exponent + 1)
    let head = Int(whole).map(grouped) ?? String(whole)
    return sign + head + (part.isEmpty ? "" : "." + part)
  }

  /// The digits, without zeros at the end, and the power of ten of the first.
  private static func rounded(_ value: Double, digits: Int) -> (mantissa: String, exponent: Int) {
    // The shortest decimal that reads back as the value, rounded half up.
    var text = value.description
    var exponent = 0
    if let e = text.firstIndex(of: "e") {
      exponent = Int(text[text.index(after: e)...]) ?? 0
      text = String(text[..<e])
    }
    let point = text.firstIndex(of: ".").map { text.distance(from: text.startIndex, to: $0) } ?? text.count
    var all = text.filter { $0 != "." }.compactMap(\.wholeNumberValue)
    exponent += point - 1
    while all.count > 1, all[0] == 0 {
      all.removeFirst()
      exponent -= 1
    }
    if all.count > digits {
      let up = all[digits] >= 5
      all.removeSubrange(digits...)
      if up {
        var index = digits - 1
        while index >= 0, all[index] == 9 {
          all[index] = 0
          index -= 1
        }
        if index >= 0 {
          all[index] += 1
        } else {
          all = [1] + all.dropLast()
          exponent += 1
        }
      }
    }
    while all.count > 1, all.last == 0 { all.removeLast() }
    return (all.map(String.init).joined(), exponent)
  }

  private static func grouped(_ value: Int) -> String {
    guard value.magnitude >= 10_000 else { return String(value) }
    var digits = ""
    for (index, digit) in String(value.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { digits.append("_") }
      digits.append(digit)
    }
    return (value < 0 ? "-" : "") + String(digits.reversed())
  }
}
