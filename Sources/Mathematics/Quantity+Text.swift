extension Quantity {
  /// The value as plain text; a matrix as aligned columns.
  public func plain(digits: Int = 10) -> String {
    switch self {
    case .number(let number): NumberFormat.text(number.value, digits: digits)
    case .flag(let flag): flag ? "true" : "false"
    case .size(let lengths): lengths.map(String.init).joined(separator: "x")
    case .range(let low, let high): low.value.text + ".." + high.value.text
    case .function(.defined(let function)): function.spelling
    case .function(let function): "the function " + function.name
    case .text(let text): text
    case .nothing: "None"
    case .grid(let grid): grid.plain(digits: digits)
    }
  }
}

extension Grid {
  /// The most rows and columns that are shown; the rest is counted.
  package static let shownRows = 40
  package static let shownColumns = 40

  /// The entries as they are shown, row by row; those of a large grid up to the limits.
  package func cells(digits: Int) -> [[String]] {
    (0..<min(rows, Self.shownRows)).map { row in
      (0..<min(columns, Self.shownColumns)).map { NumberFormat.text(numbers[row * columns + $0].value, digits: digits) }
    }
  }

  /// What of the grid is not shown, in words; nil when all of it is.
  package var remainder: String? {
    rows > Self.shownRows || columns > Self.shownColumns
      ? "the first \(min(rows, Self.shownRows)) rows and \(min(columns, Self.shownColumns)) columns of \(sizeText)"
      : nil
  }

  fileprivate func plain(digits: Int) -> String {
    let digits = min(digits, 6)
    let cells = cells(digits: digits)
    if isVector { return "[" + cells.joined().joined(separator: ", ") + (columns > Self.shownColumns ? ", …]" : "]") }
    let width = cells.joined().map(\.count).max() ?? 0
    let lines = cells.map { row in
      row.map { String(repeating: " ", count: width - $0.count) + $0 }.joined(separator: "  ")
    }
    return (lines + (remainder.map { ["(\($0))"] } ?? [])).joined(separator: "\n")
  }

  /// The most digits with which all entries can be shown in a table.
  package static let tableDigits = 6
}
