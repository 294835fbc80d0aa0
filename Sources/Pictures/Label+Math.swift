extension Label {
  /// A formula as it is typed, set as people write it.
  ///
  /// Single letters lean, words and digits stand; `_` lowers and `^` raises the next letter, word, number, `(…)` or
  /// `{group}`; Greek letters may be spelled; `'` is a prime, `-` a minus, `*` a dot, and `2e-4` is 2×10⁻⁴:
  /// `Label.math("log(1 - D(G(z)))")`, `Label.math("p_data(x)")`, `Label.math("mu_1 >= f''(x)")`.
  public static func math(_ formula: String) -> Label {
    var setter = FormulaSetter(formula.prefix(maximumCount))
    setter.set()
    return Label(runs: setter.runs)
  }
}

/// Sets a formula letter by letter.
private struct FormulaSetter {
  private var rest: Substring
  private(set) var runs: [Label.Run] = []
  private var level = 0
  /// What ends the raised or lowered part: a bracket, or nil for the next token.
  private var closing: Character?
  /// Whether a word of several letters stands in front.
  private var isBehindWord = false
  /// Brackets opened within a raised `(…)`.
  private var open = 0

  init(_ formula: Substring) { rest = formula }

  private static let greek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infinity": "∞",
  ]

  private static let signs: [(typed: String, set: String)] = [
    (">=", "≥"), ("<=", "≤"), ("==", "="), ("..", "…"), ("'", "′"), ("-", "−"), ("*", "·"),
  ]

  mutating func set() {
    while let first = rest.first {
      switch first {
      case "_", "^": shift(to: first == "_" ? -1 : 1)
      case closing where open == 0:
        rest.removeFirst()
        closing = nil
        level = 0
      default: token(first)
      }
    }
  }

  private mutating func shift(to newLevel: Int) {
    rest.removeFirst()
    // `p_data` is a p with an index, `best_discriminator` a name.
    if newLevel < 0, level == 0, isBehindWord { return append("_") }
    level = newLevel
    closing = rest.first == "{" ? "}" : rest.first == "(" && newLevel > 0 ? ")" : nil
    if closing != nil {
      rest.removeFirst()
    } else if newLevel > 0, rest.first == "-" {
      rest.removeFirst()
      append("−")
    }
  }

  private mutating func token(_ first: Character) {
    if first == "(" { open += closing == nil ? 0 : 1 }
    if first == ")", open > 0 { open -= 1 }
    defer { if !first.isLetter { isBehindWord = false } }
    if first.isLetter {
      let word = String(rest.prefix { $0.isLetter })
      rest.removeFirst(word.count)
      isBehindWord = word.count > 1 && Self.greek[word] == nil
      append(Self.greek[word] ?? word, isItalic: word.count == 1 || Self.greek[word] != nil && word != "infinity")
    } else if first.isNumber {
      number()
    } else if let sign = Self.signs.first(where: { rest.hasPrefix($0.typed) }) {
      rest.removeFirst(sign.typed.count)
      append(sign.set)
    } else {
      append(String(rest.removeFirst()))
    }
    if closing == nil { level = 0 }
  }

  /// Digits, and a power of ten behind an `e`.
  private mutating func number() {
    var digits = rest.prefix { $0.isNumber || $0 == "." }
    // The dots of `0..1` belong to no number.
    while digits.last == "." { digits.removeLast() }
    if let dots = digits.indices.first(where: { digits[$0...].hasPrefix("..") }) { digits = digits[..<dots] }
    append(String(digits))
    rest.removeFirst(max(1, digits.count))
    guard rest.first == "e" || rest.first == "E" else { return }
    var behind = rest.dropFirst()
    let sign = behind.first == "-" || behind.first == "+" ? behind.removeFirst() : nil
    let power = behind.prefix { $0.isNumber }
    guard let exponent = Int(power) else { return }
    rest = behind.dropFirst(power.count)
    append("×10" + NumberText.raised(sign == "-" ? -exponent : exponent))
  }

  private mutating func append(_ text: String, isItalic: Bool = false) {
    guard !text.isEmpty else { return }
    if let last = runs.last, last.level == level, last.isItalic == isItalic {
      runs[runs.count - 1].text += text
    } else {
      runs.append(Label.Run(text: text, isItalic: isItalic, level: level))
    }
  }
}
