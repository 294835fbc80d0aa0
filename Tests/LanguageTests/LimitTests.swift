import Language
import TestSupport
import Testing

@Suite("Limits") struct LimitTests {
  private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test("A cell that is too large is refused as a whole")
  func limits() {
    let cells = [
      repeated("a", Limits.bytes + 1): "line 1, column 1: the cell holds 1_000_001 bytes, and 1_000_000 is the limit",
      repeated("\n", Limits.lines): "line 20001, column 1: the cell has 20_001 lines, and 20_000 is the limit",
      repeated("a", Limits.lineLength + 1):
        "line 1, column 20001: the line has 20_001 characters, and 20_000 is the limit",
      repeated("- - - - - - - - - - - -\n", 19_999): "the cell has more than 200_000 words and signs",
      "sample " + repeated("[", 101): "line 1, column 108: brackets stand more than 100 deep within one another",
    ]
    for (cell, message) in cells {
      let report = vocabulary.parse(cell).report
      #expect(report.contains(message))
      #expect(report.utf8.count < 100_000)
      _ = vocabulary.completeness(of: cell)
      _ = vocabulary.complete(cell, at: cell.unicodeScalars.count)
      _ = vocabulary.inspect(cell, at: 1)
    }
    #expect(vocabulary.completeness(of: repeated("a", Limits.bytes + 1)) == .invalid)
  }

  @Test("A limit is explained like every other fault")
  func wording() {
    #expect(
      vocabulary.parse("seed 7\n" + repeated("\n", Limits.lines - 2) + "seed 8\nseed 9").report == """
        line 20001, column 1: the cell has 20_001 lines, and 20_000 is the limit
          seed 9
          ^^^^^^
          Spread it over several cells.
        """)
  }

  @Test("Many faults are counted rather than printed")
  func manyFaults() {
    let diagnostics = vocabulary.parse(repeated("trian\n", 1000)).diagnostics
    #expect(diagnostics.count == Limits.diagnostics + 1)
    #expect(diagnostics.last?.problem == .more(950))
    #expect(diagnostics.last?.message == "and 950 more errors at least")
  }

  @Test(
    "The largest cells of every sort take work in proportion",
    arguments: [
      "train batch=5 epoch=3 ", "a-b-", "gan x\n", "(\n", "data mnist or ", "sample 5 6 7 ", "\"", "'", "1e5x", "$ ",
      "epochs ", "--x ", ", ",
      "e\u{301}😀", "average a b ", "? ", "train rate=0 ", "gan x\nend\n", "12x", "\\", "\r",
    ])
  func worstCases(piece: String) {
    let line = repeated(piece, 9_000 / piece.unicodeScalars.count)
    for cell in [repeated("average a " + line + "\n", 60), repeated(piece, 19_000 / piece.unicodeScalars.count)] {
      let cell = String(cell.prefix(900_000))
      let duration = processorTime {
        _ = vocabulary.parse(cell).report
        _ = vocabulary.completeness(of: cell)
        _ = vocabulary.complete(cell, at: cell.unicodeScalars.count)
      }
      // A fraction of a second is usual; what grows with the square of the length takes minutes.
      #expect(duration < .seconds(20))
    }
  }
}
