extension BuiltIn {
  /// Single entries, and the ends of long vectors.
  static let entries: [BuiltIn] = [
    end("first", "the first entry, or the first so many as a vector", example: "first([1, 4, 9])") { $0.prefix($1) },
    end("last", "the last entry, or the last so many as a vector", example: "last([1, 4, 9], count=2)") {
      $0.suffix($1)
    },
    BuiltIn(
      "entry", [Parameter("X", .grid), Parameter("row", .whole(1...Grid.limit)), columnParameter],
      "the entry in a row and a column, counted from 1; of a vector the entry at one place",
      example: "entry([[1, 2], [3, 4]], 2, 1)"
    ) { given, _ throws(MathFault) in
      let grid = try given.grid("X")
      let (row, column) = (try given.whole("row"), try given.whole("column"))
      let place = grid.isVector ? row - 1 : (row - 1) * grid.columns + column - 1
      guard grid.isVector ? row <= grid.columns && column == 1 : row <= grid.rows && column <= grid.columns else {
        throw MathFault(.noEntry(grid.isVector ? "\(row)" : "\(row), \(column)", size: grid.sizeText), given.range)
      }
      return .number(grid.numbers[place])
    },
  ]

  private static let columnParameter = Parameter("column", .whole(1...Grid.limit), .number(.one))

  private static func end(
    _ name: String, _ summary: String, example: String,
    _ take: @escaping @Sendable ([Number], Int) -> ArraySlice<Number>
  ) -> BuiltIn {
    let parameters = [Parameter("X", .grid), Parameter("count", .whole(1...Grid.limit), .nothing)]
    return BuiltIn(name, parameters, summary, example: example) { given, _ throws(MathFault) in
      let grid = try given.grid("X")
      if case .nothing = given.value("count") {
        guard let number = take(grid.numbers, 1).first else { throw given.wrong("X") }
        return .number(number)
      }
      let count = try given.whole("count")
      guard count <= grid.numbers.count else {
        throw MathFault(.noEntry("\(count)", size: "\(grid.numbers.count)"), given.place("count"))
      }
      let numbers = Array(take(grid.numbers, count))
      return .grid(Grid([numbers.count], numbers))
    }
  }
}
