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
