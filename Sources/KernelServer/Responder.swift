package import Jupyter

/// Answers the requests that need no session, on the thread of whichever shell they came from.
package struct Responder: Sendable {
  let outbox: Outbox
  let composer: Composer
  let language: LanguageBoard
  let comms: CommBoard
  let history: HistoryBook
  let ports: [ConnectionFile.Channel: Int]

  /// `ports` are for those who still ask for them.
  package init(
    outbox: Outbox, composer: Composer, language: LanguageBoard, comms: CommBoard, history: HistoryBook,
    ports: [ConnectionFile.Channel: Int]
  ) {
    self.outbox = outbox
    self.composer = composer
    self.language = language
    self.comms = comms
    self.history = history
    self.ports = ports
  }

  /// Handles one request between busy and idle, by `answer`; one whose content cannot be read is refused.
  func handle(_ request: WireMessage, _ header: Header, answer: () throws(WireFault) -> Void) {
    publish(StatusContent(.busy), for: request)
    do throws(WireFault) {
      try answer()
    } catch {
      // Signed, so not hostile: whoever sent it is told, if the type of message has answers at all.
      if let refusal = composer.refusal(of: header.messageType, .unreadable, to: request) {
        outbox.post(.send(.shell, refusal))
      }
    }
    publish(StatusContent(.idle), for: request)
    outbox.flush()
    if header.messageType == ShutdownRequest.messageType { outbox.post(.stop) }
  }

  /// Understands a request and answers it; throws when its content is not what its type promises.
  func answer(_ request: WireMessage, _ header: Header) throws(WireFault) {
    switch header.messageType {
    case CompleteRequest.messageType:
      let content = try Message<CompleteRequest>(request, header: header).content
      reply(language.services.complete(content.code, cursor: content.cursor), to: request)
    case InspectRequest.messageType:
      let content = try Message<InspectRequest>(request, header: header).content
      reply(language.services.inspect(content.code, cursor: content.cursor, detail: content.detail), to: request)
    case IsCompleteRequest.messageType:
      let content = try Message<IsCompleteRequest>(request, header: header).content
      reply(language.services.isComplete(content.code), to: request)
    case HistoryRequest.messageType:
      let content = try Message<HistoryRequest>(request, header: header).content
      reply(HistoryReply(history.entries(content.selection), withOutput: content.wantsOutput), to: request)
    case "kernel_info_request": reply(KernelInfoReply(language.information), to: request)
    case CommInfoRequest.messageType:
      let content = try Message<CommInfoRequest>(request, header: header).content
      reply(CommInfoReply(targets: comms.open(target: content.targetName)), to: request)
    case CommOpen.messageType: comms.opened(try Message(request, header: header), parent: request.header)
    case CommMessage.messageType: comms.received(try Message(request, header: header), parent: request.header)
    case CommClose.messageType: comms.closed(try Message(request, header: header))
    case "connect_request": reply(ConnectReply(ports: ports), to: request)
    case ShutdownRequest.messageType:
      let content = try Message<ShutdownRequest>(request, header: header).content
      reply(ShutdownReply(restart: content.restart), to: request)
      publish(ShutdownReply(restart: content.restart), for: request)
    default: break  // The protocol grows: what is not known gets busy and idle, and no answer.
    }
  }

  /// Answers a request, behind everything it has published.
  func reply(_ content: some MessageContent & JSONWritable, to request: WireMessage) {
    outbox.post(.send(.shell, composer.reply(content, to: request)))
  }

  /// Tells everyone something on behalf of a request.
  func publish(_ content: some MessageContent & JSONWritable, for request: WireMessage) {
    outbox.post(.send(.iopub, composer.publication(content, parent: request.header)))
  }
}
