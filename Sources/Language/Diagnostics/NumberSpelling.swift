extension Int {
  /// The number as the language writes it: `5`, `1000`, `60_000`.
  var spelled: String {
    guard magnitude >= 10_000 else { return String(self) }
    var digits = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { digits.append("_") }
      digits.append(digit)
    }
    return (self < 0 ? "-" : "") + String(digits.reversed())
  }
}

extension Double {
  /// The shortest spelling that reads back as the same number: `0.5`, `0.0002`, `1e-5`, `60_000`.
  var spelled: String {
    if let whole = Int(exactly: self), abs(self) < 1e15 { return whole.spelled }
    return description.replacing("e+", with: "e").replacing("e-0", with: "e-")
  }
}
