import Dispatch
import Jupyter
import KernelServer
import Synchronization

/// Lets a test hold a cell and see what it does.
final class Gate: Sendable {
  private let entered = DispatchSemaphore(value: 0)
  private let released = DispatchSemaphore(value: 0)
  private let log = Mutex<[String]>([])

  /// The cells that were run.
  var cells: [String] { log.withLock { $0 } }

  /// Waits until a cell holds at the gate.
  func waitForCell() { entered.wait() }

  /// Lets the cell go on.
  func open() { released.signal() }

  fileprivate func note(_ cell: String) { log.withLock { $0.append(cell) } }

  fileprivate func announce() { entered.signal() }

  fileprivate func hold() {
    announce()
    released.wait()
  }
}

/// A language of single words, for tests.
final class EchoInterpreter: Interpreter {
  private let gate: Gate
  private let interrupt: InterruptFlag?

  /// `interrupt` is for a cell that interrupts itself.
  init(gate: Gate, interrupt: InterruptFlag? = nil) {
    self.gate = gate
    self.interrupt = interrupt
  }

  let information = KernelInformation(
    implementation: "echo", implementationVersion: "1",
    language: .init(
      name: "echo", version: "1", mimeType: "text/plain", fileExtension: ".txt", pygmentsLexer: "text",
      codemirrorMode: "null"),
    banner: "Echo")

  func execute(_ code: String, silent: Bool, count: Int, output: any Output) -> ExecuteOutcome {
    gate.note(code)
    let words = code.split(separator: " ", maxSplits: 1).map(String.init)
    switch words.first {
    case "fail": return .error(name: "Failure", message: "as asked", traceback: ["Failure: as asked"])
    case "block", "block-fail":
      gate.hold()
      guard words.first == "block" else { return .error(name: "Failure", message: "late", traceback: []) }
    case "spin":
      gate.announce()
      while !output.isInterrupted {}
      return .error(name: "Interrupted", message: "stopped", traceback: [])
    case "interrupt-me": interrupt?.set()
    case "lines":
      for number in 0..<(Int(words[1]) ?? 0) { output.stream(.stdout, "\(number)\n") }
    case "result": output.result(.text(words[1]))
    case "display":
      output.display(DisplayData(data: ["text/plain": "one"], displayID: "d"))
      output.stream(.stderr, "between")
      output.updateDisplay(DisplayData(data: ["text/plain": "two"], displayID: "d"))
      output.clear(wait: true)
    case "ask":
      do throws(QuestionError) {
        output.stream(.stdout, "before ")
        output.stream(.stdout, try output.ask("name?", isSecret: words.count > 1))
      } catch {
        return .error(name: "Question", message: error.description, traceback: [])
      }
    case "comm":
      let comm = output.openComm(target: "widget", CommPacket(["a": 1], buffers: [[7]]), listener: EchoListener())
      comm?.send(CommPacket(["b": 2]))
      comm?.close(CommPacket())
      comm?.send(CommPacket(["lost": true]))
    case "pictures":
      let picture = DisplayData(data: ["text/plain": .string(String(repeating: "x", count: 1 << 20))], displayID: "p")
      for _ in 0..<(Int(words[1]) ?? 0) { output.display(picture) }
    case "page": return .ok(payload: [ExecuteOutcome.page("the manual")])
    default: output.stream(.stdout, code)
    }
    return .ok()
  }

  var services: any LanguageServices { EchoServices(cells: gate.cells.count) }

  var commTargets: [any CommTarget] { [EchoTarget()] }

  func shutdown() { gate.note("shutdown") }
}

/// Completion and the like, which tells how many cells were through when it was made.
struct EchoServices: LanguageServices {
  var cells = 0

  func complete(_ code: String, cursor: Int) -> CompleteReply {
    CompleteReply(items: [.init(text: code + "!", signature: "\(cells)")], start: 0, end: cursor)
  }

  func inspect(_ code: String, cursor: Int, detail: Int) -> InspectReply {
    code.isEmpty ? .notFound : InspectReply(.text("\(code) \(cursor) \(detail)"))
  }

  func isComplete(_ code: String) -> IsCompleteReply { code.hasSuffix("\\") ? .incomplete(indent: "  ") : .complete }
}

/// Takes every line but those that say no, and greets.
struct EchoTarget: CommTarget {
  let name = "echo"

  func opened(_ comm: any Comm, _ packet: CommPacket) -> (any CommListener)? {
    if packet.data["refuse"] == true { return nil }
    comm.send(CommPacket(["hello": packet.data], metadata: packet.metadata, buffers: packet.buffers))
    return EchoListener()
  }
}

/// Sends everything back; closes the line when asked to.
struct EchoListener: CommListener {
  func received(_ packet: CommPacket, on comm: any Comm) {
    if packet.data["close"] == true { comm.close(CommPacket(["bye": true])) } else { comm.send(packet) }
  }

  func closed(_ packet: CommPacket) {}
}
