/// Whether a front end that runs a cell at the Return key should run this one.
public enum Completeness: Sendable, Equatable {
  /// It can run.
  case complete
  /// It needs more lines; the next one begins with `indent`.
  case incomplete(indent: String)
  /// It has faults that more lines cannot heal.
  case invalid
}

extension Vocabulary {
  /// Whether the cell is finished: brackets closed, blocks ended, nothing at fault.
  ///
  /// A string never goes on in the next line, so one without its closing quote is a fault.
  public func completeness(of source: String) -> Completeness {
    guard Limits.excess(of: source) == nil else { return .invalid }
    let text = SourceText(source)
    let lexed = Lexer.lex(text)
    guard lexed.excess == nil, lexed.diagnostics.count == lexed.unclosed.count else { return .invalid }
    if let bracket = lexed.unclosed.last {
      return .incomplete(indent: text.indent(ofLineAt: bracket.range.start) + "  ")
    }
    if let indent = openBlockIndent(lexed.tokens, in: text) { return .incomplete(indent: indent) }
    return parse(text, lexed).diagnostics.isEmpty ? .complete : .invalid
  }

  /// What may stand in the block that holds the cursor; nil outside blocks.
  func grammar(around cursor: Cursor) -> BlockGrammar? {
    var reader = TokenReader(cursor.above + [Token(kind: .end, range: cursor.word)], in: cursor.text)
    var grammar: BlockGrammar?
    while reader.current.kind != .end {
      if !reader.isAtLineEnd {
        if reader.current.kind == .word("end") {
          grammar = nil
        } else if grammar == nil, let word = reader.word(), let verb = verb(word.text),
          let name = reader.word(after: word),
          reader.token(after: name).kind == .newline, opensBlock(verb, named: name.text)
        {
          grammar = verb.block
        }
        reader.skipLine()
      }
      reader.advance()
    }
    return grammar
  }

  /// The indent of the next line when a block is open: two deeper than its first line, or like the last line.
  private func openBlockIndent(_ tokens: [Token], in text: SourceText) -> String? {
    var reader = TokenReader(tokens, in: text)
    var opener: SourceRange?
    var lastLine = SourceRange(0, 0)
    while reader.current.kind != .end {
      if !reader.isAtLineEnd {
        lastLine = reader.current.range
        if reader.current.kind == .word("end"), opener != nil {
          opener = nil
        } else if opener == nil, isBlockStart(reader) {
          opener = lastLine
        }
        reader.skipLine()
      }
      reader.advance()
    }
    guard let opener else { return nil }
    let indent = text.indent(ofLineAt: lastLine.start)
    return lastLine == opener ? indent + "  " : indent
  }

  /// Whether the line is a block verb with nothing but a new name, one that is no slip of the pen for a known name.
  private func isBlockStart(_ reader: TokenReader) -> Bool {
    guard let word = reader.word(), let verb = verb(word.text), let name = reader.word(after: word),
      opensBlock(verb, named: name.text), let parameter = verb.positionals.first
    else { return false }
    let isLast = reader.token(after: name).kind == .newline || reader.token(after: name).kind == .end
    return isLast && Spelling.nearest(to: name.text, among: choices(parameter.kind).map(\.name)) == nil
  }
}

extension SourceText {
  /// The blanks at the beginning of the line that holds the offset.
  fileprivate func indent(ofLineAt offset: Int) -> String {
    String(self[line(lineIndex(at: offset))].prefix { $0 == " " || $0 == "\t" })
  }
}
