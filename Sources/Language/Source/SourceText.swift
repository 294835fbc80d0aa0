/// The text of one cell with its lines found.
///
/// Lines end with `\n`, `\r\n` or `\r`. Offsets count Unicode scalars.
public struct SourceText: Sendable {
  let scalars: [Unicode.Scalar]
  private let lineStarts: [Int]
  /// The text in UTF-8 when each scalar is one byte of it, as in most cells: pieces are then cut out of it at once.
  private let ascii: [UInt8]?

  /// Takes the text apart once; everything after that is a look-up.
  public init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var starts = [0]
    for (offset, scalar) in scalars.enumerated() where scalar.endsLine {
      let isInsidePair = scalar == "\r" && offset + 1 < scalars.count && scalars[offset + 1] == "\n"
      if !isInsidePair { starts.append(offset + 1) }
    }
    self.scalars = scalars
    lineStarts = starts
    ascii = text.utf8.count == scalars.count ? Array(text.utf8) : nil
  }

  /// Number of Unicode scalars.
  public var count: Int { scalars.count }

  /// Number of lines; an empty cell has one.
  public var lineCount: Int { lineStarts.count }

  /// The text within a range; parts outside the cell are left out.
  public subscript(range: SourceRange) -> String {
    let start = min(max(range.start, 0), count)
    let end = min(max(range.end, start), count)
    if let ascii { return String(decoding: ascii[start..<end], as: UTF8.self) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return String(view)
  }

  /// Index, from 0, of the line that holds the offset.
  func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The range of a line, counted from 0, without its line end.
  func line(_ index: Int) -> SourceRange {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : count
    while end > start, scalars[end - 1].endsLine { end -= 1 }
    return SourceRange(start, end)
  }

  /// Line and column of an offset.
  public func position(at offset: Int) -> SourcePosition {
    let index = lineIndex(at: offset)
    let line = line(index)
    var column = 1
    var end = line.start
    for character in self[line] {
      end += character.unicodeScalars.count
      guard end <= offset else { break }
      column += 1
    }
    return SourcePosition(line: index + 1, column: column)
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is, or is part of, a line end.
  var endsLine: Bool { self == "\n" || self == "\r" }
}
