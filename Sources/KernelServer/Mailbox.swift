import Synchronization

/// Rouses a thread that waits in `poll`; many calls before it looks count as one.
final class WakeUp: Sendable {
  /// What the thread waits to be readable.
  let fileDescriptor: Int32
  private let writeEnd: Int32

  init() throws(SystemError) { (fileDescriptor, writeEnd) = try System.makePipe() }

  deinit {
    System.closeFile(fileDescriptor)
    System.closeFile(writeEnd)
  }

  func raise() { System.writeByte(to: writeEnd) }

  /// To be called before looking for what there is to do: what comes later raises again.
  func clear() { System.drain(fileDescriptor) }

  /// Waits for a raise; false when the time is over first.
  @discardableResult
  func wait(milliseconds: Int32? = nil) -> Bool {
    System.waitUntilReadable(fileDescriptor, milliseconds: milliseconds)
  }
}

/// Values on their way from one thread to another, in their order.
package final class Mailbox<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])
  private let wakeUp: WakeUp

  package init() throws { wakeUp = try WakeUp() }

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
