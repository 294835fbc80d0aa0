import Jupyter

extension IOLoop {
  /// Answers a control request, between busy and idle; true when the kernel is to end.
  func handleControl(_ request: WireMessage, _ header: Header) -> Bool {
    publish(StatusContent(.busy), for: request)
    defer { publish(StatusContent(.idle), for: request) }
    switch header.messageType {
    case "kernel_info_request": reply(KernelInfoReply(information), to: request)
    case "connect_request": reply(ConnectReply(ports: connection.ports), to: request)
    case "interrupt_request":
      interrupt.set()
      reply(InterruptReply(), to: request)
    case ShutdownRequest.messageType:
      // What cannot be read is taken as a plain shutdown: better to end than to stay for ever.
      let restart = (try? Message<ShutdownRequest>(request, header: header).content.restart) ?? false
      interrupt.set()
      reply(ShutdownReply(restart: restart), to: request)
      publish(ShutdownReply(restart: restart), for: request)
      return true
    default: break
    }
    return false
  }

  private func reply(_ content: some MessageContent & Encodable, to request: WireMessage) {
    send(composer.reply(content, to: request), on: .control)
  }

  private func publish(_ content: some MessageContent & Encodable, for request: WireMessage) {
    publish(composer.publication(content, parent: request.header))
  }
}
