/// Where a cursor stands: the word under it and what its line holds in front of that word.
struct Cursor {
  /// The word under the cursor, or the empty place of the cursor; leading dashes of `--epochs` included.
  let word: SourceRange
  /// What of the word stands in front of the cursor, dashes removed.
  let prefix: String
  /// The whole word, dashes removed.
  let name: String
  /// Whether an `=` follows the word at once.
  let isFollowedByEquals: Bool
  /// The tokens of the line in front of the word, and `.end`.
  let tokens: [Token]
  /// The tokens of the lines above.
  let above: [Token]
  let text: SourceText

  /// Nil inside comments and strings, and in cells that are too large to be read.
  init?(in source: String, at offset: Int) {
    guard Limits.excess(of: source) == nil else { return nil }
    let text = SourceText(source)
    let offset = min(max(offset, 0), text.count)
    let lexed = Lexer.lex(text)
    guard lexed.excess == nil, !lexed.quiet.contains(where: { $0.touches(offset) }) else { return nil }

    var start = offset
    while start > 0, text.scalars[start - 1].isPartOfWord { start -= 1 }
    var end = offset
    while end < text.count, text.scalars[end].isPartOfWord { end += 1 }
    let line = lexed.tokens.dropLast().prefix { $0.range.end <= start }
    let first = line.lastIndex { $0.kind == .newline }.map { $0 + 1 } ?? 0

    self.text = text
    word = SourceRange(start, end)
    prefix = String(text[SourceRange(start, offset)].drop { $0 == "-" })
    name = String(text[word].drop { $0 == "-" })
    isFollowedByEquals = end < text.count && text.scalars[end] == "="
    tokens = line[first...] + [Token(kind: .end, range: SourceRange(start, start))]
    above = Array(line[..<first])
  }

  /// A cursor inside of a text in quotes, whose content is the word; nil elsewhere.
  init?(inTextOf source: String, at offset: Int) {
    guard Limits.excess(of: source) == nil else { return nil }
    let text = SourceText(source)
    let offset = min(max(offset, 0), text.count)
    let lexed = Lexer.lex(text)
    guard lexed.excess == nil,
      let content = lexed.quiet.first(where: { range in
        range.touches(offset) && range.start > 0 && text.scalars[range.start - 1] == "\""
      })
    else { return nil }
    let line = lexed.tokens.dropLast().prefix { $0.range.end < content.start }
    let first = line.lastIndex { $0.kind == .newline }.map { $0 + 1 } ?? 0
    let typed = SourceRange(content.start, offset)
    self.text = text
    word = content
    prefix = String(text[typed])
    name = String(text[content])
    isFollowedByEquals = false
    tokens = line[first...] + [Token(kind: .end, range: SourceRange(content.start - 1, content.start - 1))]
    above = Array(line[..<first])
  }

  private init(_ cursor: Cursor, tokens: [Token]) {
    (word, prefix, name, isFollowedByEquals) = (cursor.word, cursor.prefix, cursor.name, cursor.isFollowedByEquals)
    (text, above, self.tokens) = (cursor.text, cursor.above, tokens)
  }

  /// The same place as part of a list: nothing in front of the last comma counts.
  var behindComma: Cursor {
    let comma = tokens.lastIndex { $0.kind == .symbol(.comma) }
    return Cursor(self, tokens: Array(tokens[(comma.map { $0 + 1 } ?? 0)...]))
  }

  /// The function whose brackets hold the cursor.
  var enclosingFunction: String? {
    var depth = 0
    for index in tokens.indices.reversed() {
      switch tokens[index].kind {
      case .symbol(.closeParenthesis): depth += 1
      case .symbol(.openParenthesis):
        if depth == 0 {
          guard index > 0, case .word(let name) = tokens[index - 1].kind else { return nil }
          return name
        }
        depth -= 1
      default: break
      }
    }
    return nil
  }

  /// Names that the lines above define.
  var definitions: [String] {
    above.indices.compactMap { index in
      guard index == 0 || above[index - 1].kind == .newline, case .word(let name) = above[index].kind,
        index + 1 < above.count
      else { return nil }
      switch above[index + 1].kind {
      case .symbol(.equals): return name
      case .symbol(.openParenthesis):
        let line = above[index...].prefix { $0.kind != .newline }
        return line.contains { $0.kind == .symbol(.equals) } ? name : nil
      default: return nil
      }
    }
  }

  /// Whether the line holds nothing in front of the word.
  var isAtLineStart: Bool { tokens.count == 1 }
}

extension Unicode.Scalar {
  fileprivate var isPartOfWord: Bool { continuesWord || self == "-" }
}
