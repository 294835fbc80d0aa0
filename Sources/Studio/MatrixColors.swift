import Mathematics
import Pictures

/// The ground colours of a matrix's entries.
struct MatrixColors {
  /// A colour for every entry that is shown; nil for none.
  let rows: [[Color?]]

  /// Light grounds, in the order of a kernel's entries, on which black numbers are read well.
  private static let taps: [UInt32] = [
    0xF6B7A8, 0xFAD9A0, 0xF5F0A3, 0xCBE8A7, 0xA8E0CB, 0xA9D8F2, 0xB5C2F5, 0xD9BDF2, 0xF5BEDD,
    0xE3CFBB, 0xD5DEE3, 0xBFE3E0,
  ]

  init(_ grid: Grid) {
    let shownRows = min(grid.rows, Grid.shownRows)
    let shownColumns = min(grid.columns, Grid.shownColumns)
    let values = grid.values
    let finite = values.filter(\.isFinite)
    let low = finite.min() ?? 0
    let span = (finite.max() ?? 0) - low
    rows = (0..<shownRows).map { row in
      (0..<shownColumns).map { column in
        let place = row * grid.columns + column
        if let pattern = grid.pattern {
          return pattern[place].map { Color(hex: Self.taps[$0 % Self.taps.count]) }
        }
        guard span > 0, values[place].isFinite else { return nil }
        // From white to a light blue on which the numbers stay readable.
        let share = (values[place] - low) / span
        return Color(red: 1 - 0.45 * share, green: 1 - 0.22 * share, blue: 1 - 0.04 * share)
      }
    }
  }
}
