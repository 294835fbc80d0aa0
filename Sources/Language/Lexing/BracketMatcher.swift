/// Pairs brackets while the tokens arrive.
///
/// When all tokens are there, line ends between paired brackets are dropped; those behind a bracket that nothing closes
/// stay, so that one forgotten `)` does not hide the faults of the lines after it.
struct BracketMatcher {
  /// Token indices of the brackets that are open.
  private var open: [(index: Int, closing: Symbol)] = []
  /// Pairs with a line end between them that are not inside another pair, as token indices.
  private var pairs: [(first: Int, last: Int)] = []
  /// Token index of the last line end.
  private var lineEnd = -1

  mutating func seeLineEnd(at index: Int) { lineEnd = index }

  mutating func see(_ symbol: Symbol, at index: Int, in cell: inout LexedCell) {
    if let closing = symbol.closing {
      guard open.count < Limits.nesting else {
        cell.excess = Diagnostic(cell.tokens[index].range, .nestingTooDeep)
        return
      }
      open.append((index, closing))
    } else if symbol == .closeParenthesis || symbol == .closeBracket {
      close(symbol, at: index, in: &cell)
    }
  }

  private mutating func close(_ symbol: Symbol, at index: Int, in cell: inout LexedCell) {
    guard let match = open.lastIndex(where: { $0.closing == symbol }) else {
      cell.diagnostics.append(Diagnostic(cell.tokens[index].range, .unopenedBracket(symbol.rawValue)))
      return
    }
    let first = open[match].index
    while open.count > match {
      let last = open.removeLast()
      if open.count > match { reportUnclosed(last.index, in: &cell) }
    }
    guard lineEnd > first else { return }
    while let inner = pairs.last, inner.first > first { pairs.removeLast() }
    pairs.append((first, index))
  }

  private func reportUnclosed(_ index: Int, in cell: inout LexedCell) {
    let token = cell.tokens[index]
    guard case .symbol(let symbol) = token.kind, let closing = symbol.closing else { return }
    cell.diagnostics.append(
      Diagnostic(token.range, .unclosedBracket(open: symbol.rawValue, close: closing.rawValue)))
  }

  /// Reports the brackets left open and drops the line ends inside the paired ones.
  mutating func finish(_ cell: inout LexedCell) {
    for (index, _) in open {
      reportUnclosed(index, in: &cell)
      cell.unclosed.append(cell.tokens[index])
    }
    guard !pairs.isEmpty else { return }
    var kept: [Token] = []
    var pair = pairs.startIndex
    for (index, token) in cell.tokens.enumerated() {
      while pair < pairs.endIndex, pairs[pair].last < index { pair += 1 }
      let isInside = pair < pairs.endIndex && pairs[pair].first < index
      if !isInside || token.kind != .newline { kept.append(token) }
    }
    cell.tokens = kept
  }
}
