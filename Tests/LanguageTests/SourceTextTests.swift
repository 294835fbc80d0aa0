import Language
import Testing

@Suite("Source text") struct SourceTextTests {
  @Test(
    "Lines and columns are those a reader counts",
    arguments: [
      ("", 0, 1, 1), ("ab", 2, 1, 3), ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\r\nb", 2, 1, 2),
      ("a\rb", 2, 2, 1), ("a\n\nb", 3, 3, 1), ("e\u{301}x", 2, 1, 2), ("👩‍👧x", 3, 1, 2), ("日本x", 2, 1, 3),
      ("a\n", 2, 2, 1),
      ("a", 99, 1, 2),
    ])
  func positions(source: String, offset: Int, line: Int, column: Int) {
    let position = SourceText(source).position(at: offset)
    #expect(position.line == line)
    #expect(position.column == column)
  }

  @Test("A range outside the text is cut to it")
  func cutRanges() {
    let text = SourceText("e\u{301}😀")
    #expect(text.count == 3)
    #expect(text[SourceRange(2, 9)] == "😀")
    #expect(text[SourceRange(7, 9)] == "")
    #expect(SourceRange(5, 2) == SourceRange(5, 5))
  }
}
