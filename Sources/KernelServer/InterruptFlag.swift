import Synchronization

/// The person's wish that a cell end: set by a message or a signal, read by the cell.
///
/// A wish concerns the cells that have come until then: the one that runs or, between two of a queue, the next one. It
/// never meets a cell that was sent later, and it ends one cell only; what becomes of those behind it, `stop_on_error`
/// says.
package final class InterruptFlag: Sendable {
  /// Cells are known by their numbers, in the order in which they came, which is that in which they begin.
  private struct State {
    /// The last cell that has come.
    var received = 0
    /// The last cell that has begun.
    var begun = 0
    /// The wish concerns the cells up to this one.
    var mark = 0
    var isEnding = false
  }

  private let state = Mutex(State())
  private let flag = Atomic(false)
  private let whenSet: @Sendable () -> Void

  /// `whenSet` rouses a cell that waits for something else than this flag.
  package init(whenSet: @escaping @Sendable () -> Void = {}) { self.whenSet = whenSet }

  /// Whether the running cell is to end.
  ///
  /// Relaxed order suffices: nothing else is read on the strength of it.
  package var isSet: Bool { flag.load(ordering: .relaxed) }

  /// Whether the kernel ends, so that no cell is to begin.
  package var isEnding: Bool { state.withLock { $0.isEnding } }

  /// A cell has come and waits for its turn.
  package func cellReceived() { state.withLock { $0.received += 1 } }

  /// The next cell's turn has come; it is to end at once if the wish concerns it.
  package func cellBegins() {
    state.withLock { state in
      state.begun += 1
      flag.store(state.isEnding || state.begun <= state.mark, ordering: .relaxed)
    }
  }

  /// The cell is over; true when it was to end, which settles the wish.
  package func cellEnds() -> Bool {
    state.withLock { state in
      let wasSet = isSet
      state.mark = 0
      flag.store(state.isEnding, ordering: .relaxed)
      return wasSet
    }
  }

  /// Wishes that the running cell end, or else the next of those that have come.
  package func set() {
    state.withLock { state in
      state.mark = max(state.received, state.begun)
      flag.store(true, ordering: .relaxed)
    }
    whenSet()
  }

  /// Ends the running cell, and for good: the kernel ends.
  package func end() {
    state.withLock { state in
      state.isEnding = true
      flag.store(true, ordering: .relaxed)
    }
    whenSet()
  }
}
