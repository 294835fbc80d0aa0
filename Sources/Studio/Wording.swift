import Adversarial

/// Numbers, durations and the state of a game as sentences have them.
extension Int {
  /// 60000 as "60,000".
  var grouped: String {
    var digits = String(magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (self < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }

  /// "1 step", "2 steps".
  func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}

extension Double {
  /// A fixed number of decimals, rounded half away from zero; what is not finite is said as it is.
  func fixed(_ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    guard (magnitude * scale).isFinite, magnitude * scale < 1e15 else { return "\(self)" }
    let whole = Int((magnitude * scale).rounded())
    let digits = String(whole)
    let padded = String(repeating: "0", count: Swift.max(0, decimals + 1 - digits.count)) + digits
    let sign = self < 0 && whole != 0 ? "-" : ""
    return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// "2" for 2.0, "0.5", "3.2": one decimal only where it says something.
  var short: String { fixed(1).hasSuffix(".0") ? fixed(0) : fixed(1) }
}

/// Seconds as a person says them: "8 s", "1 min 12 s", "2 h 5 min".
func spokenDuration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e9 else { return "–" }
  let whole = Int(Swift.max(0, seconds).rounded())
  switch whole {
  case ..<10 where seconds < 9.95: return "\(seconds.fixed(1)) s"
  case ..<60: return "\(whole) s"
  case ..<3600: return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
  default: return whole / 60 % 60 == 0 ? "\(whole / 3600) h" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}

extension Game {
  /// "not trained yet", "after 5,000 steps of digits", "with the weights of g.safetensors".
  ///
  /// - Parameter data: what was learnt; not said when empty.
  func stateText(of data: String = "") -> String {
    let origin = weightsOrigin.map { "the weights of \($0)" }
    guard step > 0 else { return origin.map { "with " + $0 } ?? "not trained yet" }
    return "after \(step.counted("step"))" + (data.isEmpty ? "" : " of \(data)") + (origin.map { " from " + $0 } ?? "")
  }

  /// Whether its weights were learnt, here or elsewhere.
  var isTrained: Bool { step > 0 || weightsOrigin != nil }
}
