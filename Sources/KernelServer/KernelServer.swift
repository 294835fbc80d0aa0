public import Jupyter
import Logging
import ZeroMQ

/// A Jupyter kernel at work: an interpreter behind the sockets of a connection file.
///
/// | thread | owns |
/// |---|---|
/// | I/O (the calling one) | waits at the shell, control, stdin and IOPub sockets, and reads |
/// | execution | the interpreter; a large stack for deep recursion in cells |
/// | one for each subshell | nothing: it answers from values while a cell runs |
/// | heartbeat | its socket |
///
/// They exchange values through mailboxes, and no lock is held while anything is computed. The four sockets are behind
/// one lock (`Exchange`), so that a thread that has answered sends its answer itself.
public struct KernelServer: Sendable {
  /// The stack of the execution thread, in bytes.
  static let executionStack = 16 << 20
  /// How long a running cell may take to notice that the kernel ends, in milliseconds.
  static let grace: Int32 = 1000

  private let connection: ConnectionFile
  private let makeInterpreter: @Sendable () -> any Interpreter
  private let logger: Logger
  private let outbox: Outbox
  private let interrupt: InterruptFlag
  private let questions: Questions
  private let history: HistoryBook

  /// Whether the sockets can be encrypted, so that a connection file may ask for it.
  public static var supportsCurve: Bool { ZeroMQ.Curve.isAvailable }

  /// Prepares a kernel; `makeInterpreter` is called on the execution thread.
  package init(
    connection: ConnectionFile, history: HistoryBook = HistoryBook(),
    makeInterpreter: @escaping @Sendable () -> any Interpreter
  ) throws {
    guard connection.curve == nil || Self.supportsCurve else { throw ConnectionFileError.noCurve }
    self.connection = connection
    self.makeInterpreter = makeInterpreter
    self.history = history
    outbox = try Outbox()
    questions = try Questions()
    interrupt = InterruptFlag { [questions] in questions.rouse() }
    // Not the global logging system: that is the program's to set up, and standard error is where launchers look.
    logger = Logger(label: "forger") { StreamLogHandler.standardError(label: $0) }
  }

  /// Runs a kernel in this process until a client shuts it down, and then returns.
  ///
  /// The whole process is the kernel's: SIGINT interrupts the running cell, SIGTERM ends the kernel, and so does the end
  /// of the process that started it. Throws `ConnectionFileError` for a wrong file, and an error with one line of text
  /// when an endpoint cannot be had.
  public static func run(
    connectionFile path: String, makeInterpreter: @escaping @Sendable () -> any Interpreter
  ) throws {
    SignalWatch.block()
    let parent = ParentWatch()
    let history = HistoryBook(file: HistoryFile.ofUser(System.environment))
    let server = try KernelServer(
      connection: ConnectionFile(path: path), history: history, makeInterpreter: makeInterpreter)
    if System.isReadableByOthers(path: path) {
      server.logger.warning("others can read the connection file and its key: chmod 600 \(path)")
    }
    try SignalWatch.start(interrupt: server.interrupt, outbox: server.outbox)
    try server.serve {
      if parent.isOrphaned { System.exitNow(1) }
    }
  }

  /// Serves until the kernel is to end; `check` is called at least twice a second.
  package func serve(check: () -> Void = {}) throws {
    let work = try Mailbox<Work>()
    let ready = try Mailbox<Responder>()
    let ended = try Mailbox<Void>()
    let composer = Composer()
    let thread = try SystemThread(name: "execution", stackSize: Self.executionStack) {
      [makeInterpreter, outbox, interrupt, questions, history, connection] in
      let interpreter = makeInterpreter()
      let responder = Responder(
        outbox: outbox, composer: composer, language: LanguageBoard(interpreter),
        comms: CommBoard(targets: interpreter.commTargets, outbox: outbox, composer: composer), history: history,
        ports: connection.ports)
      ready.put(responder)
      Execution(interpreter: interpreter, responder: responder, interrupt: interrupt, questions: questions).run(work)
      ended.put(())
    }
    defer {
      // A cell that does not heed the interrupt ends with the process.
      if !ended.take(milliseconds: Self.grace).isEmpty { thread.join() }
    }
    do {
      let heartbeat = try Heartbeat(endpoint: connection.endpoint(of: .heartbeat), curve: connection.curve)
      defer { heartbeat.end() }
      guard let responder = ready.take().first else { return }
      let exchange = try Exchange(
        connection: connection, responder: responder, work: work, interrupt: interrupt, questions: questions,
        logger: logger)
      exchange.run(check: check)
    } catch {
      work.put(.stop)
      throw error
    }
  }
}
