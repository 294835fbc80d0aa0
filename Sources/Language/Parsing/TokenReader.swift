/// A cursor over tokens that knows how hyphens make words.
struct TokenReader {
  let text: SourceText
  let tokens: [Token]
  private(set) var index = 0
  /// Whether a comma ends what is read, as in the lists of blocks.
  var stopsAtComma = false

  init(_ tokens: [Token], in text: SourceText) {
    self.tokens = tokens
    self.text = text
  }

  /// A name or keyword, hyphens included.
  struct Word {
    let text: String
    let range: SourceRange
    /// Index of the token behind it.
    let next: Int
  }

  var current: Token { tokens[index] }

  func peek(_ ahead: Int = 1) -> Token { tokens[min(index + ahead, tokens.count - 1)] }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  mutating func advance(to other: Int) { index = min(max(index, other), tokens.count - 1) }

  mutating func advance(past word: Word) { advance(to: word.next) }

  var isAtLineEnd: Bool {
    current.kind == .newline || current.kind == .end || (stopsAtComma && current.kind == .symbol(.comma))
  }

  func isAt(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }

  /// Whether nothing stands between the token and the one before it.
  func isGlued(_ index: Int) -> Bool {
    index > 0 && index < tokens.count && tokens[index].range.start == tokens[index - 1].range.end
  }

  /// The word here: a name, and as long as no blank stands between, hyphens with names, numbers or sizes behind them.
  func word(at start: Int? = nil) -> Word? {
    let start = start ?? index
    guard start < tokens.count, case .word(let name) = tokens[start].kind else { return nil }
    var next = start + 1
    while next + 1 < tokens.count, tokens[next].kind == .symbol(.minus), isGlued(next), isGlued(next + 1),
      tokens[next + 1].canEndWord
    {
      next += 2
    }
    let range = tokens[start].range.extended(to: tokens[next - 1].range)
    return Word(text: next == start + 1 ? name : text[range], range: range, next: next)
  }

  /// The token behind a word.
  func token(after word: Word) -> Token { tokens[word.next] }

  /// The word behind a word.
  func word(after word: Word) -> Word? { self.word(at: word.next) }

  /// Whether the word is the name of an option.
  func isOption(_ word: Word) -> Bool { token(after: word).kind == .symbol(.equals) }

  /// Skips to the end of the line, or to the comma where one ends what is read.
  mutating func skipLine() {
    while !isAtLineEnd { advance() }
  }

  /// Skips to the next `name=` of the line, or to its end.
  mutating func skipToOption() {
    while !isAtLineEnd {
      guard let word = word() else {
        advance()
        continue
      }
      if isOption(word) { return }
      advance(past: word)
    }
  }
}

extension Token {
  fileprivate var canEndWord: Bool {
    switch kind {
    case .word, .number, .size: true
    default: false
    }
  }
}
