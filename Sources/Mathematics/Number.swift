/// A real number, or the beginning of its Taylor series in a variable by which something is differentiated.
///
/// Derivatives are exact: a function is computed with `x + t` instead of `x`, and every operation keeps the coefficients
/// of 1, t, t², …, up to the order that is wanted (Taylor-mode automatic differentiation; Griewank and Walther,
/// "Evaluating Derivatives", 2nd edition, 2008, chapter 13). The n-th derivative is n! times the n-th coefficient.
public indirect enum Number: Sendable, Equatable {
  /// A plain number.
  case real(Double)
  /// Coefficients of the powers of a variable, that of 1 first.
  case series(Series)

  /// A Taylor series, cut off behind its last coefficient.
  public struct Series: Sendable, Equatable {
    /// The variable: later ones have larger numbers and stand outside, so that derivatives within derivatives never mix.
    let variable: Int
    /// At least two; those of an inner variable may be series of outer ones.
    var coefficients: [Number]
  }

  /// The number itself, without its slopes.
  public var value: Double {
    switch self {
    case .real(let value): value
    case .series(let series): series.coefficients[0].value
    }
  }

  static let zero = Number.real(0)
  static let one = Number.real(1)

  /// Whether it is followed by a variable.
  var hasSlopes: Bool { if case .series = self { true } else { false } }

  /// Whether it is zero with all its slopes.
  var isZero: Bool { self == .zero }
}

extension Number {
  static prefix func - (x: Number) -> Number {
    x.mapped { if case .real(let value) = $0 { .real(-value) } else { -$0 } }
  }

  static func + (a: Number, b: Number) -> Number {
    if case .real(let a) = a, case .real(let b) = b { return .real(a + b) }
    return combined(a, b) { a, b in zip(a, b).map { $0 + $1 } }
  }

  static func - (a: Number, b: Number) -> Number {
    if case .real(let a) = a, case .real(let b) = b { return .real(a - b) }
    return combined(a, b) { a, b in zip(a, b).map { $0 - $1 } }
  }

  /// (ab)ₖ = Σ aᵢ bₖ₋ᵢ.
  static func * (a: Number, b: Number) -> Number {
    if case .real(let a) = a, case .real(let b) = b { return .real(a * b) }
    // A plain factor multiplies every coefficient; in full, its zero slopes times an infinity would spoil them.
    if case .real = a { return b.mapped { a * $0 } }
    if case .real = b { return a.mapped { $0 * b } }
    return combined(a, b) { a, b in
      a.indices.map { k in (0...k).reduce(.zero) { $0 + a[$1] * b[k - $1] } }
    }
  }

  /// (a/b)ₖ = (aₖ - Σ bᵢ (a/b)ₖ₋ᵢ) / b₀, i from 1.
  static func / (a: Number, b: Number) -> Number {
    if case .real(let a) = a, case .real(let b) = b { return .real(a / b) }
    if case .real = b { return a.mapped { $0 / b } }
    return combined(a, b) { a, b in
      var quotient: [Number] = []
      for k in a.indices {
        var rest = a[k]
        if k > 0 { for i in 1...k { rest = rest - b[i] * quotient[k - i] } }
        quotient.append(rest / b[0])
      }
      return quotient
    }
  }

  /// An operation that acts on every coefficient alike.
  func mapped(_ operation: (Number) -> Number) -> Number {
    switch self {
    case .real(let value):
      return operation(.real(value))
    case .series(var series):
      series.coefficients = series.coefficients.map(operation)
      return .series(series)
    }
  }

  /// An operation on the coefficients in the outermost variable of the two; what does not depend on it is constant.
  private static func combined(_ a: Number, _ b: Number, _ operation: ([Number], [Number]) -> [Number]) -> Number {
    let variable = max(a.variable, b.variable)
    let count = max(a.count(in: variable), b.count(in: variable))
    let result = operation(a.coefficients(count, in: variable), b.coefficients(count, in: variable))
    return .series(Series(variable: variable, coefficients: result))
  }

  private var variable: Int { if case .series(let series) = self { series.variable } else { -1 } }

  private func count(in variable: Int) -> Int {
    if case .series(let series) = self, series.variable == variable { series.coefficients.count } else { 1 }
  }

  private func coefficients(_ count: Int, in variable: Int) -> [Number] {
    if case .series(let series) = self, series.variable == variable { return series.coefficients }
    return [self] + Array(repeating: .zero, count: count - 1)
  }

  /// How the value changes by a variable: the coefficient of a power of it, whatever else is followed.
  func coefficient(_ order: Int, of variable: Int) -> Double {
    guard case .series(let series) = self else { return order == 0 ? value : 0 }
    guard series.variable == variable else { return series.coefficients[0].coefficient(order, of: variable) }
    return order < series.coefficients.count ? series.coefficients[order].value : 0
  }

  /// The lowest power of a variable that the value has; nil when it is 0 with all its slopes.
  func order(in variable: Int) -> Int? {
    if case .series(let series) = self, series.variable == variable { return series.order }
    return value == 0 ? nil : 0
  }

  /// The derivative of an order by a variable.
  func derivative(_ order: Int, by variable: Int) -> Number {
    guard case .series(let series) = self, series.variable == variable, order < series.coefficients.count else {
      return order == 0 ? self : .zero
    }
    return series.coefficients[order] * .real((1...max(order, 1)).reduce(1) { $0 * Double($1) })
  }

  /// x + t, to be followed up to an order.
  func varied(_ order: Int, variable: Int) -> Number {
    let zeros = [Number](repeating: .zero, count: max(order - 1, 0))
    return .series(Series(variable: variable, coefficients: [self, .one] + zeros))
  }
}

extension Number.Series {
  /// The lowest power with a coefficient other than 0.
  var order: Int? { coefficients.firstIndex { $0.value != 0 } }

  /// The series divided by a power of its variable; what is not known of its end counts as 0.
  func shifted(by order: Int) -> Self {
    let end = [Number](repeating: .zero, count: order)
    return Self(variable: variable, coefficients: Array(coefficients.dropFirst(order)) + end)
  }
}
