import Language

extension BuiltIn {
  /// Functions of matrices.
  static let matrices: [BuiltIn] = [
    BuiltIn("transpose", [Parameter("X", .grid)], "rows become columns", example: "transpose([[1, 2], [3, 4]])") {
      given, _ throws(MathFault) in
      let grid = try given.grid("X")
      if grid.isVector { return .grid(Grid([grid.columns, 1], grid.numbers)) }
      func turned<T>(_ values: [T]) -> [T] {
        (0..<values.count).map { values[$0 % grid.rows * grid.columns + $0 / grid.rows] }
      }
      return .grid(Grid([grid.columns, grid.rows], turned(grid.numbers), pattern: grid.pattern.map(turned)))
    },
    BuiltIn(
      "flatten", [Parameter("X", .grid)], "all entries as one vector, row by row", example: "flatten([[1, 2], [3, 4]])"
    ) {
      given, _ throws(MathFault) in
      let grid = try given.grid("X")
      return .grid(Grid([grid.numbers.count], grid.numbers))
    },
    BuiltIn(
      "reshape", [Parameter("X", .grid), Parameter("size", .size)], "the same entries, row by row, in another size",
      example: "reshape([1, 2, 3, 4], 2x2)"
    ) { given, _ throws(MathFault) in
      let grid = try given.grid("X")
      let size = try given.size("size")
      guard size.reduce(1, *) == grid.numbers.count else {
        throw MathFault(
          .reshape(count: grid.numbers.count, size: size.map(String.init).joined(separator: "x")), given.place("size"))
      }
      return .grid(Grid(size, grid.numbers))
    },
    BuiltIn("rank", [Parameter("X", .grid)], "how many rows are independent", example: "rank([[1, 2], [2, 4]])") {
      given, evaluator throws(MathFault) in
      let grid = try given.matrix("X")
      try evaluator.count(min(grid.rows, grid.columns) * grid.numbers.count, at: given.range)
      return .number(.real(Double(rank(of: grid))))
    },
    BuiltIn("norm", [Parameter("X", .grid)], "the root of the sum of all squares", example: "norm([3, 4])") {
      given, _ throws(MathFault) in
      .number(Number.sqrt(try given.grid("X").numbers.reduce(.zero) { $0 + $1 * $1 }))
    },
    filled("ones", "a matrix, or a vector, full of 1", example: "ones(2x3)", .one),
    filled("zeros", "a matrix, or a vector, full of 0", example: "zeros(3)", .zero),
  ]

  private static func filled(_ name: String, _ summary: String, example: String, _ number: Number) -> BuiltIn {
    BuiltIn(name, [Parameter("size", .size)], summary, example: example) { given, _ throws(MathFault) in
      let size = try given.size("size")
      return .grid(Grid(size, Array(repeating: number, count: size.reduce(1, *))))
    }
  }

  /// The number of pivots of Gaussian elimination with complete choice within columns; what rounding leaves counts as 0.
  private static func rank(of grid: Grid) -> Int {
    var rows = (0..<grid.rows).map(grid.row)
    let largest = grid.values.map(\.magnitude).max() ?? 0
    let threshold = largest * Double(max(grid.rows, grid.columns)) * 1e-13
    var rank = 0
    for column in 0..<grid.columns where rank < rows.count {
      guard let pivot = (rank..<rows.count).max(by: { rows[$0][column].magnitude < rows[$1][column].magnitude }),
        rows[pivot][column].magnitude > threshold
      else { continue }
      rows.swapAt(rank, pivot)
      for row in rank + 1..<rows.count {
        let factor = rows[row][column] / rows[rank][column]
        guard factor != 0 else { continue }
        for index in column..<grid.columns { rows[row][index] -= factor * rows[rank][index] }
      }
      rank += 1
    }
    return rank
  }
}
