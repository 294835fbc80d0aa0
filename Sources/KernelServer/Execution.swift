package import Jupyter

/// What the I/O thread hands to the execution thread, or to a subshell's.
package enum Work: Sendable {
  /// A request that came on the shell channel.
  case request(WireMessage, Header)
  /// All that had been sent before the answer of this shell's failed cell went out has been handed over.
  case endOfAbort(ShellName)
  /// The kernel ends.
  case stop
}

/// The main shell or a subshell, of which cells abort only those behind them.
package enum ShellName: Sendable, Hashable {
  /// Where requests without a subshell go.
  case main
  /// A subshell by its name.
  case sub(String)

  package init(_ header: Header) { self = header.subshellID.map(Self.sub) ?? .main }
}

/// Answers what comes on the shell channel, one request after the other, on the thread that owns the interpreter.
///
/// It sees no socket: requests come as values, and what is to be sent goes to the outbox.
package final class Execution {
  let interpreter: any Interpreter
  let responder: Responder
  let interrupt: InterruptFlag
  let questions: Questions
  /// The time, which tests have in their hands.
  let now: () -> ContinuousClock.Instant
  /// The shells of which a cell failed, so that those behind it are not to run.
  var aborting: Set<ShellName> = []

  /// Prepares the thread's work.
  package init(
    interpreter: any Interpreter, responder: Responder, interrupt: InterruptFlag, questions: Questions,
    now: @escaping () -> ContinuousClock.Instant = { .now }
  ) {
    self.interpreter = interpreter
    self.responder = responder
    self.interrupt = interrupt
    self.questions = questions
    self.now = now
  }

  /// Works until it is told to stop.
  package func run(_ mailbox: Mailbox<Work>) {
    while true {
      for work in mailbox.take() {
        switch work {
        case .request(let request, let header): handle(request, header)
        case .endOfAbort(let shell): aborting.remove(shell)
        case .stop:
          interpreter.shutdown()
          return
        }
      }
    }
  }

  /// Answers one request, between busy and idle.
  private func handle(_ request: WireMessage, _ header: Header) {
    let isCell = header.messageType == ExecuteRequest.messageType
    if isCell { interrupt.cellBegins() }
    responder.handle(request, header) { () throws(WireFault) in
      guard isCell else { return try responder.answer(request, header) }
      try execute(Message<ExecuteRequest>(request, header: header).content, request, shell: ShellName(header))
    }
    if header.messageType == ShutdownRequest.messageType { interrupt.end() }
    // Nobody waits for these two any more.
    if isCell {
      responder.language.update(from: interpreter)
      responder.history.save()
    }
  }
}
