import Jupyter

extension IOLoop {
  /// Answers a control request, between busy and idle; true when the kernel is to end.
  func handleControl(_ request: WireMessage, _ header: Header) -> Bool {
    publish(StatusContent(.busy), for: request)
    defer { publish(StatusContent(.idle), for: request) }
    switch header.messageType {
    case "kernel_info_request": reply(KernelInfoReply(responder.language.information), to: request)
    case "connect_request": reply(ConnectReply(ports: connection.ports), to: request)
    case "interrupt_request":
      interruptCells()
      reply(InterruptReply(), to: request)
    case ShutdownRequest.messageType:
      // What cannot be read is taken as a plain shutdown: better to end than to stay for ever.
      let restart = (try? Message<ShutdownRequest>(request, header: header).content.restart) ?? false
      interrupt.end()
      reply(ShutdownReply(restart: restart), to: request)
      publish(ShutdownReply(restart: restart), for: request)
      return true
    case CreateSubshellRequest.messageType: createSubshell(request)
    case DeleteSubshellRequest.messageType: deleteSubshell(request, header)
    case ListSubshellRequest.messageType: reply(ListSubshellReply(subshellIDs: subshells.keys.sorted()), to: request)
    default: break
    }
    return false
  }

  private func createSubshell(_ request: WireMessage) {
    // A thread that cannot be started is one too many as well.
    guard subshells.count < Subshell.limit, let subshell = try? Subshell(responder: responder) else {
      return refuse(CreateSubshellRequest.messageType, .tooManySubshells(limit: subshells.count), request, on: .control)
    }
    let name = composer.identifier()
    subshells[name] = subshell
    reply(CreateSubshellReply(subshellID: name), to: request)
  }

  private func deleteSubshell(_ request: WireMessage, _ header: Header) {
    guard let content = try? Message<DeleteSubshellRequest>(request, header: header).content else {
      return refuse(header.messageType, .unreadable, request, on: .control)
    }
    guard let subshell = subshells.removeValue(forKey: content.subshellID) else {
      return refuse(header.messageType, .noSubshell, request, on: .control)
    }
    subshell.end()
    reply(DeleteSubshellReply(), to: request)
  }

  /// Hands a shell request to the thread that is to answer it.
  ///
  /// Cells need the session, whichever shell they come from, so they all go to the execution thread.
  func dispatch(_ request: WireMessage, _ header: Header) {
    hasDispatched = true
    let isCell = header.messageType == ExecuteRequest.messageType
    let subshell = header.subshellID.flatMap { subshells[$0] }
    guard header.subshellID == nil || subshell != nil else {
      return refuse(request, header, .noSubshell, on: .shell)
    }
    if let subshell, !isCell { return subshell.put(request, header) }
    if isCell { interrupt.cellReceived() }
    work.put(.request(request, header))
  }

  /// Answers a request that is not served, between busy and idle.
  func refuse(
    _ request: WireMessage, _ header: Header, _ reason: RefusedReply.Reason, on channel: ConnectionFile.Channel
  ) {
    publish(StatusContent(.busy), for: request)
    refuse(header.messageType, reason, request, on: channel)
    publish(StatusContent(.idle), for: request)
  }

  private func refuse(
    _ type: String, _ reason: RefusedReply.Reason, _ request: WireMessage, on channel: ConnectionFile.Channel
  ) {
    if let refusal = composer.refusal(of: type, reason, to: request) { send(refusal, on: channel) }
  }

  private func reply(_ content: some MessageContent & JSONWritable, to request: WireMessage) {
    send(composer.reply(content, to: request), on: .control)
  }

  private func publish(_ content: some MessageContent & JSONWritable, for request: WireMessage) {
    publish(composer.publication(content, parent: request.header))
  }
}
