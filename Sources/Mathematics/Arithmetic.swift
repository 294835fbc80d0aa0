import Language

/// The signs between values.
enum Arithmetic {
  static func negated(_ value: Quantity, at range: SourceRange) throws(MathFault) -> Quantity {
    switch value {
    case .number(let number): return .number(-number)
    case .grid(let grid): return .grid(Grid(grid.lengths, grid.numbers.map { -$0 }))
    default: throw MathFault(.wrongOperands(sign: "-", left: "nothing", right: value.phrase), range)
    }
  }

  /// How much a sign has to do, in multiplications of numbers, each of which may carry slopes.
  static func work(of sign: Operator, _ a: Quantity, _ b: Quantity) -> Int {
    var entries = 1
    if case .grid(let a) = a { entries = a.numbers.count }
    if case .grid(let b) = b { entries = max(entries, b.numbers.count) }
    if sign == .power { return entries * multiplications(of: b) }
    guard sign == .matrixProduct, case .grid(let left) = a, case .grid(let right) = b else { return entries }
    // Sizes that do not fit, or too large ones, are refused before anything is done.
    return min(left.numbers.count * (right.isVector ? 1 : right.columns), 50 * Grid.limit)
  }

  /// How many multiplications a power takes: a whole exponent as many as it has binary digits.
  private static func multiplications(of exponent: Quantity) -> Int {
    guard case .number(.real(let exponent)) = exponent, let whole = Int(exactly: exponent.magnitude) else { return 3 }
    return max(1, Int.bitWidth - whole.leadingZeroBitCount)
  }

  static func combined(
    _ sign: Operator, _ a: Quantity, _ b: Quantity, at range: SourceRange
  ) throws(MathFault) -> Quantity {
    if sign.isComparison { return .flag(try compared(sign, a, b, at: range)) }
    if sign == .matrixProduct { return try product(a, b, at: range) }
    switch (a, b) {
    case (.number(let a), .number(let b)): return .number(try operation(sign, a, b, at: range))
    case (.grid(let a), .number(let b)):
      var numbers: [Number] = []
      for value in a.numbers { numbers.append(try operation(sign, value, b, at: range)) }
      return .grid(Grid(a.lengths, numbers))
    case (.number(let a), .grid(let b)):
      var numbers: [Number] = []
      for value in b.numbers { numbers.append(try operation(sign, a, value, at: range)) }
      return .grid(Grid(b.lengths, numbers))
    case (.grid(let a), .grid(let b)):
      guard a.lengths == b.lengths else {
        throw MathFault(.shapesDiffer(sign: sign.rawValue, left: a.described, right: b.described), range)
      }
      var numbers: [Number] = []
      for (left, right) in zip(a.numbers, b.numbers) { numbers.append(try operation(sign, left, right, at: range)) }
      return .grid(Grid(a.lengths, numbers))
    default: throw MathFault(.wrongOperands(sign: sign.rawValue, left: a.phrase, right: b.phrase), range)
    }
  }

  private static func operation(
    _ sign: Operator, _ a: Number, _ b: Number, at range: SourceRange
  ) throws(MathFault) -> Number {
    switch sign {
    case .plus: return a + b
    case .minus: return a - b
    case .times: return a * b
    case .divided:
      guard b.value != 0 else { throw MathFault(.division, range) }
      return a / b
    default: return try power(a, b, at: range)
    }
  }

  static func power(_ base: Number, _ exponent: Number, at range: SourceRange) throws(MathFault) -> Number {
    if case .real(let p) = exponent, p.isFinite, p == p.rounded() {
      guard base.value != 0 || p >= 0 else { throw MathFault(.division, range) }
      if p.magnitude <= 1e9 { return Number.power(base, whole: Int(p)) }
      if base.value < 0 {
        let power = Number.power(-base, exponent)
        return p.truncatingRemainder(dividingBy: 2) == 0 ? power : -power
      }
    }
    guard base.value >= 0 else {
      throw MathFault(
        .domain(function: "^", value: base.value, wanted: "a base from 0 on when the exponent is not whole"), range)
    }
    guard base.value > 0 || exponent.value > 0 else { throw MathFault(.division, range) }
    return Number.power(base, exponent)
  }

  // MARK: Comparisons

  private static func compared(
    _ sign: Operator, _ a: Quantity, _ b: Quantity, at range: SourceRange
  ) throws(MathFault) -> Bool {
    if case .number(let a) = a, case .number(let b) = b {
      switch sign {
      case .isLess: return a.value < b.value
      case .isGreater: return a.value > b.value
      case .isAtMost: return a.value <= b.value
      case .isAtLeast: return a.value >= b.value
      default: return a.value == b.value
      }
    }
    if sign == .isEqual {
      switch (a, b) {
      case (.grid(let a), .grid(let b)): return a.lengths == b.lengths && a.values == b.values
      case (.flag(let a), .flag(let b)): return a == b
      case (.size(let a), .size(let b)): return a == b
      case (.text(let a), .text(let b)): return a == b
      case (.nothing, .nothing): return true
      default: break
      }
    }
    throw MathFault(.wrongOperands(sign: sign.rawValue, left: a.phrase, right: b.phrase), range)
  }

  // MARK: Matrices

  /// Brackets: numbers make a vector, vectors of one length a matrix.
  static func grid(of parts: [(Quantity, SourceRange)], at range: SourceRange) throws(MathFault) -> Quantity {
    var numbers: [Number] = []
    var columns: Int?
    for (index, (part, place)) in parts.enumerated() {
      switch part {
      case .number(let number) where columns == nil: numbers.append(number)
      case .grid(let row) where row.isVector && (columns != nil || numbers.isEmpty):
        guard columns == nil || columns == row.columns else {
          throw MathFault(.raggedRows(first: columns ?? 0, other: row.columns, row: index + 1), place)
        }
        columns = row.columns
        let count = parts.count * row.columns
        guard count <= Grid.limit else { throw MathFault(.tooLarge("a matrix of \(count.spelled) values"), range) }
        numbers += row.numbers
      default: throw MathFault(.mixedList(part.phrase), place)
      }
    }
    return .grid(Grid(columns.map { [parts.count, $0] } ?? [numbers.count], numbers))
  }

  /// (AB)ᵢⱼ = Σ Aᵢₖ Bₖⱼ; a vector is a row on the left and a column on the right.
  private static func product(_ a: Quantity, _ b: Quantity, at range: SourceRange) throws(MathFault) -> Quantity {
    guard case .grid(let a) = a, case .grid(let b) = b else {
      throw MathFault(.wrongOperands(sign: "@", left: a.phrase, right: b.phrase), range)
    }
    let inner = a.columns
    let isColumn = b.isVector
    guard inner == (isColumn ? b.columns : b.rows) else {
      throw MathFault(.productShapes(left: a.described, right: b.described), range)
    }
    let columns = isColumn ? 1 : b.columns
    guard a.rows * columns <= Grid.limit, a.rows * columns * inner <= 50 * Grid.limit else {
      throw MathFault(.tooLarge("a product of \(a.sizeText) and \(b.sizeText)"), range)
    }
    var numbers: [Number] = []
    for row in 0..<a.rows {
      for column in 0..<columns {
        var sum = Number.zero
        for k in 0..<inner { sum = sum + a.numbers[row * inner + k] * b.numbers[k * columns + column] }
        numbers.append(sum)
      }
    }
    switch (a.isVector, isColumn) {
    case (true, true): return .number(numbers[0])
    case (true, false): return .grid(Grid([columns], numbers))
    case (false, true): return .grid(Grid([a.rows], numbers))
    case (false, false): return .grid(Grid([a.rows, columns], numbers))
    }
  }
}

extension Grid {
  /// `a 4x16 matrix`, `a vector of 16`.
  var described: String { isVector ? "a vector of \(columns)" : "a \(sizeText) matrix" }
}
