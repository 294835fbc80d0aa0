import Jupyter
import Logging
import ZeroMQ

/// The shell, control, stdin and IOPub sockets, and what is done with them; used by one thread at a time (`Exchange`).
///
/// Nothing is computed here: what arrives is checked, shell requests are handed to the execution thread, control requests
/// are answered at once, and what the outbox holds is sent.
final class IOLoop {
  /// The most messages taken from one socket before the others have their turn.
  private static let turn = 100
  /// After a failed cell: how many milliseconds without a request mean that there is none any more, and the most time
  /// spent on that.
  private static let settling = (quiet: 5, most: Duration.milliseconds(50))
  /// How many milliseconds later a question is put again to a front end that was not connected yet.
  private static let askingAgain = 20
  /// How long unsent messages outlive the sockets, in milliseconds.
  private static let linger: Int32 = 1000

  let connection: ConnectionFile
  let responder: Responder
  let outbox: Outbox
  let work: Mailbox<Work>
  let composer: Composer
  let interrupt: InterruptFlag
  let questions: Questions
  /// The subshells by their names.
  var subshells: [String: Subshell] = [:]
  private var signer: Signer
  private var faults: FaultLog
  /// A question that could not be put yet.
  private var question: WireMessage?
  /// Whether `starting` has been said.
  private var hasStarted = false
  /// Whether the kernel is to end.
  private(set) var isStopping = false
  /// Whether a request has been handed over since the outbox was looked at last.
  var hasDispatched = false

  private let shell: Socket
  private let control: Socket
  private let stdin: Socket
  private let iopub: Socket

  /// Opens and binds the sockets.
  init(
    connection: ConnectionFile, responder: Responder, work: Mailbox<Work>, interrupt: InterruptFlag,
    questions: Questions, logger: Logger
  ) throws(ZeroMQError) {
    self.connection = connection
    self.responder = responder
    self.work = work
    self.interrupt = interrupt
    self.questions = questions
    outbox = responder.outbox
    composer = responder.composer
    signer = Signer(key: connection.key)
    faults = FaultLog(logger: logger)

    let context = try Context()
    shell = try Self.router(.shell, of: connection, in: context)
    control = try Self.router(.control, of: connection, in: context)
    stdin = try Self.router(.stdin, of: connection, in: context)
    // A question that nobody gets would wait for ever: so it is known, and put again.
    try stdin.set(.routerMandatory(true))
    iopub = try Socket(.xpub, in: context)
    // Beyond its high-water mark a publisher drops what it sends, and lines of output would be missing.
    try iopub.set(
      .linger(Self.linger), .sendHighWaterMark(0), .publishVerbosely(true), .maximumFrameSize(64 << 10))
    if let curve = connection.curve { try iopub.set(.curveServer(secretKey: curve.secretKey)) }
    try iopub.bind(connection.endpoint(of: .iopub))
  }

  /// A socket for requests: bound, and never waiting when it sends.
  private static func router(
    _ channel: ConnectionFile.Channel, of connection: ConnectionFile, in context: Context
  ) throws(ZeroMQError) -> Socket {
    let socket = try Socket(.router, in: context)
    // A little above our own limit, so that most excess is told of in the log and not just cut off.
    try socket.set(
      .linger(linger), .sendHighWaterMark(0), .receiveHighWaterMark(0), .routerHandover(true),
      .maximumFrameSize(Limits().bytes * 2))
    if let curve = connection.curve { try socket.set(.curveServer(secretKey: curve.secretKey)) }
    try socket.bind(connection.endpoint(of: channel))
    return socket
  }

  /// What tells that something has happened to one of the sockets.
  var fileDescriptors: [Int32] {
    get throws(ZeroMQError) {
      try [shell.fileDescriptor, control.fileDescriptor, stdin.fileDescriptor, iopub.fileDescriptor]
    }
  }

  /// Reads what waits at the sockets and sends what waits in the outbox.
  ///
  /// - Returns: how many milliseconds the next turn may be waited for.
  func turn() -> Int {
    welcomeSubscribers()
    readControl()
    readShell(turns: Self.turn)
    readStdin()
    let due = outbox.takeDue(expectsSome: hasDispatched)
    hasDispatched = false
    for entry in due.entries { carryOut(entry) }
    putQuestion()
    // To send is to use a socket, and a full turn leaves something: neither would be told of again.
    if hasInput { return 0 }
    let most = Self.milliseconds(until: due.next)
    return question == nil ? most : min(most, Self.askingAgain)
  }

  /// Sends everything that waits in the outbox; true when the I/O thread is to look at the sockets.
  func flush() -> Bool {
    for entry in outbox.takeAll() { carryOut(entry) }
    return isStopping || question != nil || hasInput
  }

  /// Sends the last words, and tells everyone to stop.
  func end() {
    for entry in outbox.takeAll() { carryOut(entry) }
    interrupt.end()
    work.put(.stop)
    for subshell in subshells.values { subshell.end() }
  }

  private var hasInput: Bool {
    do throws(ZeroMQError) {
      if try shell.hasInput { return true }
      if try control.hasInput { return true }
      if try stdin.hasInput { return true }
      return try iopub.hasInput
    } catch {
      // The next turn tells of it.
      return false
    }
  }

  /// How long to wait: until something is due, and never so long that an orphan would live on.
  private static func milliseconds(until instant: ContinuousClock.Instant?) -> Int {
    guard let instant else { return 500 }
    let rest = ContinuousClock.now.duration(to: instant) / .milliseconds(1)
    return min(500, max(0, Int(rest.rounded(.up))))
  }

  /// Does what the execution thread has asked for.
  private func carryOut(_ entry: Outbox.Entry) {
    switch entry {
    case .send(.iopub, let message): publish(message)
    case .send(let channel, let message): send(message, on: channel)
    case .stream(let content, let parent): publish(composer.publication(content, parent: parent))
    case .ask(let question):
      guard questions.isAwaited(question) else { break }
      // What is there already cannot be the answer.
      for _ in 0..<Self.turn { guard receive(.stdin) != nil else { break } }
      questions.opened(question)
      self.question = question
    case .settleShell(let shell, let isLate):
      if isLate { readShell(turns: Self.turn) } else { settleShell() }
      work.put(.endOfAbort(shell))
    case .interrupt: interruptCells()
    case .stop: isStopping = true
    }
  }

  // MARK: Reading

  /// Hands what waits on shell to the execution thread or to a subshell's, in its order.
  private func readShell(turns: Int) {
    for _ in 0..<turns {
      guard let frames = receive(.shell) else { return }
      guard let (message, header) = checked(frames, on: .shell) else { continue }
      dispatch(message, header)
    }
  }

  /// Interrupts the running cell, or the next of those that were sent before this: control overtakes shell.
  func interruptCells() {
    readShell(turns: 10 * Self.turn)
    interrupt.set()
  }

  /// Reads what was sent before a cell failed, and what of it is still on its way.
  ///
  /// "Run all" sends its cells one after the other, so a cell that fails at once is faster than those behind it.
  private func settleShell() {
    let end = ContinuousClock.now + Self.settling.most
    var poller = Poller()
    let item = poller.add(shell)
    repeat {
      readShell(turns: Self.turn)
      guard (try? poller.wait(milliseconds: Self.settling.quiet)) != nil else { return }
    } while poller.isReady(item) && ContinuousClock.now < end
  }

  /// Answers what waits on control at once, whatever the execution thread is doing.
  private func readControl() {
    for _ in 0..<Self.turn where !isStopping {
      guard let frames = receive(.control) else { return }
      guard let (message, header) = checked(frames, on: .control) else { continue }
      isStopping = handleControl(message, header)
    }
  }

  /// Hands answers to the cell that waits for one.
  private func readStdin() {
    for _ in 0..<Self.turn {
      guard let frames = receive(.stdin) else { return }
      guard let (message, header) = checked(frames, on: .stdin) else { continue }
      questions.received(message, header)
    }
  }

  /// The frames of the next message on a channel; empty for one beyond the limits, nil when none waits.
  private func receive(_ channel: ConnectionFile.Channel) -> [[UInt8]]? {
    do throws(ZeroMQError) {
      let limits = Limits(frames: WireMessage.maximumFrames)
      let received =
        switch channel {
        case .shell: try shell.receive(limits: limits)
        case .control: try control.receive(limits: limits)
        case .stdin: try stdin.receive(limits: limits)
        case .iopub, .heartbeat: try iopub.receive(limits: limits)
        }
      switch received {
      case .message(let message): return message.frames
      case .excess:
        faults.note(.tooLarge, on: channel)
        return []
      case nil: return nil
      }
    } catch {
      faults.note(error, on: channel)
      return nil
    }
  }

  /// A message that may be believed and its header; nil, and a line in the log, for any other.
  private func checked(_ frames: [[UInt8]], on channel: ConnectionFile.Channel) -> (WireMessage, Header)? {
    guard !frames.isEmpty else { return nil }
    do throws(WireFault) {
      let message = try WireMessage(frames: frames, checkedBy: &signer)
      let header = try Header(from: message)
      guard message.isTooLarge else { return (message, header) }
      faults.note(.tooLarge, on: channel)
      refuse(message, header, .tooLarge, on: channel)
      return nil
    } catch {
      faults.note(error, on: channel)
      return nil
    }
  }

  // MARK: Sending

  /// Greets whoever has just subscribed, before anything else is published.
  ///
  /// A subscription is a message of one frame, 1 and then the topic; 0 and the topic ends it.
  private func welcomeSubscribers() {
    while let frames = receive(.iopub) {
      guard frames.count == 1, let frame = frames.first, frame.first == 1,
        let topic = String(validating: frame.dropFirst(), as: UTF8.self)
      else { continue }
      send(
        composer.publication(Welcome(subscription: topic), topic: Array(frame.dropFirst())), on: .iopub)
      sayStarting()
    }
  }

  /// Says `starting`, once: to the first subscriber, or at the latest before anything else is published.
  private func sayStarting() {
    guard !hasStarted else { return }
    hasStarted = true
    send(composer.publication(StatusContent(.starting)), on: .iopub)
  }

  /// Sends to all subscribers, those included who have subscribed this very moment.
  func publish(_ message: WireMessage) {
    welcomeSubscribers()
    sayStarting()
    send(message, on: .iopub)
  }

  /// Puts the question that waits, unless the cell no longer does.
  private func putQuestion() {
    guard let message = question else { return }
    question = nil
    guard questions.isOpen else { return }
    do throws(ZeroMQError) {
      try stdin.send(Multipart(message.frames(signedBy: signer)))
    } catch {
      if error.isUnknownPeer { question = message } else { faults.note(error, on: .stdin) }
    }
  }

  /// Signs and sends; what cannot be sent is a line in the log, not the end of the kernel.
  func send(_ message: WireMessage, on channel: ConnectionFile.Channel) {
    let multipart = Multipart(message.frames(signedBy: signer))
    do throws(ZeroMQError) {
      switch channel {
      case .shell: try shell.send(multipart)
      case .control: try control.send(multipart)
      case .stdin: try stdin.send(multipart)
      case .iopub, .heartbeat: try iopub.send(multipart)
      }
    } catch {
      faults.note(error, on: channel)
    }
  }
}
