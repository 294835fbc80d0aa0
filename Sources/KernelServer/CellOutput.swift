import Jupyter
import Synchronization

/// The output of one cell: closed with it, so that nothing comes behind its idle, and limited, so that neither the
/// kernel nor a browser drowns in it.
final class CellOutput: Output {
  /// Guarded together, so that closing waits for an output under way.
  private struct State {
    var isOpen = true
    var result: String?
    var allowance = OutputAllowance()
  }

  private let request: WireMessage
  private let cell: ExecuteRequest
  private let executionCount: Int
  private let responder: Responder
  private let interrupt: InterruptFlag
  private let questions: Questions
  private let state = Mutex(State())

  init(
    request: WireMessage, cell: ExecuteRequest, executionCount: Int, responder: Responder, interrupt: InterruptFlag,
    questions: Questions
  ) {
    self.request = request
    self.cell = cell
    self.executionCount = executionCount
    self.responder = responder
    self.interrupt = interrupt
    self.questions = questions
  }

  var isInterrupted: Bool { interrupt.isSet }

  func stream(_ stream: StandardStream, _ text: String) {
    whileOpen { state in
      let (kept, notice) = state.allowance.admit(text)
      responder.outbox.write(stream, kept, parent: request.header)
      if let notice { responder.outbox.write(.stderr, notice, parent: request.header) }
    }
  }

  func display(_ display: DisplayData) { publish(DisplayContent(display), replacing: nil) }

  func updateDisplay(_ display: DisplayData) {
    publish(UpdateDisplayContent(display), replacing: display.displayID ?? "")
  }

  func result(_ display: DisplayData) {
    guard !cell.silent else { return }
    let message = publication(ExecuteResult(display, executionCount: executionCount))
    whileOpen { state in
      state.result = display.data["text/plain"]?.text
      responder.outbox.post(.send(.iopub, message))
    }
  }

  func clear(wait: Bool) {
    let message = publication(ClearOutput(wait: wait))
    whileOpen { state in
      // What is cleared away is no burden to anyone.
      state.allowance = OutputAllowance()
      responder.outbox.post(.send(.iopub, message))
    }
  }

  func ask(_ question: String, isSecret: Bool) throws(QuestionError) -> String {
    guard cell.allowsStdin else { throw .notAllowed }
    let content = InputRequest(prompt: question, password: isSecret)
    let message = responder.composer.reply(content, to: request)
    // Not under the lock: other threads of the cell may go on showing things while the person thinks.
    return try questions.wait(for: message, interrupt: interrupt) { responder.outbox.post(.ask(message)) }
  }

  func openComm(target: String, _ packet: CommPacket, listener: any CommListener) -> (any Comm)? {
    responder.comms.open(target: target, packet, parent: request.header, listener: listener)
  }

  /// Refuses all further output and returns the last result as plain text.
  func close() -> String? {
    state.withLock { state in
      state.isOpen = false
      // The last state of every display stays in the notebook, however many there were.
      for message in state.allowance.takeHeldBack() { responder.outbox.post(.send(.iopub, message)) }
      return state.result
    }
  }

  /// Writes the message first and queues it then: the lock is not held while a picture is encoded.
  private func publish(_ content: some MessageContent & JSONWritable, replacing display: String?) {
    let message = publication(content)
    whileOpen { state in
      let (isAdmitted, notice) = state.allowance.admit(message, replacing: display)
      if isAdmitted { responder.outbox.post(.send(.iopub, message)) }
      if let notice { responder.outbox.write(.stderr, notice, parent: request.header) }
    }
  }

  private func publication(_ content: some MessageContent & JSONWritable) -> WireMessage {
    responder.composer.publication(content, parent: request.header)
  }

  private func whileOpen(_ body: (inout State) -> Void) {
    state.withLock { state in
      if state.isOpen { body(&state) }
    }
  }
}
