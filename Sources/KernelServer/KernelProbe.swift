import Jupyter
import ZeroMQ

/// Starts a kernel as a launcher would, runs a cell as a front end would, and ends it: to find out whether it works.
public struct KernelProbe {
  /// What a probe has seen.
  public struct Report: Sendable {
    /// From the start of the process to its answer to `kernel_info_request`, in milliseconds.
    public let start: Double
    /// From the cell to its reply, in milliseconds.
    public let execution: Double
    /// What the kernel says it is.
    public let implementation: String
    /// What the cell has written.
    public let text: String
    /// How the cell ended: `ok`, or what went wrong.
    public let outcome: String
  }

  /// How far a probe has come when it fails.
  public enum Failure: Error, Sendable, Equatable {
    /// The program could not be started.
    case notStarted(cause: String)
    /// It ended with this exit status before it had answered.
    case ended(status: Int32)
    /// It did not answer this request in time.
    case silent(request: String)
    /// It did not end when it was asked to.
    case lingers
    /// The probe itself could not work.
    case noProbe(cause: String)
  }

  /// How long every answer may take, in milliseconds.
  private static let patience = 15_000

  private let connection: ConnectionFile
  private let signer: Signer
  private let process: ChildProcess
  private let begin: ContinuousClock.Instant

  /// Runs the whole probe: `argv` as in kernel.json, `environment` beside our own, `code` as the cell.
  public static func run(
    argv: [String], environment: [String: String], code: String
  ) throws(Failure) -> Report {
    do {
      let context = try Context()
      let connection = try freeConnection()
      let path = try System.makeTemporaryFile(contents: connection.contents)
      defer { System.remove(path: path) }
      let begin = ContinuousClock.now
      let process = try ChildProcess(
        argv: argv.map { $0 == "{connection_file}" ? path : $0 }, environment: environment)
      defer { process.kill() }
      let probe = KernelProbe(
        connection: connection, signer: Signer(key: connection.key), process: process, begin: begin)
      return try probe.converse(code, in: context)
    } catch let failure as Failure {
      throw failure
    } catch let error as SystemError {
      throw .notStarted(cause: error.description)
    } catch {
      throw .noProbe(cause: "\(error)")
    }
  }

  /// A connection file with ports that nobody uses at this moment.
  private static func freeConnection() throws -> ConnectionFile {
    // A context of its own: its end waits until the sockets have let go of their ports.
    let context = try Context()
    var ports: [ConnectionFile.Channel: Int] = [:]
    // All are held until all are known, so that they differ.
    var poller = Poller()
    for channel in ConnectionFile.Channel.allCases {
      let socket = try Socket(.router, in: context)
      let endpoint = try socket.bind("tcp://127.0.0.1:*")
      ports[channel] = endpoint.split(separator: ":").last.flatMap { Int($0) } ?? 0
      _ = poller.add(socket)
    }
    return ConnectionFile(transport: .tcp, address: "127.0.0.1", ports: ports, key: Composer().session)
  }

  private func converse(_ code: String, in context: Context) throws -> Report {
    let iopub = try open(.sub, .iopub, in: context, .subscribe([]))
    let shell = try open(.dealer, .shell, in: context)
    let control = try open(.dealer, .control, in: context)

    let information = try ask("kernel_info_request", [:], on: shell)
    let start = begin.duration(to: .now) / .milliseconds(1)
    // What a cell says before the subscription has arrived is told to nobody; the kernel greets who has subscribed.
    while let message = try next(on: iopub), message.type != "iopub_welcome" {}
    let asked = ContinuousClock.now
    let reply = try ask(
      "execute_request", ["code": .string(code), "allow_stdin": false, "store_history": false], on: shell)
    let execution = asked.duration(to: .now) / .milliseconds(1)
    var text = ""
    while let message = try next(on: iopub) {
      if message.type == "stream" { text += message.content["text"]?.text ?? "" }
      if message.content["execution_state"] == "idle", message.parent == reply.parent { break }
    }
    _ = try ask("shutdown_request", ["restart": false], on: control)
    guard process.wait(milliseconds: 5000) else { throw Failure.lingers }
    return Report(
      start: start, execution: execution, implementation: information.content["implementation"]?.text ?? "?",
      text: text,
      outcome: reply.content["evalue"]?.text ?? reply.content["status"]?.text ?? "?")
  }

  private func open(
    _ kind: Socket.Kind, _ channel: ConnectionFile.Channel, in context: Context, _ options: Socket.Option...
  ) throws(ZeroMQError) -> Socket {
    let socket = try Socket(kind, in: context)
    try socket.set(.linger(0), .reconnectInterval(1))
    for option in options { try socket.set(option) }
    try socket.connect(connection.endpoint(of: channel))
    return socket
  }

  private func ask(
    _ type: String, _ content: JSONValue, on socket: borrowing Socket
  ) throws -> (type: String, parent: String?, content: JSONValue) {
    let header = Header(messageID: type, messageType: type, session: "probe", username: "forger")
    let message = WireMessage(header: JSON.encode(header), content: JSON.encode(content))
    try socket.send(Multipart(message.frames(signedBy: signer)))
    while let reply = try next(on: socket) {
      if reply.parent == type { return reply }
    }
    if let status = process.status { throw Failure.ended(status: status) }
    throw Failure.silent(request: type)
  }

  /// The next message; nil when it takes too long or the process has ended.
  private func next(on socket: borrowing Socket) throws -> (type: String, parent: String?, content: JSONValue)? {
    var poller = Poller()
    let item = poller.add(socket)
    for _ in 0..<(Self.patience / 100) {
      try poller.wait(milliseconds: 100)
      guard poller.isReady(item) else {
        if process.status != nil { return nil }
        continue
      }
      guard case .message(let multipart) = try socket.receive() else { return nil }
      var checker = signer
      let wire = try WireMessage(frames: multipart.frames, checkedBy: &checker)
      return (
        try Header(from: wire).messageType, try JSON.decode(JSONValue.self, from: wire.parentHeader)["msg_id"]?.text,
        try JSON.decode(JSONValue.self, from: wire.content)
      )
    }
    return nil
  }
}
