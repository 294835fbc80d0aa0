import Jupyter
import Synchronization

/// The output of one cell: closed with it, so that nothing comes behind its idle.
final class CellOutput: Output {
  /// Guarded together, so that closing waits for an output under way.
  private struct State {
    var isOpen = true
    var result: String?
  }

  private let parent: [UInt8]
  private let isSilent: Bool
  private let executionCount: Int
  private let outbox: Outbox
  private let composer: Composer
  private let interrupt: InterruptFlag
  private let state = Mutex(State())

  init(
    parent: [UInt8], isSilent: Bool, executionCount: Int, outbox: Outbox, composer: Composer, interrupt: InterruptFlag
  ) {
    self.parent = parent
    self.isSilent = isSilent
    self.executionCount = executionCount
    self.outbox = outbox
    self.composer = composer
    self.interrupt = interrupt
  }

  var isInterrupted: Bool { interrupt.isSet }

  func stream(_ stream: StandardStream, _ text: String) {
    whileOpen { _ in outbox.write(stream, text, parent: parent) }
  }

  func display(_ display: DisplayData) { publish(DisplayContent(display)) }

  func updateDisplay(_ display: DisplayData) { publish(UpdateDisplayContent(display)) }

  func result(_ display: DisplayData) {
    guard !isSilent else { return }
    let message = composer.publication(ExecuteResult(display, executionCount: executionCount), parent: parent)
    whileOpen { state in
      state.result = display.data["text/plain"]?.text
      outbox.post(.send(.iopub, message))
    }
  }

  func clear(wait: Bool) { publish(ClearOutput(wait: wait)) }

  /// Refuses all further output and returns the last result as plain text.
  func close() -> String? {
    state.withLock { state in
      state.isOpen = false
      return state.result
    }
  }

  /// Writes the message first and queues it then: the lock is not held while a picture is encoded.
  private func publish(_ content: some MessageContent & Encodable) {
    let message = composer.publication(content, parent: parent)
    whileOpen { _ in outbox.post(.send(.iopub, message)) }
  }

  private func whileOpen(_ body: (inout State) -> Void) {
    state.withLock { state in
      if state.isOpen { body(&state) }
    }
  }
}
