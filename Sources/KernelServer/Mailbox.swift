import Synchronization

/// Values on their way from one thread to another, in their order.
package final class Mailbox<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])
  private let wakeUp: WakeUp

  /// Makes an empty one.
  package init() throws { wakeUp = try WakeUp() }

  /// Adds a value and rouses the reader.
  package func put(_ element: Element) {
    elements.withLock { $0.append(element) }
    wakeUp.raise()
  }

  /// Waits until there is something, and takes all of it; nothing when the time is over first.
  package func take(milliseconds: Int32? = nil) -> [Element] {
    guard wakeUp.wait(milliseconds: milliseconds) else { return [] }
    wakeUp.clear()
    return elements.withLock { elements in
      defer { elements = [] }
      return elements
    }
  }
}
