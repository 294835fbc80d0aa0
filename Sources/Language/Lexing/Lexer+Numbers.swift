extension Lexer {
  /// A number (`7`, `0.5`, `.5`, `2e-4`, `1_000`) or a size (`28x28`, `128x7x7`).
  ///
  /// Two dots are never part of a number, so `0.01..0.99` is a range of two. Numbers are rounded to the nearest Double.
  mutating func number() {
    let start = offset
    digits()
    if peek() == "x", peek(1)?.isDigit == true { return size(from: start) }
    if peek() == ".", peek(1)?.isDigit == true {
      offset += 1
      digits()
    }
    if peek() == "e" || peek() == "E" {
      let signs = peek(1) == "+" || peek(1) == "-" ? 1 : 0
      if peek(1 + signs)?.isDigit == true {
        offset += 1 + signs
        digits()
      }
    }
    let spelling = endOfLiteral(from: start)
    // `1.` and `1.e5` would be read by other languages; here they are told how to be written.
    guard let spelling, let value = Double(spelling) else {
      return refuse(.malformedNumber(clipped(start)), from: start)
    }
    guard value.isFinite, value != 0 || !Self.hasDigitAboveZero(spelling) else {
      return refuse(.numberOutOfReach(clipped(start)), from: start)
    }
    append(.number(value), from: start)
  }

  private mutating func size(from start: Int) {
    while peek() == "x", peek(1)?.isDigit == true {
      offset += 1
      digits()
    }
    guard let spelling = endOfLiteral(from: start) else { return refuse(.malformedSize(clipped(start)), from: start) }
    let lengths = spelling.split(separator: "x").map { Int($0) ?? 0 }
    guard lengths.allSatisfy({ $0 > 0 }) else { return refuse(.malformedSize(clipped(start)), from: start) }
    append(.size(lengths), from: start)
  }

  private mutating func digits() {
    _ = take { $0.isDigit || $0 == "_" }
  }

  /// The literal without its `_`, or nil when letters or a lone dot are glued to it or a `_` is not between two digits.
  private mutating func endOfLiteral(from start: Int) -> String? {
    let end = offset
    while let scalar = peek(), scalar.continuesWord || (scalar == "." && peek(1) != "." && offset == end) {
      offset += 1
    }
    guard offset == end else { return nil }
    let spelling = text[SourceRange(start, end)]
    guard spelling.utf8.contains(UInt8(ascii: "_")) else { return spelling }
    return isWellSpaced(start..<end) ? spelling.filter { $0 != "_" } : nil
  }

  /// Whether every `_` stands between two digits.
  private func isWellSpaced(_ literal: Range<Int>) -> Bool {
    literal.allSatisfy { index in
      text.scalars[index] != "_"
        || index > literal.lowerBound && index + 1 < literal.upperBound && text.scalars[index - 1].isDigit
          && text.scalars[index + 1].isDigit
    }
  }

  /// Whether a number that came out as 0 was meant as something else.
  private static func hasDigitAboveZero(_ spelling: String) -> Bool {
    spelling.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.contains {
      (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0)
    }
  }

  private mutating func refuse(_ problem: Problem, from start: Int) {
    report(problem, from: start, to: offset)
    append(.invalid, from: start)
  }

  private func clipped(_ start: Int) -> String { text[SourceRange(start, offset)].clipped }
}
