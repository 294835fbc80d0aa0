extension Vocabulary {
  /// Reads a cell: statements that are ready to run, or every fault it has.
  ///
  /// Takes time in proportion to the length of the cell and never fails in another way than by diagnostics, whose
  /// ranges lie within the cell.
  public func parse(_ source: String) -> ParsedCell {
    if let excess = Limits.excess(of: source) {
      // The beginning is enough to show which cell it was.
      let text = SourceText(String(String.UnicodeScalarView(source.unicodeScalars.prefix(200))))
      return ParsedCell(text: text, statements: [], diagnostics: [excess])
    }
    let text = SourceText(source)
    return parse(text, Lexer.lex(text))
  }

  /// Reads a cell that has been taken apart.
  func parse(_ text: SourceText, _ lexed: LexedCell) -> ParsedCell {
    if let excess = lexed.excess { return ParsedCell(text: text, statements: [], diagnostics: [excess]) }
    var parser = Parser(lexed.tokens, in: text, vocabulary: self)
    let statements = parser.cell()
    let diagnostics = Self.ordered(lexed.diagnostics + parser.diagnostics)
    return ParsedCell(text: text, statements: diagnostics.isEmpty ? statements : [], diagnostics: diagnostics)
  }

  /// In the order of the text, and no more than anyone reads.
  ///
  /// A sign that the lexer found at fault is not complained about a second time for being part of a calculation.
  private static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let sorted = diagnostics.enumerated()
      .sorted { ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset) }
      .map(\.element)
    var result: [Diagnostic] = []
    for diagnostic in sorted where result.last?.range != diagnostic.range || !diagnostic.problem.isGeneral {
      result.append(diagnostic)
    }
    guard result.count > Limits.diagnostics else { return result }
    let rest = result.count - Limits.diagnostics
    return result.prefix(Limits.diagnostics) + [Diagnostic(result[Limits.diagnostics].range, .more(rest))]
  }
}

extension Problem {
  /// Whether any other problem at the same place says more.
  fileprivate var isGeneral: Bool {
    switch self {
    case .calculation, .leftover, .operandMissing: true
    default: false
    }
  }
}
