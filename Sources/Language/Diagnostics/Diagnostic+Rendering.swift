extension Diagnostic {
  /// The diagnostic with its place, the line it is about, carets under the range and what to do next.
  ///
  /// Tabs become blanks, wide characters get two carets and combining marks none, so the carets stand where they should
  /// in a fixed-width font. A long line is shown around the range only.
  public func render(in text: SourceText) -> String {
    let place = text.position(at: range.start)
    var lines = ["line \(place.line), column \(place.column): \(message)"]
    let view = LineView(of: range, in: text)
    if !view.line.isEmpty { lines += ["  " + view.line, "  " + view.carets] }
    let advice = [suggestion.map { "Did you mean `\($0)`?" }, hint].compactMap(\.self)
    if !advice.isEmpty { lines.append("  " + advice.joined(separator: "  ")) }
    return lines.joined(separator: "\n")
  }
}

/// One line of a cell as it is printed, and the carets below it.
private struct LineView {
  private(set) var line = ""
  private(set) var carets = ""

  private static let tabWidth = 4
  /// Columns shown at most, and columns kept in front of the range when the line is cut.
  private static let width = 100
  private static let lead = 40

  init(of range: SourceRange, in text: SourceText) {
    let whole = text.line(text.lineIndex(at: range.start))
    let cells = Self.cells(of: text[whole], from: whole.start)
    let end = max(range.end, range.start + 1)
    let marked = cells.indices.filter { cells[$0].end > range.start && cells[$0].start < end }
    let first = marked.first ?? cells.count
    let isLong = cells.count > Self.width
    let shown = isLong ? max(0, min(first - Self.lead, cells.count - Self.width)) : 0
    let window = cells[shown..<min(cells.count, shown + Self.width)]
    if shown > 0 {
      line += "…"
      carets += " "
    }
    for cell in window {
      let isMarked = cell.end > range.start && cell.start < end
      line += cell.printed
      carets += String(repeating: isMarked ? "^" : " ", count: cell.width)
    }
    if shown + Self.width < cells.count { line += "…" }
    if first == cells.count { carets += "^" }
    carets = carets.trimmedAtEnd
    line = line.trimmedAtEnd
  }

  private struct Cell {
    let printed: String
    let width: Int
    let start: Int
    let end: Int
  }

  /// The characters of a line as printed: tabs widened, what cannot be printed replaced.
  private static func cells(of line: String, from start: Int) -> [Cell] {
    var cells: [Cell] = []
    var column = 0
    var offset = start
    for character in line {
      let length = character.unicodeScalars.count
      var printed = String(character)
      var width = character.displayWidth
      if character == "\t" {
        width = tabWidth - column % tabWidth
        printed = String(repeating: " ", count: width)
      } else if let scalar = character.unicodeScalars.first, length == 1, !scalar.isPrintable {
        width = 1
        printed = scalar.properties.isWhitespace ? " " : "\u{FFFD}"
      }
      cells.append(Cell(printed: printed, width: width, start: offset, end: offset + length))
      column += width
      offset += length
    }
    return cells
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }

  /// The text cut to a length that fits into a sentence.
  var clipped: String { count > 40 ? prefix(39) + "…" : self }
}
