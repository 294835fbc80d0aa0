extension BuiltIn {
  /// A function applied over and over, as the players of a game take their turns.
  static let iteration: [BuiltIn] = [
    BuiltIn(
      "iterate", [Parameter("f", .function), Parameter("start", .any), Parameter("times", .whole(0...100_000))],
      "f applied to a number or vector, or to a vector's entries, then to what comes out, and so on, so many times",
      example: "iterate(sqrt, 16, 2)"
    ) { given, evaluator throws(MathFault) in
      var value = try start(given)
      try repeated(given, evaluator, &value) { _ in }
      return value
    },
    BuiltIn(
      "orbit", [Parameter("f", .function), Parameter("start", .any), Parameter("times", .whole(0...100_000))],
      "all the values of `iterate` from the start on: of numbers a vector, of vectors the rows of a matrix",
      example: "orbit(sqrt, 16, 2)"
    ) { given, evaluator throws(MathFault) in
      var value = try start(given)
      let length = value.entries.count
      let times = try given.whole("times")
      guard (times + 1) * length <= Grid.limit else {
        throw MathFault(.tooLarge("an orbit of \((times + 1).spelled) times \(length.spelled) values"), given.range)
      }
      var numbers = value.entries
      try repeated(given, evaluator, &value) { numbers += $0.entries }
      if case .number = value { return .grid(Grid([times + 1], numbers)) }
      return .grid(Grid([times + 1, length], numbers))
    },
  ]

  /// A number or a vector.
  private static func start(_ given: Given) throws(MathFault) -> Quantity {
    let value = given.value("start")
    switch value {
    case .number: return value
    case .grid(let grid) where grid.isVector: return value
    default:
      throw MathFault(
        .wrongKind(
          argument: "`start`", function: given.function.name, wanted: "a number or vector", found: value.shortPhrase),
        given.place("start"))
    }
  }

  /// Takes the steps; what comes out has to be what goes in.
  private static func repeated(
    _ given: Given, _ evaluator: Evaluator, _ value: inout Quantity, seeing see: (Quantity) -> Void
  ) throws(MathFault) {
    let function = try given.function("f")
    let length = value.entries.count
    let taken = value.phrase + (length > 1 ? " of \(length.spelled)" : "")
    for _ in 0..<(try given.whole("times")) {
      let next: Quantity
      if function.parameterCount > 1, case .grid(let grid) = value {
        // A function of several numbers takes the entries one by one.
        next = try evaluator.result(of: function, grid.numbers.map { .number($0) }, at: given.range)
      } else {
        next = try evaluator.apply(function, to: value, given.place("start"), calledAt: given.range)
      }
      guard next.phrase == value.phrase, next.entries.count == length else {
        throw MathFault(
          .notRepeatable(function: function.name, taken: taken, given: next.shortPhrase), given.place("f"))
      }
      value = next
      see(value)
    }
  }
}

extension Quantity {
  /// The numbers it is made of, none for what is no number, vector or matrix.
  fileprivate var entries: [Number] {
    switch self {
    case .number(let number): [number]
    case .grid(let grid): grid.numbers
    default: []
    }
  }
}
