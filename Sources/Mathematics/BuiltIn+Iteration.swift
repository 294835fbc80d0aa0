import Language

extension BuiltIn {
  /// A function applied to its own result again and again.
  static let iterations: [BuiltIn] = [
    BuiltIn(
      "iterate", iterationParameters,
      "where f leads to from the start in so many steps; a function of several numbers starts from a vector of them",
      example: "iterate(sqrt, 16, 2)"
    ) { given, evaluator throws(MathFault) in
      var last = given.value("start")
      try given.walk(evaluator) { last = $0 }
      return last
    },
    BuiltIn(
      "orbit", iterationParameters,
      "every place on that way, the start first: a vector of numbers, or a matrix with a row for each place",
      example: "orbit(sqrt, 16, 2)"
    ) { given, evaluator throws(MathFault) in
      let count = try (given.whole("steps") + 1) * given.startLength()
      guard count <= Grid.limit else {
        throw MathFault(.tooLarge("an orbit of \(count.spelled) values"), given.range)
      }
      var places: [(Quantity, SourceRange)] = [(given.value("start"), given.place("start"))]
      try given.walk(evaluator) { places.append(($0, given.range)) }
      return try Arithmetic.grid(of: places, at: given.range)
    },
  ]

  private static let iterationParameters = [
    Parameter("f", .any), Parameter("start", .any), Parameter("steps", .whole(0...100_000)),
  ]
}

extension Given {
  /// How many numbers the start has.
  fileprivate func startLength() throws(MathFault) -> Int {
    switch value("start") {
    case .number: return 1
    case .grid(let grid) where grid.isVector: return grid.columns
    default: throw MathFault(.notNumber(value("start").shortPhrase), place("start"))
    }
  }

  /// Applies `f` so many times.
  fileprivate func walk(_ evaluator: Evaluator, _ visit: (Quantity) -> Void) throws(MathFault) {
    guard case .function(let step) = value("f") else { throw MathFault(.notAFunction(value("f").phrase), place("f")) }
    var current = value("start")
    let length = try startLength()
    for _ in 0..<(try whole("steps")) {
      var values = [current]
      if step.parameterCount > 1, case .grid(let grid) = current { values = grid.numbers.map { .number($0) } }
      current = try evaluator.result(of: step, values, at: range)
      switch current {
      case .number where length == 1: break
      case .grid(let grid) where grid.isVector && grid.columns == length: break
      default: throw MathFault(.notAStep(function: step.name, found: current.shortPhrase), range)
      }
      visit(current)
    }
  }
}
