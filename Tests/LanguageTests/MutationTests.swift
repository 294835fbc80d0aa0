import Language
import Testing

@Suite("Mutations") struct MutationTests {
  private static let cells = [
    "data mnist or digits count=1_000 seed=3\nshow data count=32 captions=on\n",
    "# Lesson\nseed 7\r\ngan vanilla as mine input=28x28\r\ntrain epochs=2 rate=2e-4 objective=non-saturating\r\n",
    "sample 64\nplot losses\nhelp train\ntrain?\nsave \"a \\\"path\\\" 日本 😀\"\n",
    "gan mine\n  latent 100\n  generator\n    dense 128x7x7, batchnorm, relu\nend\nweak(d) = log(1 - d)\nplot weak', strong' over d=0.01..0.99",
  ]

  private static let pieces = [
    "\"", "'", "\\", "(", ")", "[", "]", "=", "==", "-", "--", ",", "..", ".", "?", "#", "\n", "\r", "\r\n", "\t", " ",
    "\u{0}", "\u{301}", "\u{200D}",
    "😀", "👩‍👧", "日", "“", "’", "×", "−", ";", "1e999", "0x0", "1_", "28x", "9", "e", "x", "_", "or", "as", "end",
    "gan x\n", "train", "epochs", "epochs=", "\u{2028}",
    "\u{FEFF}", "\u{10FFFF}", "\u{202E}", "🇩", "🇪",
  ]

  @Test("No edit of a cell crashes, and every diagnostic lies within its cell", arguments: 0..<10)
  func edits(seed: UInt64) {
    var random = Scrambler(state: seed)
    for _ in 0..<1000 {
      var scalars = Array(Self.cells[Int(random.next() % UInt64(Self.cells.count))].unicodeScalars)
      for _ in 0...(random.next() % 6) { edit(&scalars, &random) }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      check(String(view), cursor: Int(random.next() % UInt64(scalars.count + 2)))
    }
  }

  private func edit(_ scalars: inout [Unicode.Scalar], _ random: inout Scrambler) {
    let start = Int(random.next() % UInt64(scalars.count + 1))
    let end = min(scalars.count, start + Int(random.next() % 8))
    switch random.next() % 4 {
    case 0: scalars.removeSubrange(start..<end)
    case 1: scalars.insert(contentsOf: scalars[start..<end], at: Int(random.next() % UInt64(scalars.count + 1)))
    default:
      let piece = Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
      scalars.insert(contentsOf: piece.unicodeScalars, at: start)
    }
  }

  private func check(_ source: String, cursor: Int) {
    let cell = vocabulary.parse(source)
    let count = source.unicodeScalars.count
    #expect(cell.text.count == count)
    for diagnostic in cell.diagnostics {
      #expect(0 <= diagnostic.range.start && diagnostic.range.end <= count, "\(source.debugDescription)")
      #expect(!diagnostic.message.isEmpty && diagnostic.render(in: cell.text).hasPrefix("line "))
    }
    #expect(cell.diagnostics.isEmpty || cell.statements.isEmpty)
    if !cell.diagnostics.isEmpty {
      #expect(vocabulary.completeness(of: source) != .complete, "\(source.debugDescription)")
    }
    let completion = vocabulary.complete(source, at: cursor)
    #expect(completion.start <= completion.end && completion.end <= max(count, cursor))
    _ = vocabulary.inspect(source, at: cursor, detail: 1)
  }
}
