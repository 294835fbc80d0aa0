import Jupyter
import KernelServer
import Testing

@Suite("Execution without sockets")
struct ExecutionTests {
  private static func work(
    _ identifier: String, _ type: String, _ content: JSONValue = [:], subshell: String? = nil
  ) -> Work {
    let header = Header(messageID: identifier, messageType: type, session: "test", subshellID: subshell)
    return .request(WireMessage(header: JSON.encode(header), content: JSON.encode(content)), header)
  }

  private static func cell(
    _ identifier: String, _ code: String, _ options: [String: JSONValue] = [:], subshell: String? = nil
  ) -> Work {
    work(
      identifier, "execute_request", .object(options.merging(["code": .string(code)]) { $1 }), subshell: subshell)
  }

  /// What comes out when all this waits already: `channel parent type status`.
  ///
  /// - Parameter pace: what the clock goes on by between two looks at it.
  private static func run(
    _ works: [Work], gate: Gate = Gate(), interrupt: InterruptFlag = InterruptFlag(), pace: Duration = .zero
  ) throws -> [String] {
    var time = ContinuousClock.now
    func tick() -> ContinuousClock.Instant {
      time += pace
      return time
    }
    let outbox = try Outbox()
    let mailbox = try Mailbox<Work>()
    for work in works + [.stop] { mailbox.put(work) }
    let interpreter = EchoInterpreter(gate: gate, interrupt: interrupt)
    let composer = Composer()
    let responder = Responder(
      outbox: outbox, composer: composer, language: LanguageBoard(interpreter),
      comms: CommBoard(targets: interpreter.commTargets, outbox: outbox, composer: composer), history: HistoryBook(),
      ports: [:])
    try Execution(
      interpreter: interpreter, responder: responder, interrupt: interrupt, questions: Questions(), now: tick
    ).run(mailbox)
    return try outbox.takeAll().map { entry in
      switch entry {
      case .send(let channel, let message):
        let parent = try JSON.decode(JSONValue.self, from: message.parentHeader)["msg_id"]?.text ?? "-"
        let content = try JSON.decode(JSONValue.self, from: message.content)
        let state = content["execution_state"]?.text ?? content["status"]?.text ?? ""
        return "\(channel) \(parent) \(try Header(from: message).messageType) \(state)"
      case .stream(let content, _): return "stream \(content.text)"
      case .ask: return "ask"
      case .settleShell(let shell, let isLate):
        return (shell == .main ? "settle" : "settle \(shell)") + (isLate ? " late" : "")
      case .interrupt: return "interrupt"
      case .stop: return "stop"
      }
    }
  }

  @Test("A failed cell aborts the cells that wait behind it, and nothing else")
  func abort() throws {
    let gate = Gate()
    let entries = try Self.run(
      [
        Self.cell("1", "fail"), Self.cell("2", "a"), Self.work("3", "comm_info_request"), Self.cell("4", "b"),
        .endOfAbort(.main), Self.cell("5", "c"),
      ], gate: gate)
    #expect(
      entries.filter { $0.hasPrefix("shell") || $0 == "settle" } == [
        "settle", "shell 1 execute_reply error", "shell 2 execute_reply aborted", "shell 3 comm_info_reply ok",
        "shell 4 execute_reply aborted", "shell 5 execute_reply ok",
      ])
    #expect(
      entries.filter { $0.hasPrefix("iopub 2") } == ["iopub 2 status busy", "iopub 2 status idle"])
    #expect(gate.cells == ["fail", "c", "shutdown"])
  }

  @Test("A failed cell of a subshell aborts those of that subshell, and no others")
  func abortInSubshell() throws {
    let gate = Gate()
    let entries = try Self.run(
      [
        Self.cell("1", "fail", subshell: "s"), Self.cell("2", "a"), Self.cell("3", "b", subshell: "s"),
        .endOfAbort(.main), Self.cell("4", "c", subshell: "s"), .endOfAbort(.sub("s")),
        Self.cell("5", "d", subshell: "s"),
      ], gate: gate)
    #expect(entries.contains("settle sub(\"s\")") && gate.cells == ["fail", "a", "d", "shutdown"])
  }

  @Test("The shell is settled before anyone hears of the failure")
  func settleFirst() throws {
    let entries = try Self.run([Self.cell("1", "fail")])
    #expect(
      entries == [
        "iopub 1 status busy", "iopub 1 execute_input ", "settle", "iopub 1 error ", "shell 1 execute_reply error",
        "iopub 1 status idle",
      ])
  }

  @Test(
    "Only after a short cell are those waited for that may still be on their way",
    arguments: [(0, "settle"), (50, "settle"), (51, "settle late"), (3_600_000, "settle late")])
  func late(milliseconds: Int, expected: String) throws {
    let entries = try Self.run([Self.cell("1", "fail")], pace: .milliseconds(milliseconds))
    #expect(entries.filter { $0.hasPrefix("settle") } == [expected])
  }

  @Test("Without stop_on_error nothing is aborted")
  func noAbort() throws {
    let entries = try Self.run([Self.cell("1", "fail", ["stop_on_error": false]), Self.cell("2", "a")])
    #expect(entries.contains("shell 2 execute_reply ok") && !entries.contains("settle"))
  }

  @Test("An interrupted cell that ends well still keeps the cells behind it from running")
  func interrupted() throws {
    let entries = try Self.run([
      Self.cell("1", "interrupt-me"), Self.cell("2", "a"), .endOfAbort(.main), Self.cell("3", "b"),
    ])
    #expect(
      entries.filter { $0.hasPrefix("shell") } == [
        "shell 1 execute_reply ok", "shell 2 execute_reply aborted", "shell 3 execute_reply ok",
      ])
  }

  @Test("A cell that was interrupted while it waited does not begin, and those behind it decide for themselves")
  func interruptedWhileWaiting() throws {
    let (gate, interrupt) = (Gate(), InterruptFlag())
    for _ in 0..<2 { interrupt.cellReceived() }
    interrupt.set()
    let entries = try Self.run(
      [Self.cell("1", "a", ["stop_on_error": false]), Self.cell("2", "b")], gate: gate, interrupt: interrupt)
    #expect(
      entries.filter { $0.hasPrefix("shell") } == ["shell 1 execute_reply error", "shell 2 execute_reply ok"])
    #expect(gate.cells == ["b", "shutdown"])
  }

  @Test("An interrupted user expression keeps the cells behind its cell from running")
  func interruptedExpression() throws {
    let entries = try Self.run([
      Self.cell("1", "a", ["user_expressions": ["x": "interrupt-me"]]), Self.cell("2", "b"),
    ])
    #expect(
      entries.filter { $0.hasPrefix("shell") } == ["shell 1 execute_reply ok", "shell 2 execute_reply aborted"])
  }

  @Test("A silent cell that fails aborts nothing")
  func silentFailure() throws {
    let entries = try Self.run([Self.cell("1", "fail", ["silent": true]), Self.cell("2", "a")])
    #expect(entries.contains("shell 2 execute_reply ok") && !entries.contains("settle"))
  }

  @Test("When the kernel ends, no cell begins any more, whatever it wants of errors")
  func ending() throws {
    let (gate, interrupt) = (Gate(), InterruptFlag())
    interrupt.end()
    let entries = try Self.run(
      [Self.cell("1", "a", ["stop_on_error": false]), Self.cell("2", "b")], gate: gate, interrupt: interrupt)
    #expect(
      entries.filter { $0.hasPrefix("shell") } == [
        "shell 1 execute_reply aborted", "shell 2 execute_reply aborted",
      ])
    #expect(gate.cells == ["shutdown"])
  }

  @Test("Nor behind a shutdown on the shell channel")
  func shellShutdown() throws {
    let gate = Gate()
    let entries = try Self.run([Self.work("1", "shutdown_request"), Self.cell("2", "a")], gate: gate)
    #expect(entries.contains("shell 2 execute_reply aborted") && gate.cells == ["shutdown"])
  }

  @Test("Text of one stream is joined, and anything else comes after what was written before it")
  func joining() throws {
    let entries = try Self.run([Self.cell("1", "lines 3"), Self.cell("2", "display")])
    #expect(entries.filter { $0.hasPrefix("stream") } == ["stream 0\n1\n2\n", "stream between"])
    let text = try #require(entries.firstIndex(of: "stream 0\n1\n2\n"))
    #expect(entries[text + 1] == "shell 1 execute_reply ok")
  }
}
