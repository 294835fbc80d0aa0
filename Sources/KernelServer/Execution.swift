package import Jupyter

/// What the I/O thread hands to the execution thread.
package enum Work: Sendable {
  /// A request that came on the shell channel.
  case request(WireMessage, Header)
  /// All that had been sent before the failed cell's answer went out has been handed over.
  case endOfAbort
  /// The kernel ends.
  case stop
}

/// Answers what comes on the shell channel, one request after the other, on the thread that owns the interpreter.
///
/// It sees no socket: requests come as values, and what is to be sent goes to the outbox.
package final class Execution {
  let interpreter: any Interpreter
  let outbox: Outbox
  let composer: Composer
  let interrupt: InterruptFlag
  let ports: [ConnectionFile.Channel: Int]
  var history = History()
  /// How many cells have got a number.
  var executionCount = 0
  /// Whether a cell failed and those behind it are not to run.
  var isAborting = false

  /// Prepares the thread's work; `ports` are for those who still ask for them.
  package init(
    interpreter: any Interpreter, outbox: Outbox, composer: Composer, interrupt: InterruptFlag,
    ports: [ConnectionFile.Channel: Int]
  ) {
    self.interpreter = interpreter
    self.outbox = outbox
    self.composer = composer
    self.interrupt = interrupt
    self.ports = ports
  }

  /// Works until it is told to stop.
  package func run(_ mailbox: Mailbox<Work>) {
    while true {
      for work in mailbox.take() {
        switch work {
        case .request(let request, let header): handle(request, header)
        case .endOfAbort: isAborting = false
        case .stop:
          interpreter.shutdown()
          return
        }
      }
    }
  }

  /// Answers one request, between busy and idle.
  func handle(_ request: WireMessage, _ header: Header) {
    publish(StatusContent(.busy), for: request)
    do throws(WireFault) {
      try answer(request, header)
    } catch {
      // Signed, so not hostile: whoever sent it is told, if the type of message has answers at all.
      if let refusal = composer.refusal(of: header.messageType, to: request) {
        outbox.post(.send(.shell, refusal))
      }
    }
    publish(StatusContent(.idle), for: request)
    if header.messageType == "shutdown_request" { outbox.post(.stop) }
  }

  /// Understands a request and answers it; throws when its content is not what its type promises.
  private func answer(_ request: WireMessage, _ header: Header) throws(WireFault) {
    switch header.messageType {
    case ExecuteRequest.messageType:
      try execute(Message<ExecuteRequest>(request, header: header).content, request)
    case CompleteRequest.messageType:
      let content = try Message<CompleteRequest>(request, header: header).content
      reply(interpreter.complete(content.code, cursor: content.cursor), to: request)
    case InspectRequest.messageType:
      let content = try Message<InspectRequest>(request, header: header).content
      reply(interpreter.inspect(content.code, cursor: content.cursor, detail: content.detail), to: request)
    case IsCompleteRequest.messageType:
      reply(interpreter.isComplete(try Message<IsCompleteRequest>(request, header: header).content.code), to: request)
    case HistoryRequest.messageType:
      let content = try Message<HistoryRequest>(request, header: header).content
      reply(HistoryReply(history.entries(content.selection), withOutput: content.wantsOutput), to: request)
    case "kernel_info_request": reply(KernelInfoReply(interpreter.information), to: request)
    case CommInfoRequest.messageType: reply(CommInfoReply(targets: [:]), to: request)
    case CommOpen.messageType:
      // There is no target yet, and whoever opens a comm must hear that nobody is there.
      let content = try Message<CommOpen>(request, header: header).content
      publish(CommClose(commID: content.commID), for: request)
    case "connect_request": reply(ConnectReply(ports: ports), to: request)
    case ShutdownRequest.messageType:
      let content = try Message<ShutdownRequest>(request, header: header).content
      reply(ShutdownReply(restart: content.restart), to: request)
      publish(ShutdownReply(restart: content.restart), for: request)
    default: break  // The protocol grows: what is not known gets busy and idle, and no answer.
    }
  }

  /// Answers a request, behind everything it has published.
  func reply(_ content: some MessageContent & Encodable, to request: WireMessage) {
    outbox.post(.send(.shell, composer.reply(content, to: request)))
  }

  /// Tells everyone something on behalf of a request.
  func publish(_ content: some MessageContent & Encodable, for request: WireMessage) {
    outbox.post(.send(.iopub, composer.publication(content, parent: request.header)))
  }
}
