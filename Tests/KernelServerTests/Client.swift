import Jupyter
import KernelServer
import TestSupport
import Testing
import ZeroMQ

/// A message as a client understands it.
struct Heard: Sendable {
  let type: String
  let identifier: String
  /// The identifier of the request that caused it; nil without one.
  let parent: String?
  let topic: String
  let content: JSONValue
  let metadata: JSONValue
  let buffers: [[UInt8]]

  /// The type, and for a status its state: `status busy`.
  var summary: String {
    if let state = content["execution_state"]?.text { "\(type) \(state)" } else { type }
  }
}

/// The front end's side of the wire, on the same thread as the test.
final class Client {
  enum Trouble: Error { case silence(ConnectionFile.Channel), excess }

  private let shell: Socket
  private let control: Socket
  private let iopub: Socket
  private let stdin: Socket
  private let signer: Signer
  private var count = 0

  /// Connects to everything and waits for nothing.
  init(_ connection: ConnectionFile) throws {
    let context = try Context()
    signer = Signer(key: connection.key)
    iopub = try Socket(.sub, in: context)
    try iopub.set(.linger(0), .receiveHighWaterMark(0), .subscribe([]))
    try iopub.connect(connection.endpoint(of: .iopub))
    // One name on both, as front ends have it: questions go to whoever sent the cell.
    let name = Array("client-\(UInt64.random(in: 0 ... .max))".utf8)
    shell = try Socket(.dealer, in: context)
    try shell.set(.linger(0), .identity(name))
    try shell.connect(connection.endpoint(of: .shell))
    stdin = try Socket(.dealer, in: context)
    try stdin.set(.linger(0), .identity(name))
    try stdin.connect(connection.endpoint(of: .stdin))
    control = try Socket(.dealer, in: context)
    try control.set(.linger(0))
    try control.connect(connection.endpoint(of: .control))
  }

  /// A signed request, not yet sent.
  func frames(
    _ type: String, _ content: JSONValue, subshell: String? = nil, parent: String? = nil, metadata: JSONValue = [:],
    buffers: [[UInt8]] = []
  ) -> (identifier: String, frames: [[UInt8]]) {
    count += 1
    let header = Header(
      messageID: "request-\(count)", messageType: type, session: "test", username: "test", subshellID: subshell)
    let message = WireMessage(
      header: JSON.encode(header),
      parentHeader: JSON.encode(parent.map { ["msg_id": .string($0)] } ?? [:] as JSONValue),
      metadata: JSON.encode(metadata), content: JSON.encode(content), buffers: buffers)
    return (header.messageID, message.frames(signedBy: signer))
  }

  /// Sends a request and returns its identifier.
  @discardableResult
  func send(
    _ type: String, _ content: JSONValue = [:], on channel: ConnectionFile.Channel = .shell, subshell: String? = nil,
    metadata: JSONValue = [:], buffers: [[UInt8]] = []
  ) throws -> String {
    let (identifier, frames) = frames(type, content, subshell: subshell, metadata: metadata, buffers: buffers)
    try send(frames, on: channel)
    return identifier
  }

  /// Sends a request on shell and returns its answer.
  func ask(_ type: String, _ content: JSONValue = [:]) throws -> Heard {
    let identifier = try send(type, content)
    while true {
      let reply = try next(.shell)
      if reply.parent == identifier { return reply }
    }
  }

  /// Answers a question; some clients say which, others do not.
  func answer(_ text: String, parent: String? = nil) throws {
    try stdin.send(Multipart(frames("input_reply", ["value": .string(text)], parent: parent).frames))
  }

  /// Sends any frames.
  func send(_ frames: [[UInt8]], on channel: ConnectionFile.Channel = .shell) throws {
    if channel == .control { try control.send(Multipart(frames)) } else { try shell.send(Multipart(frames)) }
  }

  /// Sends a cell.
  @discardableResult
  func execute(_ code: String, _ options: [String: JSONValue] = [:]) throws -> String {
    try send("execute_request", .object(options.merging(["code": .string(code)]) { $1 }))
  }

  /// The next message of a channel; ten seconds of silence are an error.
  func next(_ channel: ConnectionFile.Channel) throws -> Heard {
    switch channel {
    case .shell: try Self.next(shell, channel, signer)
    case .control: try Self.next(control, channel, signer)
    case .stdin: try Self.next(stdin, channel, signer)
    default: try Self.next(iopub, channel, signer)
    }
  }

  private static func next(
    _ socket: borrowing Socket, _ channel: ConnectionFile.Channel, _ signer: Signer
  ) throws -> Heard {
    var poller = Poller()
    let item = poller.add(socket)
    try poller.wait(milliseconds: 10_000)
    guard poller.isReady(item), let received = try socket.receive() else { throw Trouble.silence(channel) }
    guard case .message(let multipart) = received else { throw Trouble.excess }
    var checker = signer
    let wire = try WireMessage(frames: multipart.frames, checkedBy: &checker)
    let header = try Header(from: wire)
    return Heard(
      type: header.messageType, identifier: header.messageID,
      parent: try JSON.decode(JSONValue.self, from: wire.parentHeader)["msg_id"]?.text,
      topic: String(decoding: wire.identities.first ?? [], as: UTF8.self),
      content: try JSON.decode(JSONValue.self, from: wire.content),
      metadata: try JSON.decode(JSONValue.self, from: wire.metadata), buffers: wire.buffers)
  }

  /// What IOPub says about a request, up to its idle; what belongs to others is thrown away.
  @discardableResult
  func publications(of identifier: String) throws -> [Heard] {
    var heard: [Heard] = []
    while true {
      let message = try next(.iopub)
      guard message.parent == identifier else { continue }
      heard.append(message)
      if message.summary == "status idle" { return heard }
    }
  }

  /// Waits for the welcome, so that nothing published from now on is missed.
  func greet() throws {
    while try next(.iopub).type != "iopub_welcome" {}
  }
}

/// Runs a kernel in this process, a client with it, and ends both.
func withKernel(
  key: String = "secret", _ body: (Client, Gate) throws -> Void
) throws {
  let gate = Gate()
  let place = try TemporaryFolder().made()
  let ports: [ConnectionFile.Channel: Int] = [.shell: 1, .control: 2, .iopub: 3, .stdin: 4, .heartbeat: 5]
  let connection = ConnectionFile(transport: .ipc, address: place.path + "/kernel", ports: ports, key: key)
  let server = try KernelServer(connection: connection) { EchoInterpreter(gate: gate) }
  let thread = try SystemThread(name: "kernel") {
    do { try server.serve() } catch { Issue.record(error) }
  }
  let client = try Client(connection)
  defer {
    gate.open()
    _ = try? client.send("shutdown_request", on: .control)
    thread.join()
    withExtendedLifetime(place) {}
  }
  try body(client, gate)
}
