import Jupyter
import KernelServer
import Testing

@Suite("History")
struct HistoryTests {
  @Test(
    "Patterns match whole texts",
    arguments: [
      ("*", "", true), ("", "", true), ("", "a", false), ("a?c", "abc", true), ("a*c", "abbbc", true),
      ("a*c", "abbb", false), ("*b*b*", "abab", true), ("é?", "é😀", true), ("a", "ab", false), ("**", "x", true),
    ])
  func glob(pattern: String, text: String, matches: Bool) {
    #expect(Glob.matches(pattern, text) == matches)
  }

  @Test("Only so many cells are kept, the latest")
  func limit() {
    var history = History()
    for line in 1...History.limit + 1 { history.append(line: line, input: "\(line)", output: nil) }
    let entries = history.entries(.tail(count: .max))
    #expect(entries.count <= History.limit && entries.last?.line == History.limit + 1)
    #expect(history.entries(.tail(count: -1)).isEmpty)
  }
}
