import Language

/// A density at one place.
struct Density {
  let value: Number
  /// Its logarithm where the value is next to nothing, as far as it is known.
  let logarithm: Number?
}

/// What the functions of the game have in common.
enum Game {
  /// A density below this counts as 0: its logarithm could not be told from that of a density beside it.
  static let negligible = 1e-60
  static let everywhere = Quantity.range(.real(-.infinity), .real(.infinity))

  /// p / (p + q), and 1/2 where there is neither.
  static func best(_ p: Number, _ q: Number) -> Number {
    let sum = p + q
    return sum.value == 0 ? .real(0.5) : p / sum
  }

  // MARK: Divergences

  /// p log(p / q) of densities, 0 where p is next to nothing; infinite where q is 0 and its logarithm is not known.
  static func relative(_ p: Density, _ q: Density) -> Number {
    guard p.value.value >= negligible else { return .zero }
    if q.value.value >= negligible { return p.value * Number.log(p.value / q.value) }
    return p.value * (Number.log(p.value) - (q.logarithm ?? Number.log(q.value)))
  }

  /// p log(p / q) of probabilities, 0 where p is; their slopes count at 0 too.
  static func relative(_ p: Number, _ q: Number) -> Number {
    if p.value == 0 { return vanishing(p, q) }
    return q.value == 0 ? .real(.infinity) : p * Number.log(p / q)
  }

  /// Half of what both have to their middle: the term of the Jensen-Shannon divergence.
  static func shared(_ p: Density, _ q: Density) -> Number {
    let middle = Density(value: .real(0.5) * (p.value + q.value), logarithm: nil)
    return .real(0.5) * (relative(p, middle) + relative(q, middle))
  }

  /// The same of probabilities.
  static func shared(_ p: Number, _ q: Number) -> Number {
    let middle = Number.real(0.5) * (p + q)
    return .real(0.5) * (relative(p, middle) + relative(q, middle))
  }

  /// p log(p / q) where p is 0: 0 as well, with the slopes of the limit.
  ///
  /// p begins with tᵃ and q with tᵇ. With a = b their ratio has a limit; else the logarithm grows beyond every number,
  /// and with it the slope of order a.
  private static func vanishing(_ p: Number, _ q: Number) -> Number {
    guard case .series(var limit) = p, let order = limit.order else { return .zero }
    let other = q.order(in: limit.variable)
    if other == order, case .series(let below) = q {
      return p * Number.log(Number.series(limit.shifted(by: order)) / Number.series(below.shifted(by: order)))
    }
    let isRatioLarge = other.map { $0 > order } ?? true
    let isPositive = (limit.coefficients[order].value > 0) == isRatioLarge
    for k in limit.coefficients.indices {
      limit.coefficients[k] = k < order ? .zero : .real(k > order ? .nan : isPositive ? .infinity : -.infinity)
    }
    return .series(limit)
  }

  // MARK: Judgements

  /// p log D + q log(1 - D); a D that only rounding has made 0 or 1 counts nothing.
  static func judged(_ d: Number, _ p: Number, _ q: Number, at place: SourceRange) throws(MathFault) -> Number {
    guard d.value >= 0, d.value <= 1 else {
      throw MathFault(.domain(function: "value", value: d.value, wanted: "a D with values from 0 to 1"), place)
    }
    return weighted(p) { Number.log(d) } + weighted(q) { Number.log(.one - d) }
  }

  /// The same by the logit a of D, which nothing rounds: log D = -softplus(-a), log(1 - D) = -softplus(a).
  static func judged(logit a: Number, _ p: Number, _ q: Number) -> Number {
    weighted(p) { -Number.softplus(-a) } + weighted(q) { -Number.softplus(a) }
  }

  /// The product of a density and a value, which may be infinite where rounding has brought the density to nothing.
  static func weighted(_ density: Number, _ value: () throws(MathFault) -> Number) throws(MathFault) -> Number {
    guard density.value >= negligible else { return .zero }
    return product(density, try value())
  }

  private static func weighted(_ density: Number, _ value: () -> Number) -> Number {
    guard density.value >= negligible else { return .zero }
    return product(density, value())
  }

  /// Where a density is as small as this, an infinite value is the logarithm of what rounding has made 0.
  private static let faint = 1e-9

  /// Of such a logarithm it is known that it is below that of half a unit in the last place of 1, and little else; taken
  /// for that, the integrand has no jump, and what is lost is less than the tolerance.
  private static func product(_ density: Number, _ value: Number) -> Number {
    guard value.value.isInfinite, density.value <= faint else { return density * value }
    let least = Number.real(36.736_800_569_677_1)
    return value.value < 0 ? density * -least : density * least
  }

  // MARK: Densities and probabilities

  /// The integral of a term of x and the densities of these names, which are looked at first: each must hold all it has.
  static func integral(
    _ given: Given, _ evaluator: Evaluator, _ names: [String], _ term: (Number, [Density]) throws(MathFault) -> Number
  ) throws(MathFault) -> Number {
    let bounds = try given.bounds("range")
    var densities: [(function: Function, place: SourceRange)] = []
    var peaks: [Quadrature.Peak] = []
    for name in names {
      let function = try given.function(name)
      let place = given.place(name)
      let own = evaluator.peaks(of: function, over: bounds, at: place)
      peaks += own.filter { !peaks.contains($0) }
      let total = try Quadrature.integral(over: bounds, peaks: own, at: place) { (x) throws(MathFault) in
        try evaluator.apply(function, to: x, at: place)
      }
      guard abs(total.value - 1) < 1e-6 else { throw MathFault(.notADensity(total.value), place) }
      densities.append((function, place))
    }
    return try Quadrature.integral(over: bounds, peaks: peaks, at: given.range) { (x) throws(MathFault) in
      var values: [Density] = []
      for density in densities { values.append(try evaluator.density(density.function, at: x, density.place)) }
      return try term(x, values)
    }
  }

  /// Two vectors of probabilities of one length.
  static func probabilities(_ given: Given, _ first: String, _ second: String) throws(MathFault) -> ([Number], [Number])
  {
    let p = try given.grid(first)
    let q = try given.grid(second)
    for (name, grid) in [(first, p), (second, q)] {
      let values = grid.values
      if let wrong = values.first(where: { !($0 >= 0) }) { throw MathFault(.noProbability(wrong), given.place(name)) }
      let total = values.reduce(0, +)
      guard abs(total - 1) < 1e-9 else { throw MathFault(.notProbabilities(total), given.place(name)) }
    }
    guard p.lengths == q.lengths else { throw given.differing(p, q) }
    return (p.numbers, q.numbers)
  }
}

extension Given {
  /// The fault of two grids whose entries should meet and are not as many.
  func differing(_ left: Grid, _ right: Grid) -> MathFault {
    MathFault(.shapesDiffer(sign: function.name, left: left.described, right: right.described), range)
  }
}

extension Evaluator {
  /// A density at a place.
  fileprivate func density(_ function: Function, at x: Number, _ place: SourceRange) throws(MathFault) -> Density {
    let value = try apply(function, to: x, at: place)
    guard value.value < Game.negligible, let rule = function.madeFunction?.logarithm else {
      return Density(value: value, logarithm: nil)
    }
    return Density(value: value, logarithm: try follow(rule, to: x, at: place))
  }
}
