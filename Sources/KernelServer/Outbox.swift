package import Jupyter
import Synchronization

/// What the execution thread and the subshells want sent, in its order.
///
/// Text of a stream waits up to `delay` for more of the same, so that two thousand lines become a few messages; anything
/// that follows closes the stream first. That one queue holds everything gives the order that front ends rely on:
/// outputs before the reply, the reply before idle.
package final class Outbox: Sendable {
  /// What can be asked of the I/O thread.
  package enum Entry: Sendable {
    /// Send this.
    case send(ConnectionFile.Channel, WireMessage)
    /// Publish this text, for the request with this header.
    case stream(StreamContent, parent: [UInt8])
    /// Throw away what has been answered on stdin so far, and put this question.
    case ask(WireMessage)
    /// Read what waits at the shell socket, hand it over, and then say `Work.endOfAbort` of this shell.
    case settleShell(ShellName)
    /// End the kernel.
    case stop
  }

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

    /// Puts the waiting text behind what is queued.
    mutating func close() {
      guard let open else { return }
      entries.append(.stream(StreamContent(name: open.name, text: open.text), parent: open.parent))
      self.open = nil
    }
  }

  private let state = Mutex(State())
  /// Rouses the I/O thread.
  let wakeUp: WakeUp

  /// Makes an empty one.
  package init() throws { wakeUp = try WakeUp() }

  /// Asks for something, behind all that was asked before.
  package func post(_ entries: Entry...) {
    state.withLock { state in
      state.close()
      state.entries += entries
    }
    wakeUp.raise()
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
        return true
      }
      state.close()
      state.open = OpenStream(name: name, parent: parent, deadline: .now + Self.delay, text: text)
      return true
    }
    if isNews { wakeUp.raise() }
  }

  /// What is due, and when the text that still waits will be.
  func takeDue() -> (entries: [Entry], next: ContinuousClock.Instant?) {
    state.withLock { state in
      if let open = state.open, open.deadline <= .now { state.close() }
      defer { state.entries = [] }
      return (state.entries, state.open?.deadline)
    }
  }

  /// Everything, due or not.
  package func takeAll() -> [Entry] {
    state.withLock { state in
      state.close()
      defer { state.entries = [] }
      return state.entries
    }
  }
}
