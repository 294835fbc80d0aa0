import Foundation
import Jupyter
import KernelServer
import TestSupport
import Testing

@Suite("History")
struct HistoryTests {
  /// A directory of this test's own that does not exist yet.
  private let place = TemporaryFolder()
  private var directory: String { place.path + "/below" }

  private var path: String { directory + "/history.jsonl" }

  private func book() -> HistoryBook { HistoryBook(file: HistoryFile(directory: directory)) }

  /// A session that runs these cells and ends.
  @discardableResult
  private func session(_ cells: String...) -> HistoryBook {
    let book = book()
    for (index, cell) in cells.enumerated() {
      book.append(line: index + 1, input: cell, output: cell.hasSuffix("!") ? "\(index)" : nil)
      book.save()
    }
    return book
  }

  @Test(
    "Patterns match whole texts",
    arguments: [
      ("*", "", true), ("", "", true), ("", "a", false), ("a?c", "abc", true), ("a*c", "abbbc", true),
      ("a*c", "abbb", false), ("*b*b*", "abab", true), ("é?", "é😀", true), ("a", "ab", false), ("**", "x", true),
      ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[^a-c]x", "dx", true), ("6 [*] 7", "6 * 7", true),
      ("6 [*] 7", "6 + 7", false), ("[]]", "]", true), ("[a", "[a", true), ("[", "[", true), ("[]", "[]", true),
      ("[c-a]", "b", false), ("*[0-9]", "seed 7", true),
    ])
  func glob(pattern: String, text: String, matches: Bool) {
    #expect(Glob.matches(pattern, text) == matches)
  }

  @Test("Only so many cells are kept, the latest")
  func limit() {
    let book = HistoryBook()
    for line in 1...HistoryBook.limit + 1 { book.append(line: line, input: "\(line)", output: nil) }
    let entries = book.entries(.tail(count: .max))
    #expect(entries.count <= HistoryBook.limit && entries.last?.line == HistoryBook.limit + 1)
    #expect(book.entries(.tail(count: -1)).isEmpty)
  }

  @Test("Cells outlive the kernel, and sessions are counted from the first")
  func restart() {
    session("seed 1", "a!")
    session("seed 2")
    let book = session("seed 3", "seed 1")
    #expect(book.entries(.tail(count: 3)).map(\.input) == ["seed 2", "seed 3", "seed 1"])
    #expect(book.entries(.range(session: 0, start: 1, stop: 2)).map(\.input) == ["seed 3"])
    #expect(book.entries(.range(session: -1, start: 1, stop: nil)).map(\.input) == ["seed 2"])
    #expect(book.entries(.range(session: -2, start: 2, stop: 3)).map(\.output) == ["1"])
    #expect(book.entries(.range(session: 1, start: 1, stop: nil)).map(\.session) == [1, 1])
    #expect(book.entries(.range(session: -3, start: 1, stop: nil)).isEmpty)
    #expect(book.entries(.search(pattern: "seed*1", count: nil, unique: false)).map(\.session) == [1, 3])
    #expect(book.entries(.search(pattern: "seed*1", count: nil, unique: true)).map(\.session) == [3])
    #expect(book.entries(.search(pattern: "*", count: 2, unique: false)).map(\.line) == [1, 2])
  }

  @Test("Two kernels at once get a number each and see each other's cells")
  func together() {
    let (first, second) = (book(), book())
    for line in 1...20 {
      for (book, name) in [(first, "a"), (second, "b")] {
        book.append(line: line, input: "\(name)\(line)", output: nil)
        book.save()
      }
    }
    for book in [first, second] {
      let all = book.entries(.tail(count: .max))
      #expect(all.count == 40 && Set(all.map(\.session)) == [1, 2])
    }
    #expect(second.entries(.range(session: 0, start: 1, stop: 3)).map(\.input) == ["b1", "b2"])
  }

  @Test("A torn line and lines of something else spoil only themselves")
  func torn() throws {
    session("a", "b")
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("{\"in\":\"torn\",\"li".utf8))
    try file.write(contentsOf: Data([0xFF, 0xFE]))
    let book = session("c")
    #expect(book.entries(.tail(count: 9)).map(\.input) == ["a", "b", "c"])
    #expect(book.entries(.tail(count: 9)).map(\.session) == [1, 1, 2])
  }

  @Test("The file stays within its limit, and only its owner may read it")
  func size() throws {
    let long = String(repeating: "x", count: 60 << 10)
    let book = book()
    for line in 1...100 {
      book.append(line: line, input: "\(line) \(long)", output: nil)
      book.save()
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.size] as? Int ?? .max < HistoryFile.limit + (1 << 20))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(self.book().entries(.tail(count: 1)).map(\.line) == [100])
    book.append(line: 101, input: String(repeating: "y", count: 1 << 20), output: nil)
    book.save()
    #expect(self.book().entries(.tail(count: 1)).first?.input.utf8.count == 64 << 10)
  }

  @Test("Where nothing can be written, this session is remembered all the same")
  func noFile() {
    let book = HistoryBook(file: HistoryFile(directory: "/proc/nowhere"))
    book.append(line: 1, input: "a", output: nil)
    book.save()
    #expect(book.entries(.tail(count: 1)).map(\.input) == ["a"])
  }
}
