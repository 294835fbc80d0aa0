import Jupyter

extension DisplayData {
  /// A table of texts, its first row the heading and its first column the names of the rows.
  init(table rows: [[String]], caption: String) {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
    let lines = rows.map { row in
      row.enumerated().map { column, text in
        let room = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + room : room + text
      }.joined(separator: "  ")
    }
    let html = rows.enumerated().map { index, row in
      let tag = index == 0 ? "th" : "td"
      let cells = row.enumerated().map { column, text in
        "<\(tag) style=\"text-align:\(column == 0 ? "left" : "right")\">\(Self.escaped(text))</\(tag)>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    self.init(data: [
      "text/plain": .string(([caption] + lines).joined(separator: "\n")),
      "text/html": .string("<table>\(html.joined())</table><p>\(Self.escaped(caption))</p>"),
    ])
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
