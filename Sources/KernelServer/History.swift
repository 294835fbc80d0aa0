package import Jupyter

/// The cells of this session that were to be remembered.
package struct History {
  /// The most entries kept; the oldest go first.
  package static let limit = 10_000

  private var entries: [HistoryReply.Entry] = []
  private let session = 1

  package init() {}

  package mutating func append(line: Int, input: String, output: String?) {
    if entries.count >= Self.limit { entries.removeFirst(Self.limit / 10) }
    entries.append(HistoryReply.Entry(session: session, line: line, input: input, output: output))
  }

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

/// Patterns in which `*` stands for any text and `?` for any character.
package enum Glob {
  /// Whether the whole text matches, in time proportional to the product of the lengths at worst.
  package static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern.unicodeScalars)
    let text = Array(text.unicodeScalars)
    var position = 0
    var next = 0
    var star: (position: Int, next: Int)?
    while next < text.count {
      if position < pattern.count, pattern[position] == "*" {
        star = (position, next)
        position += 1
      } else if position < pattern.count, pattern[position] == "?" || pattern[position] == text[next] {
        position += 1
        next += 1
      } else if let last = star {
        // Let the last star swallow one character more.
        position = last.position + 1
        next = last.next + 1
        star = (last.position, next)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == "*" }
  }
}
