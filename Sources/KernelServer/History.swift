package import Jupyter

/// The cells of this session that were to be remembered.
package struct History {
  /// The most entries kept; the oldest go first.
  package static let limit = 10_000

  private var entries: [HistoryReply.Entry] = []
  private let session = 1

  package init() {}

  /// Remembers a cell with its number and its result as plain text.
  package mutating func append(line: Int, input: String, output: String?) {
    if entries.count >= Self.limit { entries.removeFirst(Self.limit / 10) }
    entries.append(HistoryReply.Entry(session: session, line: line, input: input, output: output))
  }

  /// The cells that a request asks for, oldest first.
  package func entries(_ selection: HistoryRequest.Selection) -> [HistoryReply.Entry] {
    switch selection {
    case .tail(let count): return entries.suffix(max(0, count))
    case .range(let session, let start, let stop):
      // Sessions before this one are not kept.
      guard session == 0 || session == self.session else { return [] }
      return entries.filter { $0.line >= start && $0.line < stop ?? .max }
    case .search(let pattern, let count, let unique):
      var found = entries.filter { Glob.matches(pattern, $0.input) }
      if unique {
        var seen: Set<String> = []
        // Of equal cells the latest stays.
        found = found.reversed().filter { seen.insert($0.input).inserted }.reversed()
      }
      return found.suffix(max(0, count ?? found.count))
    }
  }
}
