import Synchronization

/// The person's wish that the running cell end: set by a message or a signal, read by the cell.
package final class InterruptFlag: Sendable {
  private let flag = Atomic(false)
  private let whenSet: @Sendable () -> Void

  /// `whenSet` rouses a cell that waits for something else than this flag.
  package init(whenSet: @escaping @Sendable () -> Void = {}) { self.whenSet = whenSet }

  /// Whether the cell is to end.
  ///
  /// Relaxed order suffices: nothing else is read on the strength of it.
  package var isSet: Bool { flag.load(ordering: .relaxed) }
  package func clear() { flag.store(false, ordering: .relaxed) }
  package func set() {
    flag.store(true, ordering: .relaxed)
    whenSet()
  }
}
