/// How much a cell may hold.
///
/// Far above what anyone types, and low enough that the largest cell is answered at once.
package enum Limits {
  /// Bytes of a cell in UTF-8.
  package static let bytes = 1_000_000
  /// Lines of a cell.
  package static let lines = 20_000
  /// Unicode scalars of a line.
  package static let lineLength = 20_000
  /// Tokens of a cell.
  package static let tokens = 200_000
  /// Brackets within brackets.
  package static let nesting = 100
  /// Nodes of an expression within one another; a sum of so many terms is as deep as it is long.
  package static let depth = 1000
  /// Faults after which the reading of a cell ends; what follows is hardly a text for this language.
  static let faults = 1000
  /// Diagnostics that are shown; the rest is counted.
  package static let diagnostics = 50

  /// The diagnostic for a text that is too large to be looked at, measured without taking it apart.
  static func excess(of source: String) -> Diagnostic? {
    guard source.utf8.count > bytes else { return nil }
    return Diagnostic(SourceRange(0, 0), .cellTooLarge(bytes: source.utf8.count))
  }

  /// The diagnostic for a text with too many or too long lines.
  static func excess(of text: SourceText) -> Diagnostic? {
    guard text.lineCount <= lines else {
      return Diagnostic(text.line(lines), .tooManyLines(text.lineCount))
    }
    for index in 0..<text.lineCount {
      let line = text.line(index)
      guard line.end - line.start <= lineLength else {
        return Diagnostic(SourceRange(line.start + lineLength, line.end), .lineTooLong(line.end - line.start))
      }
    }
    return nil
  }
}
