import Language
import Testing

@Suite("Several faults") struct SeveralFaultsTests {
  @Test("All faults of a cell are reported at once, in the order of the text")
  func atOnce() {
    let cell = vocabulary.parse(
      """
      data mnits, digits count=0  # three
      train epochs=0 rate=2 objective=weird
      smaple 64
      gan vanilla\tinput=(28
      """)
    #expect(
      cell.diagnostics.map { cell.text[$0.range] } == ["mnits", ",", "0", "0", "2", "weird", "smaple", "("])
    #expect(
      cell.report.hasSuffix(
        """
        line 3, column 1: there is no command `smaple`
          smaple 64
          ^^^^^^
          Did you mean `sample`?  Commands: data, show, gan, train, sample, plot, draw, check, save, seed, help, reset, ….

        line 4, column 19: `(` is never closed
          gan vanilla input=(28
                            ^
          Close it with `)`.
        """))
  }

  @Test("Positions hold behind emoji, combining marks and every line end", arguments: ["\n", "\r\n", "\r"])
  func positions(lineEnd: String) {
    let cell = vocabulary.parse(
      "save \"👩‍👧 e\u{301}\"" + lineEnd + "save \"日本\" epoch=5" + lineEnd + "save \"e\u{301}e\u{301}\" epoch=5")
    #expect(
      cell.report == """
        line 2, column 11: `save` has no option `epoch`
          save "日本" epoch=5
                      ^^^^^
          `save` has no options.

        line 3, column 11: `save` has no option `epoch`
          save "e\u{301}e\u{301}" epoch=5
                    ^^^^^
          `save` has no options.
        """)
    #expect(cell.diagnostics.map { cell.text[$0.range] } == ["epoch", "epoch"])
  }

  @Test("An unfinished bracket or string does not hide the next line", arguments: ["sample (64", "save \"a"])
  func recovery(first: String) {
    let cell = vocabulary.parse(first + "\ntrain epoch=5")
    #expect(cell.diagnostics.count == 2)
    #expect(cell.diagnostics.last.map { cell.text[$0.range] } == "epoch")
  }
}
