#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension BuiltIn {
  /// Functions of one number, which vectors and matrices go through entry by entry.
  static let elementary: [BuiltIn] = [
    BuiltIn("exp", [Parameter("x", .any)], "e to the power of x", example: "exp(1)") {
      given, evaluator throws(MathFault) in
      try given.mapped("x") { (x) throws(MathFault) in
        evaluator.note(exponent: x)
        return Number.exp(x)
      }
    },
    entrywise(
      "log", "the natural logarithm; -infinity at 0, undefined below", example: "log(2)",
      domain: ("a number from 0 on", { $0 >= 0 })
    ) { Number.log($0) },
    entrywise(
      "sqrt", "the square root", example: "sqrt(2)", domain: ("a number from 0 on", { $0 >= 0 })
    ) { Number.sqrt($0) },
    entrywise("abs", "x without its sign; its derivative at 0 is taken as 0", example: "abs(-3)") { x in
      x.value == 0 ? .real(0) * x : x.value < 0 ? -x : x
    },
    entrywise("sigmoid", "1 / (1 + exp(-x)): a logit made a probability", example: "sigmoid(0)") { Number.sigmoid($0) },
    entrywise("tanh", "the hyperbolic tangent, between -1 and 1", example: "tanh(1)") { Number.tanh($0) },
    entrywise("relu", "x where x is above 0, else 0; its derivative at 0 is taken as 0", example: "relu(-2)") { x in
      x.value > 0 ? x : .real(0) * x
    },
    BuiltIn(
      "leaky_relu", [Parameter("x", .any), Parameter("slope", .number, .number(.real(0.2)))],
      "x where x is above 0, else slope * x; its derivative at 0 is the slope", example: "leaky_relu(-2, slope=0.2)"
    ) { given, _ throws(MathFault) in
      let slope = try given.number("slope")
      return try given.mapped("x") { (x) throws(MathFault) in x.value > 0 ? x : slope * x }
    },
    entrywise(
      "softplus", "log(1 + exp(x)), finite for every x: -log of a sigmoid is softplus of -x", example: "softplus(0)"
    ) {
      Number.softplus($0)
    },
    entrywise("floor", "the largest whole number that is not above x", example: "floor(13.5)") {
      .real($0.value.rounded(.down))
    },
  ]

  private static func entrywise(
    _ name: String, _ summary: String, example: String,
    domain: (wanted: String, contains: @Sendable (Double) -> Bool)? = nil,
    _ function: @escaping @Sendable (Number) -> Number
  ) -> BuiltIn {
    BuiltIn(name, [Parameter("x", .any)], summary, example: example) { given, _ throws(MathFault) in
      try given.mapped("x") { (x) throws(MathFault) in
        if let domain, !domain.contains(x.value) {
          throw MathFault(.domain(function: name, value: x.value, wanted: domain.wanted), given.place("x"))
        }
        return function(x)
      }
    }
  }
}

extension Given {
  /// A number, or every entry of a vector or matrix, through a function.
  func mapped(_ name: String, _ function: (Number) throws(MathFault) -> Number) throws(MathFault) -> Quantity {
    switch value(name) {
    case .number(let number): return .number(try function(number))
    case .grid(let grid):
      var numbers: [Number] = []
      numbers.reserveCapacity(grid.numbers.count)
      for number in grid.numbers { numbers.append(try function(number)) }
      return .grid(Grid(grid.lengths, numbers))
    default:
      throw MathFault(
        .wrongKind(
          argument: "`\(name)`", function: self.function.name, wanted: "a number, vector or matrix",
          found: value(name).shortPhrase),
        place(name))
    }
  }
}
