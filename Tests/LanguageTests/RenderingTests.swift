import Language
import Testing

@Suite("Rendering") struct RenderingTests {
  private func carets(_ source: String, _ range: SourceRange) -> [String] {
    Diagnostic(range, message: "wrong").render(in: SourceText(source)).split(separator: "\n").map(String.init)
  }

  @Test("Tabs become blanks to the next stop")
  func tabs() {
    #expect(carets("\ta\tb", SourceRange(3, 4)) == ["line 1, column 4: wrong", "      a   b", "          ^"])
    #expect(carets("a\tb", SourceRange(1, 2)) == ["line 1, column 2: wrong", "  a   b", "   ^^^"])
  }

  @Test("Wide characters take two carets, combining marks none")
  func widths() {
    #expect(carets("日本 x", SourceRange(0, 2)) == ["line 1, column 1: wrong", "  日本 x", "  ^^^^"])
    #expect(carets("日本 x", SourceRange(3, 4)) == ["line 1, column 4: wrong", "  日本 x", "       ^"])
    #expect(
      carets("e\u{301}e\u{301} x", SourceRange(5, 6)) == ["line 1, column 4: wrong", "  e\u{301}e\u{301} x", "     ^"])
    #expect(carets("👩‍👧 x", SourceRange(4, 5)) == ["line 1, column 3: wrong", "  👩‍👧 x", "     ^"])
    #expect(carets("❤️ x", SourceRange(0, 2)) == ["line 1, column 1: wrong", "  ❤️ x", "  ^^"])
  }

  @Test("A range within a cluster marks the whole of it")
  func clusters() {
    #expect(carets("ae\u{301}", SourceRange(2, 3)) == ["line 1, column 2: wrong", "  ae\u{301}", "   ^"])
  }

  @Test("A place behind the line has a caret, and a range over lines stays on its first")
  func ends() {
    #expect(carets("ab", SourceRange(2, 2)) == ["line 1, column 3: wrong", "  ab", "    ^"])
    #expect(carets("ab\ncd", SourceRange(1, 4)) == ["line 1, column 2: wrong", "  ab", "   ^"])
    #expect(carets("ab\r\ncd", SourceRange(4, 6)) == ["line 2, column 1: wrong", "  cd", "  ^^"])
    #expect(carets("", SourceRange(0, 0)) == ["line 1, column 1: wrong"])
  }

  @Test("What cannot be printed is replaced")
  func controls() {
    #expect(carets("a\u{0}b\u{2028}c", SourceRange(2, 3)) == ["line 1, column 3: wrong", "  a\u{FFFD}b c", "    ^"])
  }

  @Test("A long line is shown around the range")
  func longLines() {
    let lines = carets(
      String(repeating: "a", count: 300) + "b" + String(repeating: "c", count: 300), SourceRange(300, 301))
    #expect(lines[1] == "  …" + String(repeating: "a", count: 40) + "b" + String(repeating: "c", count: 59) + "…")
    #expect(lines[2] == String(repeating: " ", count: 43) + "^")
  }

  @Test("Suggestion and hint share a line")
  func advice() {
    let diagnostic = Diagnostic(SourceRange(0, 1), message: "wrong", suggestion: "right", hint: "Try it.")
    #expect(
      diagnostic.render(in: SourceText("x")) == "line 1, column 1: wrong\n  x\n  ^\n  Did you mean `right`?  Try it.")
  }
}
