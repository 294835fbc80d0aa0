import Language

extension BuiltIn {
  /// Densities, integrals, and the game's own functions.
  ///
  /// Integrals are computed to ``Quadrature/tolerance``. Where a density is below ``Game/negligible`` its term counts as 0.
  static let densities: [BuiltIn] = [
    BuiltIn(
      "normal", [Parameter("mean", .number), Parameter("sd", .number)],
      "the density of the normal distribution, a function of x", example: "normal(0, 1)(0)"
    ) { given, _ throws(MathFault) in
      let mean = try given.number("mean")
      let deviation = try given.number("sd")
      guard deviation.value > 0 else {
        throw MathFault(.domain(function: "normal", value: deviation.value, wanted: "an sd above 0"), given.place("sd"))
      }
      let scale = Number.real(1 / (2 * Double.pi).squareRoot()) / deviation
      let name = "normal(\(mean.value.text), \(deviation.value.text))"
      return .function(
        .made(name) { x, _, evaluator throws(MathFault) in
          evaluator.note(Quadrature.Peak(center: mean.value, width: deviation.value))
          let z = (x - mean) / deviation
          return scale * Number.exp(.real(-0.5) * z * z)
        })
    },
    BuiltIn(
      "integrate", [Parameter("f", .function), Parameter("range", .range)],
      "the integral of a function over a range, which may be infinite, to 1e-10", example: "integrate(exp, 0..1)"
    ) { given, evaluator throws(MathFault) in
      let function = try given.function("f")
      let place = given.place("f")
      let bounds = try given.bounds("range")
      let peaks = evaluator.peaks(of: function, over: bounds, at: place)
      return .number(
        try Quadrature.integral(over: bounds, peaks: peaks, at: given.range) { (x) throws(MathFault) in
          try evaluator.apply(function, to: x, at: place)
        })
    },
    BuiltIn(
      "expectation",
      [Parameter("f", .function), Parameter("p", .distribution), Parameter("range", .range, Game.everywhere)],
      "the mean of f(x) when x has the density p", example: "expectation(abs, normal(0, 1))"
    ) { given, evaluator throws(MathFault) in
      let function = try given.function("f")
      return .number(
        try Game.integral(given, evaluator, ["p"]) { (x, densities) throws(MathFault) in
          try Game.weighted(densities[0]) { () throws(MathFault) in
            try evaluator.apply(function, to: x, at: given.place("f"))
          }
        })
    },
    BuiltIn(
      "best_discriminator", [Parameter("p", .distribution), Parameter("q", .distribution)],
      "D(x) = p(x) / (p(x) + q(x)), the best answer to data p and forgeries q",
      example: "best_discriminator(normal(0, 1), normal(1, 1))(0)"
    ) { given, _ throws(MathFault) in
      if case .grid(let p) = given.value("p"), case .grid(let q) = given.value("q") {
        guard p.lengths == q.lengths else { throw given.wrong("q") }
        return .grid(Grid(p.lengths, zip(p.numbers, q.numbers).map(Game.best)))
      }
      let p = try given.function("p")
      let q = try given.function("q")
      return .function(
        .made("best_discriminator(\(p.name), \(q.name))") { x, range, evaluator throws(MathFault) in
          Game.best(try evaluator.apply(p, to: x, at: range), try evaluator.apply(q, to: x, at: range))
        })
    },
    BuiltIn(
      "value",
      [
        Parameter("D", .any), Parameter("p", .distribution), Parameter("q", .distribution),
        Parameter("range", .range, Game.everywhere),
      ],
      "V(D, G), the mean of log D(x) over p plus the mean of log(1 - D(x)) over q",
      example: "value(best_discriminator(normal(0, 1), normal(1, 1)), normal(0, 1), normal(1, 1))"
    ) { given, evaluator throws(MathFault) in
      if case .grid(let judgements) = given.value("D") {
        let (p, q) = try Game.probabilities(given, "p", "q")
        guard judgements.numbers.count == p.count else { throw given.wrong("D") }
        var sum = Number.zero
        for i in p.indices { sum = sum + (try Game.judged(judgements.numbers[i], p[i], q[i], at: given.place("D"))) }
        return .number(sum)
      }
      let judge = try given.function("D")
      return .number(
        try Game.integral(given, evaluator, ["p", "q"]) { (x, densities) throws(MathFault) in
          guard densities.contains(where: { $0.value >= Game.negligible }) else { return .zero }
          let d = try evaluator.apply(judge, to: x, at: given.place("D"))
          return try Game.judged(d, densities[0], densities[1], at: given.place("D"))
        })
    },
    divergence("kl", "the Kullback-Leibler divergence KL(p, q) in nats", example: "kl(normal(0, 1), normal(1, 1))") {
      p, q in Game.relative(p, q)
    },
    divergence(
      "jsd", "the Jensen-Shannon divergence of p and q in nats, at most log 2",
      example: "jsd(normal(0, 1), normal(1, 1))"
    ) {
      p, q in
      let middle = .real(0.5) * (p + q)
      return .real(0.5) * (Game.relative(p, middle) + Game.relative(q, middle))
    },
  ]

  private static func divergence(
    _ name: String, _ summary: String, example: String, _ term: @escaping @Sendable (Number, Number) -> Number
  ) -> BuiltIn {
    BuiltIn(
      name,
      [Parameter("p", .distribution), Parameter("q", .distribution), Parameter("range", .range, Game.everywhere)],
      summary,
      example: example
    ) { given, evaluator throws(MathFault) in
      if case .grid = given.value("p") {
        let (p, q) = try Game.probabilities(given, "p", "q")
        return .number(zip(p, q).reduce(.zero) { $0 + term($1.0, $1.1) })
      }
      return .number(
        try Game.integral(given, evaluator, ["p", "q"]) { (_, densities) in term(densities[0], densities[1]) })
    }
  }
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

  /// p log(p / q), 0 where p is.
  static func relative(_ p: Number, _ q: Number) -> Number {
    guard p.value >= negligible else { return .zero }
    return q.value == 0 ? .real(.infinity) : p * Number.log(p / q)
  }

  /// p log D + q log(1 - D); a D that only rounding has made 0 or 1 counts nothing.
  static func judged(_ d: Number, _ p: Number, _ q: Number, at place: SourceRange) throws(MathFault) -> Number {
    guard d.value >= 0, d.value <= 1 else {
      throw MathFault(.domain(function: "value", value: d.value, wanted: "a D with values from 0 to 1"), place)
    }
    return weighted(p) { Number.log(d) } + weighted(q) { Number.log(.one - d) }
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

  /// The integral of a term of x and the densities of these names, which are looked at first: each must hold all it has.
  static func integral(
    _ given: Given, _ evaluator: Evaluator, _ names: [String], _ term: (Number, [Number]) throws(MathFault) -> Number
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
      var values: [Number] = []
      for density in densities { values.append(try evaluator.apply(density.function, to: x, at: density.place)) }
      return try term(x, values)
    }
  }

  /// Two vectors of probabilities of one length.
  static func probabilities(_ given: Given, _ first: String, _ second: String) throws(MathFault) -> ([Number], [Number])
  {
    let p = try given.grid(first)
    let q = try given.grid(second)
    for (name, grid) in [(first, p), (second, q)] {
      let total = grid.values.reduce(0, +)
      guard grid.values.allSatisfy({ $0 >= 0 }), abs(total - 1) < 1e-9 else {
        throw MathFault(.notProbabilities(total), given.place(name))
      }
    }
    guard p.lengths == q.lengths else {
      throw MathFault(.shapesDiffer(sign: given.function.name, left: p.described, right: q.described), given.range)
    }
    return (p.numbers, q.numbers)
  }
}
