extension BuiltIn {
  /// Functions of all entries together.
  static let collections: [BuiltIn] = [
    BuiltIn("sum", [Parameter("X", .grid)], "the sum of all entries", example: "sum([1, 2, 3])") {
      given, _ throws(MathFault) in .number(try given.grid("X").numbers.reduce(.zero) { $0 + $1 })
    },
    BuiltIn("mean", [Parameter("X", .grid)], "the mean of all entries", example: "mean([1, 2, 3])") {
      given, _ throws(MathFault) in
      let grid = try given.grid("X")
      return .number(grid.numbers.reduce(.zero) { $0 + $1 } / .real(Double(grid.numbers.count)))
    },
    extreme("max", "the largest of several numbers, or of all entries", example: "max(1, 2)") { $0 > $1 },
    extreme("min", "the smallest of several numbers, or of all entries", example: "min([3, 2, 5])") { $0 < $1 },
  ]

  private static func extreme(
    _ name: String, _ summary: String, example: String, _ isBetter: @escaping @Sendable (Double, Double) -> Bool
  ) -> BuiltIn {
    BuiltIn(name, [Parameter("x", .any)], takesMany: true, summary, example: example) { given, _ throws(MathFault) in
      var best: Number?
      for argument in given.many {
        let numbers: [Number]
        switch argument.value {
        case .number(let number): numbers = [number]
        case .grid(let grid): numbers = grid.numbers
        default:
          throw MathFault(
            .wrongKind(
              argument: "a value", function: name, wanted: "a number, vector or matrix",
              found: argument.value.shortPhrase),
            argument.range)
        }
        for number in numbers {
          // What is undefined could be larger or smaller than any other.
          if number.value.isNaN { return .number(.real(.nan)) }
          if let old = best, !isBetter(number.value, old.value) { continue }
          best = number
        }
      }
      guard let best else { throw given.wrong("x") }
      return .number(best)
    }
  }
}
