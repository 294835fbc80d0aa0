import Jupyter

/// A table with a heading: HTML for front ends that have it, columns for the others.
struct TextTable {
  /// What the columns are called.
  var heading: [String]
  /// The cells, as many in a row as the heading has.
  var rows: [[String]]
  /// Columns whose cells are numbers, which end below each other.
  var numeric: Set<Int> = []

  /// Columns of a fixed-width font.
  var plain: String {
    let all = [heading] + rows
    let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - row[column].count)
        return numeric.contains(column) ? blanks + row[column] : row[column] + blanks
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  /// A table of a page.
  var html: String {
    func line(_ cells: [String], _ tag: String) -> String {
      let cells = cells.enumerated().map { column, text in
        let side = numeric.contains(column) ? "right" : "left"
        return "<\(tag) style=\"text-align:\(side)\">\(Self.escaped(text))</\(tag)>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return "<table><thead>\(line(heading, "th"))</thead><tbody>\(rows.map { line($0, "td") }.joined())</tbody></table>"
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

extension DisplayData {
  /// Tables under their titles, and lines of text behind them.
  init(_ tables: [(title: String, table: TextTable)], remarks: [String] = []) {
    let plain = tables.map { ($0.title.isEmpty ? "" : $0.title + "\n") + $0.table.plain } + remarks
    let html =
      tables.map { ($0.title.isEmpty ? "" : "<p><b>\(TextTable.escaped($0.title))</b></p>") + $0.table.html }
      + remarks.map { "<p>\(TextTable.escaped($0))</p>" }
    self.init(data: [
      "text/html": .string(html.joined()), "text/plain": .string(plain.joined(separator: "\n\n")),
    ])
  }
}
