/// A matrix as a table of numbers on coloured grounds.
public struct MatrixPicture: Sendable {
  /// The numbers as they are written, row by row.
  public var cells: [[String]]
  /// The grounds; nil leaves the card's white, and so does what is missing.
  public var colors: [[Color?]]

  /// A table.
  public init(cells: [[String]], colors: [[Color?]]) {
    self.cells = cells
    self.colors = colors
  }

  private static let height = 24.0
  private static let smallestWidth = 24.0
  private static let style = TextStyle(size: 12)

  /// Draws the table on a white card of its own.
  ///
  /// - Throws: ``PictureError`` when there are no cells, or more than can be drawn.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    let columns = cells.map(\.count).max() ?? 0
    guard columns > 0 else { throw .empty(width: columns, height: cells.count) }
    // The width of letters is known only on a canvas.
    let ruler = try Canvas(width: 1, height: 1, scale: 1)
    let widest = cells.joined().map { ruler.measure(Label($0), style: Self.style).width }.max() ?? 0
    let side = max(Self.smallestWidth, widest + 10)
    let margin = Chart.margin
    let canvas = try Canvas(
      width: side * Double(columns) + 2 * margin, height: Self.height * Double(cells.count) + 2 * margin, scale: scale)
    canvas.card()
    let hair = Stroke(Palette.border, width: 1 / Double(scale))
    for (row, line) in cells.enumerated() {
      for (column, text) in line.enumerated() {
        let rect = Rect(
          x: margin + side * Double(column), y: margin + Self.height * Double(row), width: side, height: Self.height)
        let color = colors.indices.contains(row) && colors[row].indices.contains(column) ? colors[row][column] : nil
        canvas.rectangle(rect, fill: color, stroke: hair)
        var style = Self.style
        // An entry without a ground that is 0 is the empty part of a pattern.
        if color == nil, text == "0" { style.color = Palette.grid }
        canvas.text(Label(text), at: rect.center, style: style, alignment: .center, baseline: .middle)
      }
    }
    return try canvas.finish()
  }
}
