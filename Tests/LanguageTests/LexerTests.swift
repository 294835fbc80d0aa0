import Language
import Testing

@Suite("Lexer") struct LexerTests {
  private func kinds(_ source: String) -> [Token.Kind] { Lexer.lex(SourceText(source)).tokens.map(\.kind).dropLast() }

  @Test("Every sign is a token of its own", arguments: Symbol.allCases)
  func symbols(symbol: Symbol) {
    // A prime needs a name in front of it, or it would open a text in single quotes.
    let source = "a" + symbol.rawValue
    #expect(kinds(source) == [.word("a"), .symbol(symbol)])
  }

  @Test("Definitions and expressions are lexed")
  func expressions() {
    #expect(
      kinds("weak'(d) = -log(1 - d)^2") == [
        .word("weak"), .symbol(.prime), .symbol(.openParenthesis), .word("d"), .symbol(.closeParenthesis),
        .symbol(.equals), .symbol(.minus), .word("log"), .symbol(.openParenthesis), .number(1), .symbol(.minus),
        .word("d"), .symbol(.closeParenthesis), .symbol(.power), .number(2),
      ])
    #expect(kinds("0.001..0.999") == [.number(0.001), .symbol(.range), .number(0.999)])
    #expect(kinds("1..5") == [.number(1), .symbol(.range), .number(5)])
    #expect(kinds("f''") == [.word("f"), .symbol(.prime), .symbol(.prime)])
  }

  @Test("Strings resolve their escapes")
  func strings() {
    #expect(kinds(#""a \"b\" \\ \n\t é""#) == [.string("a \"b\" \\ \n\t é")])
    #expect(kinds("\"# no comment\" # a comment \"") == [.string("# no comment")])
    #expect(kinds("\"\"") == [.string("")])
  }

  @Test("Words take letters of any script, digits and underscores")
  func words() {
    #expect(kinds("leaky_relu β1 größe") == [.word("leaky_relu"), .word("β1"), .word("größe")])
  }

  @Test(
    "Numbers are read to the nearest Double",
    arguments: [
      ("5", 5), ("0.5", 0.5), (".5", 0.5), ("2e-4", 2e-4), ("1_000", 1000), ("1e4", 1e4), ("1E+4", 1e4),
      ("0.1", 0.1), ("1_0.2_5", 10.25), ("1.7976931348623157e308", Double.greatestFiniteMagnitude), ("0e-999", 0),
      ("5e-324", Double.leastNonzeroMagnitude), ("9007199254740993", 9_007_199_254_740_992), ("007", 7),
    ])
  func numbers(source: String, value: Double) { #expect(kinds(source) == [.number(value)]) }

  @Test(
    "What is glued to a number spoils it",
    arguments: [
      "1.", "1._5", "1__0", "1_", "1_.5", "12abc", "2e", "2e-", "1.2.3", "5x", "0x", "28xx28", "1_e5", "x28x",
    ])
  func malformedNumbers(source: String) {
    let lexed = Lexer.lex(SourceText(source))
    #expect(lexed.diagnostics.isEmpty == (source == "x28x"))
  }

  @Test("Sizes have lengths from 1")
  func sizes() {
    #expect(kinds("28x28") == [.size([28, 28])])
    #expect(kinds("128x7x7") == [.size([128, 7, 7])])
    #expect(kinds("1_024x2") == [.size([1024, 2])])
    for source in ["0x28", "28x0", "99999999999999999999x2", "2x2abc", "1_x2"] { #expect(kinds(source) == [.invalid]) }
  }

  @Test("Line ends count except within matched brackets")
  func lineEnds() {
    #expect(kinds("a\nb") == [.word("a"), .newline, .word("b")])
    #expect(kinds("a\r\nb\rc") == [.word("a"), .newline, .word("b"), .newline, .word("c")])
    #expect(kinds("[1,\n[2]\n]\na").filter { $0 == .newline }.count == 1)
    #expect(kinds("[1\na\n(2\n)").filter { $0 == .newline }.count == 2)
  }

  @Test("Ranges count Unicode scalars")
  func ranges() {
    let tokens = Lexer.lex(SourceText("\"😀e\u{301}\" x")).tokens
    #expect(tokens[0].range == SourceRange(0, 5))
    #expect(tokens[1].range == SourceRange(6, 7))
  }

  @Test("Blanks of the web are blanks")
  func blanks() { #expect(kinds("\u{FEFF}a\u{A0}b\u{3000}c") == [.word("a"), .word("b"), .word("c")]) }
}
