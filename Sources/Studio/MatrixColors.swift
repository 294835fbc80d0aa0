import Mathematics
import Pictures

/// The ground colours of a matrix's entries.
struct MatrixColors {
  /// A colour for every entry that is shown; nil for none.
  let rows: [[Color?]]

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
          return pattern[place].map { Palette.tap($0) }
        }
        guard span > 0, values[place].isFinite else { return nil }
        // From white to a light blue on which the numbers stay readable.
        let share = (values[place] - low) / span
        return Color(red: 1 - 0.45 * share, green: 1 - 0.22 * share, blue: 1 - 0.04 * share)
      }
    }
  }
}
