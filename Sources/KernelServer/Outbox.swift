package import Jupyter
import Synchronization

/// What the execution thread and the subshells want sent, in its order.
///
/// Nothing is in a hurry for the first millisecond: so a trivial cell is one delivery of busy, input, reply and idle, by
/// the thread that ran it. Text of a stream waits up to `delay` for more of the same, so that two thousand lines become a
/// few messages; anything that follows closes the stream first. That one queue holds everything gives the order that
/// front ends rely on: outputs before the reply, the reply before idle.
package final class Outbox: Sendable {
  /// What can be asked of whoever has the sockets.
  package enum Entry: Sendable {
    /// Send this.
    case send(ConnectionFile.Channel, WireMessage)
    /// Publish this text, for the request with this header.
    case stream(StreamContent, parent: [UInt8])
    /// Throw away what has been answered on stdin so far, and put this question.
    case ask(WireMessage)
    /// Read what waits at the shell socket, hand it over, and then say `Work.endOfAbort` of this shell; `isLate` when all
    /// that was sent together with the failed cell must have arrived long ago.
    case settleShell(ShellName, isLate: Bool)
    /// Interrupt the running cell.
    case interrupt
    /// End the kernel.
    case stop
  }

  /// How long anything may wait for what comes next.
  static let patience: Duration = .milliseconds(1)
  /// How long text waits for more: too short to be seen.
  static let delay: Duration = .milliseconds(20)
  /// The bytes of text from which on it waits no longer.
  static let size = 32 << 10

  /// Text that waits for more of the same stream of the same cell.
  private struct OpenStream {
    let name: StandardStream
    let parent: [UInt8]
    let deadline: ContinuousClock.Instant
    var text: String
  }

  private struct State {
    var entries: [Entry] = []
    var open: OpenStream?
    /// When the I/O thread will look by itself; nil when it sleeps until it is roused.
    var nextLook: ContinuousClock.Instant?

    /// Puts the waiting text behind what is queued.
    mutating func close() {
      guard let open else { return }
      entries.append(.stream(StreamContent(name: open.name, text: open.text), parent: open.parent))
      self.open = nil
    }

    mutating func takeEntries() -> [Entry] {
      defer { entries = [] }
      return entries
    }

    /// Whether the I/O thread must be roused, to look at this time or earlier.
    mutating func needsRousing(for deadline: ContinuousClock.Instant) -> Bool {
      if let nextLook, nextLook <= deadline { return false }
      // Once is enough.
      nextLook = deadline
      return true
    }
  }

  private let state = Mutex(State())
  private let delivery = Mutex<(@Sendable () -> Void)?>(nil)
  /// Rouses the I/O thread.
  let wakeUp: WakeUp

  /// Makes an empty one.
  package init() throws { wakeUp = try WakeUp() }

  /// Says how a thread that is not the I/O thread can have everything sent at once; nil when that is over.
  func connect(_ delivery: (@Sendable () -> Void)?) { self.delivery.withLock { $0 = delivery } }

  /// Asks for something, behind all that was asked before; within `patience` it is sent.
  package func post(_ entries: Entry...) {
    let isNews = state.withLock { state in
      state.close()
      state.entries += entries
      return state.needsRousing(for: .now + Self.patience)
    }
    if isNews { wakeUp.raise() }
  }

  /// Has everything sent that was asked for, by the calling thread where that is possible.
  func flush() {
    if let deliver = delivery.withLock({ $0 }) { deliver() } else { wakeUp.raise() }
  }

  /// Adds text to a stream.
  func write(_ name: StandardStream, _ text: String, parent: [UInt8]) {
    guard !text.isEmpty else { return }
    let isNews = state.withLock { state in
      if var open = state.open, open.name == name, open.parent == parent {
        // Taken out while it grows, so that the text is not copied.
        state.open = nil
        open.text += text
        state.open = open
        guard open.text.utf8.count >= Self.size else { return false }
        state.close()
        return state.needsRousing(for: .now)
      }
      state.close()
      let deadline = ContinuousClock.now + Self.delay
      state.open = OpenStream(name: name, parent: parent, deadline: deadline, text: text)
      return state.needsRousing(for: deadline)
    }
    if isNews { wakeUp.raise() }
  }

  /// What is there, without text that may still wait, and when the I/O thread is to look again; nil when it need not by
  /// itself.
  ///
  /// - Parameter expectsSome: whether a request has just been handed over, the answer to which will soon be here.
  func takeDue(expectsSome: Bool) -> (entries: [Entry], next: ContinuousClock.Instant?) {
    state.withLock { state in
      let now = ContinuousClock.now
      if let open = state.open, open.deadline <= now { state.close() }
      state.nextLook = [state.open?.deadline, expectsSome ? now + Self.patience : nil].compactMap { $0 }.min()
      return (state.takeEntries(), state.nextLook)
    }
  }

  /// Everything, due or not.
  package func takeAll() -> [Entry] {
    state.withLock { state in
      state.close()
      return state.takeEntries()
    }
  }
}
