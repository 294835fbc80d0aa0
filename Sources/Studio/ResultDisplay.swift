import Jupyter
import Mathematics
import Pictures

extension DisplayData {
  /// The value of an expression: plain text, and a table for a matrix.
  init(_ value: Quantity) {
    var data: [String: JSONValue] = ["text/plain": .string(value.plain())]
    if case .grid(let grid) = value, !grid.isVector { data["text/html"] = .string(Self.table(grid)) }
    self.init(data: data)
  }

  private static func table(_ grid: Grid) -> String {
    let colors = grid.pattern == nil ? nil : MatrixColors(grid).rows
    let rows = grid.cells(digits: Grid.tableDigits).enumerated().map { row, line in
      let cells = line.enumerated().map { column, text in
        // On a ground of its own a number keeps its own colour, whatever the page's theme.
        let ground = colors.flatMap { $0[row][column] }
        let faint = colors != nil && ground == nil ? ";opacity:0.35" : ""
        let style = ground.map { "background:\($0.css);color:#222" } ?? ""
        return "<td style=\"text-align:right\(style.isEmpty ? "" : ";" + style)\(faint)\">\(text)</td>"
      }
      return "<tr>" + cells.joined() + "</tr>"
    }
    let remainder = grid.remainder.map { "<p>\($0)</p>" } ?? ""
    return "<table>" + rows.joined() + "</table>" + remainder
  }
}

extension Color {
  /// `#f6b7a8`.
  fileprivate var css: String {
    let (red, green, blue) = bytes
    return "#"
      + [red, green, blue].map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
  }
}

extension Quantity {
  /// What complaints call it: a function by its name.
  var kind: String {
    switch self {
    case .function(let function): "the function `\(function.name)`"
    case .nothing: "`None`"
    default: phrase
    }
  }
}
