package import Jupyter
import Synchronization

/// The cells that were to be remembered: those of this session, and from a file those of the sessions before.
///
/// The file is read when somebody asks for the past, and written after a cell's idle, so neither delays a start or an
/// answer. Without a file everything else works the same.
package final class HistoryBook: Sendable {
  /// The most entries kept; the oldest go first.
  package static let limit = 10_000

  private struct State {
    /// Cells of other sessions, as the file had them.
    var past: [HistoryReply.Entry] = []
    /// Cells of this session, in memory whatever becomes of the file.
    var present: [HistoryReply.Entry] = []
    /// How many of the present cells are in the file.
    var savedCount = 0
    /// Our number in the file; nil until the first cell is saved.
    var session: Int?
    /// What the file was like when it was read last.
    var stamp: HistoryFile.Stamp?
  }

  private let file: HistoryFile?
  private let state = Mutex(State())

  /// A book that is kept in a file, or only in memory without one.
  package init(file: HistoryFile? = nil) { self.file = file }

  /// Remembers a cell with its number and its result as plain text.
  package func append(line: Int, input: String, output: String?) {
    state.withLock { state in
      if state.present.count >= Self.limit {
        state.present.removeFirst(Self.limit / 10)
        state.savedCount = max(0, state.savedCount - Self.limit / 10)
      }
      state.present.append(HistoryReply.Entry(session: 0, line: line, input: input, output: output))
    }
  }

  /// Writes what is not in the file yet; what cannot be written now is tried again after the next cell.
  package func save() {
    guard let file else { return }
    state.withLock { state in
      let new = state.present[state.savedCount...]
      guard !new.isEmpty else { return }
      guard let session = file.append(Array(new), session: state.session) else { return }
      state.session = session
      state.savedCount = state.present.count
    }
  }

  /// The cells that a request asks for, oldest first.
  package func entries(_ selection: HistoryRequest.Selection) -> [HistoryReply.Entry] {
    let (all, current) = snapshot()
    switch selection {
    case .tail(let count): return all.suffix(max(0, count))
    case .range(let session, let start, let stop):
      // 0 is this session, -1 the one before it.
      let wanted = session > 0 ? session : current + session
      return all.filter { $0.session == wanted && $0.line >= start && $0.line < stop ?? .max }
    case .search(let pattern, let count, let unique):
      var found = all.filter { Glob.matches(pattern, $0.input) }
      if unique {
        var seen: Set<String> = []
        // Of equal cells the latest stays.
        found = found.reversed().filter { seen.insert($0.input).inserted }.reversed()
      }
      return found.suffix(max(0, count ?? found.count))
    }
  }

  /// Every cell there is, and the number of this session.
  private func snapshot() -> (all: [HistoryReply.Entry], current: Int) {
    state.withLock { state in
      if let file, let stamp = file.stamp, stamp != state.stamp {
        state.stamp = stamp
        state.past = file.entries()
      }
      // Sessions are numbered in the order in which they began to be saved; ours is the next until then.
      let session = state.session ?? (state.past.map(\.session).max() ?? 0) + 1
      let present = state.present.map { entry in
        var entry = entry
        entry.session = session
        return entry
      }
      return (state.past.filter { $0.session != session } + present, session)
    }
  }
}
