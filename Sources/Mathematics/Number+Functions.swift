#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The elementary functions, each with the recurrence of its Taylor coefficients beside it.
///
/// u is the argument, y the result; sums run over j from 1 to k (Griewank and Walther 2008, table 13.2).
extension Number {
  /// y' = y u':  k yₖ = Σ j uⱼ yₖ₋ⱼ.
  static func exp(_ u: Number) -> Number {
    recurrence(u, start: _exp, slope: exp) { k, u, y in
      (1...k).reduce(.zero) { $0 + .real(Double($1)) * u[$1] * y[k - $1] } / .real(Double(k))
    }
  }

  /// u y' = u':  yₖ = (uₖ - (1/k) Σ j yⱼ uₖ₋ⱼ, j < k) / u₀.
  static func log(_ u: Number) -> Number {
    recurrence(u, start: _log, slope: log) { k, u, y in
      let sum = (1..<k).reduce(Number.zero) { $0 + .real(Double($1)) * y[$1] * u[k - $1] }
      return (u[k] - sum / .real(Double(k))) / u[0]
    }
  }

  /// y² = u:  yₖ = (uₖ - Σ yⱼ yₖ₋ⱼ, 0 < j < k) / 2 y₀.
  static func sqrt(_ u: Number) -> Number {
    recurrence(u, start: { $0.squareRoot() }, slope: sqrt) { k, u, y in
      let sum = (1..<k).reduce(Number.zero) { $0 + y[$1] * y[k - $1] }
      return (u[k] - sum) / (.real(2) * y[0])
    }
  }

  /// y = 1 / (1 + exp(-u)), y' = y (1 - y) u'.
  static func sigmoid(_ u: Number) -> Number {
    // The coefficients of y (1 - y), one more with each of y.
    var slopes: [Number] = []
    return recurrence(u, start: logistic, slope: sigmoid) { k, u, y in
      slopes.append(y[k - 1] - (0..<k).reduce(Number.zero) { $0 + y[$1] * y[k - 1 - $1] })
      return (1...k).reduce(.zero) { $0 + .real(Double($1)) * u[$1] * slopes[k - $1] } / .real(Double(k))
    }
  }

  /// y' = (1 - y²) u'.
  static func tanh(_ u: Number) -> Number {
    // The coefficients of 1 - y², one more with each of y.
    var slopes: [Number] = []
    return recurrence(u, start: _tanh, slope: tanh) { k, u, y in
      slopes.append((k == 1 ? Number.one : .zero) - (0..<k).reduce(Number.zero) { $0 + y[$1] * y[k - 1 - $1] })
      return (1...k).reduce(.zero) { $0 + .real(Double($1)) * u[$1] * slopes[k - $1] } / .real(Double(k))
    }
  }

  /// log(1 + exp(u)) = max(u, 0) + log(1 + exp(-|u|)), finite for every u; y' = sigmoid(u) u'.
  static func softplus(_ u: Number) -> Number {
    let slopes = sigmoid(u)
    return recurrence(u, start: { max($0, 0) + log1p(_exp(-abs($0))) }, slope: softplus) { k, u, _ in
      let s = slopes.outer(count: u.count)
      return (1...k).reduce(.zero) { $0 + .real(Double($1)) * u[$1] * s[k - $1] } / .real(Double(k))
    }
  }

  /// u^p for a whole p, by repeated squaring: exact at 0, and for whole u as long as a Double counts.
  static func power(_ u: Number, whole exponent: Int) -> Number {
    guard exponent >= 0 else { return .one / power(u, whole: -exponent) }
    var result = Number.one
    var square = u
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// u^p = exp(p log u) for u above 0; at 0 a plain p is needed for slopes.
  static func power(_ u: Number, _ exponent: Number) -> Number {
    if case .real(let u) = u, case .real(let exponent) = exponent { return .real(pow(u, exponent)) }
    if case .series(let series) = u, case .real(let p) = exponent, u.value == 0 { return power(atZero: series, p) }
    return exp(exponent * log(u))
  }

  /// u^p where u is 0: with u = c tᵐ + … it begins with cᵖ tᵐᵖ, so its slopes are 0 below that order, infinite above.
  private static func power(atZero u: Series, _ p: Double) -> Number {
    guard u.coefficients[0].size == 0 else { return power(nearZero: u, p) }
    var y = u
    guard let order = u.order else {
      for k in y.coefficients.indices { y.coefficients[k] = p > 0 ? .zero : .real(k == 0 ? .infinity : .nan) }
      return .series(y)
    }
    let leading = p * Double(order)
    // A u that falls through 0 has powers on the left of it only; one that has its largest value there has none.
    let falls = u.coefficients[order].value < 0
    let rest = u.shifted(by: order)
    for k in y.coefficients.indices {
      if Double(k) < leading {
        y.coefficients[k] = .zero
      } else if falls, order.isMultiple(of: 2) {
        y.coefficients[k] = .real(.nan)
      } else if leading >= 0, leading == leading.rounded() {
        let start = Int(leading)
        let raised = power(falls ? -Number.series(rest) : Number.series(rest), .real(p))
        let coefficient = raised.outer(count: rest.coefficients.count)[k - start]
        y.coefficients[k] = falls && !start.isMultiple(of: 2) ? -coefficient : coefficient
      } else {
        // The sign of leading (leading - 1) … (leading - k + 1), which the k-th derivative begins with.
        let negatives = (0..<k).count { Double($0) > leading } + (falls ? k : 0)
        y.coefficients[k] = .real(negatives.isMultiple(of: 2) ? .infinity : -.infinity)
      }
    }
    return .series(y)
  }

  /// u^p where u is 0 and its slopes by another variable are not: y' = p u^(p - 1) u'.
  private static func power(nearZero u: Series, _ p: Double) -> Number {
    let count = u.coefficients.count
    let shorter = Array(u.coefficients.dropLast())
    let base = count > 2 ? Number.series(Series(variable: u.variable, coefficients: shorter)) : shorter[0]
    let factor = power(base, .real(p - 1)).outer(count: count - 1)
    var y = [power(u.coefficients[0], .real(p))]
    for k in 1..<count {
      // A slope of 0 counts nothing, also times what is infinite.
      let sum = (1...k).filter { !u.coefficients[$0].isZero }
        .reduce(Number.zero) { $0 + .real(Double($1)) * u.coefficients[$1] * factor[k - $1] }
      y.append(.real(p / Double(k)) * sum)
    }
    return .series(Series(variable: u.variable, coefficients: y))
  }

  /// 1 / (1 + exp(-x)), without a large exponential.
  private static func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + _exp(-x)) }
    let power = _exp(x)
    return power / (1 + power)
  }

  // MARK: The recurrences' frame

  /// The coefficients of y in the outermost variable of u, one after another.
  private static func recurrence(
    _ u: Number, start: (Double) -> Double, slope function: (Number) -> Number,
    next: (_ k: Int, _ u: [Number], _ y: [Number]) -> Number
  ) -> Number {
    switch u {
    case .real(let value): return .real(start(value))
    case .series(let series):
      let u = series.coefficients
      var y = [function(u[0])]
      for k in 1..<u.count { y.append(next(k, u, y)) }
      return .series(Series(variable: series.variable, coefficients: y))
    }
  }

  private func outer(count: Int) -> [Number] {
    if case .series(let series) = self, series.coefficients.count == count { return series.coefficients }
    return [self] + Array(repeating: .zero, count: count - 1)
  }
}

// The C library's functions, whose names those of Number hide.
private func _exp(_ x: Double) -> Double { exp(x) }
private func _log(_ x: Double) -> Double { log(x) }
private func _tanh(_ x: Double) -> Double { tanh(x) }
