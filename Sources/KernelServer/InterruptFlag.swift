import Synchronization

/// The person's wish that the running cell end: set by a message or a signal, read by the cell.
final class InterruptFlag: Sendable {
  private let flag = Atomic(false)

  init() {}

  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
  func clear() { flag.store(false, ordering: .relaxed) }
}
