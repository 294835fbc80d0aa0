extension Lexer {
  /// A string in double quotes, on one line, with the escapes `\"`, `\\`, `\n`, `\t` and `\r`, and those by number that
  /// programs write for other letters: `\xe9`, `\u2013`, `\U0001f600`.
  mutating func string() {
    let start = offset
    offset += 1
    var content = String.UnicodeScalarView()
    var isSound = true
    while let scalar = peek(), !scalar.endsLine {
      offset += 1
      switch scalar {
      case "\"":
        append(isSound ? .string(String(content)) : .invalid, from: start)
        cell.quiet.append(SourceRange(start + 1, offset - 1))
        return
      case "\\":
        if let resolved = escape() { content.append(resolved) } else { isSound = false }
      default: content.append(scalar)
      }
    }
    report(.unfinishedString, from: start, to: offset)
    append(.invalid, from: start)
    cell.quiet.append(SourceRange(start + 1, offset))
  }

  /// The scalar an escape stands for; the backslash has been read.
  private mutating func escape() -> Unicode.Scalar? {
    guard let scalar = peek(), !scalar.endsLine else { return nil }
    offset += 1
    switch scalar {
    case "\"", "\\": return scalar
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "x": return numbered(digits: 2)
    case "u": return numbered(digits: 4)
    case "U": return numbered(digits: 8)
    default:
      report(.unknownEscape(String(Character(scalar))), from: offset - 2, to: offset)
      return nil
    }
  }

  /// The scalar of a number in so many hexadecimal digits; the letter in front of them has been read.
  private mutating func numbered(digits: Int) -> Unicode.Scalar? {
    let start = offset
    while offset < start + digits, let digit = peek(), digit.properties.isASCIIHexDigit { offset += 1 }
    let number = offset == start + digits ? UInt32(text[SourceRange(start, offset)], radix: 16) : nil
    if let scalar = number.flatMap(Unicode.Scalar.init) { return scalar }
    report(.unknownEscape(text[SourceRange(start - 1, offset)]), from: start - 2, to: offset)
    return nil
  }

  /// A text in quotes of another language or a word processor: understood well enough to say what to type.
  mutating func foreignQuotes(closedBy closers: Set<Unicode.Scalar>, problem: Problem) {
    let start = offset
    offset += 1
    var end = offset
    while end < text.count, !text.scalars[end].endsLine, !closers.contains(text.scalars[end]) { end += 1 }
    if end < text.count, closers.contains(text.scalars[end]) {
      offset = end + 1
    } else {
      // Nothing closes it: only the word behind the quote is taken along, the rest of the line is read as usual.
      _ = take { $0.continuesWord }
    }
    report(problem, from: start, to: offset)
    append(.invalid, from: start)
  }
}
