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
      let peak = Quadrature.Peak(center: mean.value, width: deviation.value)
      let logarithm: MadeFunction.Rule = { x, _, _ throws(MathFault) in
        let z = (x - mean) / deviation
        return Number.log(scale) + .real(-0.5) * z * z
      }
      return .function(
        .made(
          MadeFunction(
            name, logarithm: logarithm,
            value: { x, _, evaluator throws(MathFault) in
              let z = (x - mean) / deviation
              evaluator.note(score: z, of: peak)
              return scale * Number.exp(.real(-0.5) * z * z)
            })))
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
        try Quadrature.searchedIntegral(over: bounds, peaks: peaks, at: given.range) { (x) throws(MathFault) in
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
          try Game.weighted(densities[0].value) { () throws(MathFault) in
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
        guard p.lengths == q.lengths else { throw given.differing(p, q) }
        return .grid(Grid(p.lengths, zip(p.numbers, q.numbers).map(Game.best)))
      }
      let p = try given.function("p")
      let q = try given.function("q")
      var logit: MadeFunction.Rule?
      if let p = p.madeFunction?.logarithm, let q = q.madeFunction?.logarithm {
        logit = { x, range, evaluator throws(MathFault) in
          try evaluator.follow(p, to: x, at: range) - evaluator.follow(q, to: x, at: range)
        }
      }
      return .function(
        .made(
          MadeFunction(
            "best_discriminator(\(p.name), \(q.name))", logit: logit,
            value: { x, range, evaluator throws(MathFault) in
              Game.best(try evaluator.apply(p, to: x, at: range), try evaluator.apply(q, to: x, at: range))
            })))
    },
    BuiltIn(
      "value",
      [
        Parameter("D", .judge), Parameter("p", .distribution), Parameter("q", .distribution),
        Parameter("range", .range, Game.everywhere),
      ],
      "V(D, G), the mean of log D(x) over p plus the mean of log(1 - D(x)) over q",
      example: "value(best_discriminator(normal(0, 1), normal(1, 1)), normal(0, 1), normal(1, 1))"
    ) { given, evaluator throws(MathFault) in
      if case .grid(let judgements) = given.value("D") {
        let (p, q) = try Game.probabilities(given, "p", "q")
        guard judgements.numbers.count == p.count else { throw given.differing(judgements, try given.grid("p")) }
        var sum = Number.zero
        for i in p.indices { sum = sum + (try Game.judged(judgements.numbers[i], p[i], q[i], at: given.place("D"))) }
        return .number(sum)
      }
      let judge = try given.function("D")
      return .number(
        try Game.integral(given, evaluator, ["p", "q"]) { (x, densities) throws(MathFault) in
          let (p, q) = (densities[0].value, densities[1].value)
          guard max(p.value, q.value) >= Game.negligible else { return .zero }
          let place = given.place("D")
          if let logit = judge.madeFunction?.logit {
            return Game.judged(logit: try evaluator.follow(logit, to: x, at: place), p, q)
          }
          let d = try evaluator.apply(judge, to: x, at: place)
          let term = try Game.judged(d, p, q, at: place)
          guard term.value.isFinite else {
            let (found, weight) = d.value == 0 ? ("D", "p") : ("1 - D", "q")
            throw MathFault(.logarithmOfNothing(function: "value", of: found, under: weight), place)
          }
          return term
        })
    },
    divergence(
      "kl", "the Kullback-Leibler divergence KL(p, q) in nats", example: "kl(normal(0, 1), normal(1, 1))",
      ofProbabilities: { Game.relative($0, $1) }, ofDensities: { Game.relative($0, $1) }),
    divergence(
      "jsd", "the Jensen-Shannon divergence of p and q in nats, at most log 2",
      example: "jsd(normal(0, 1), normal(1, 1))",
      ofProbabilities: { Game.shared($0, $1) }, ofDensities: { Game.shared($0, $1) }),
  ]

  private static func divergence(
    _ name: String, _ summary: String, example: String,
    ofProbabilities probability: @escaping @Sendable (Number, Number) -> Number,
    ofDensities density: @escaping @Sendable (Density, Density) -> Number
  ) -> BuiltIn {
    BuiltIn(
      name,
      [Parameter("p", .distribution), Parameter("q", .distribution), Parameter("range", .range, Game.everywhere)],
      summary,
      example: example
    ) { given, evaluator throws(MathFault) in
      if case .grid = given.value("p") {
        let (p, q) = try Game.probabilities(given, "p", "q")
        return .number(zip(p, q).reduce(.zero) { $0 + probability($1.0, $1.1) })
      }
      return .number(
        try Game.integral(given, evaluator, ["p", "q"]) { (_, densities) throws(MathFault) in
          let term = density(densities[0], densities[1])
          guard term.value.isFinite else {
            throw MathFault(.logarithmOfNothing(function: name, of: "q", under: "p"), given.range)
          }
          return term
        })
    }
  }
}
