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
    case "page": return .ok(payload: [ExecuteOutcome.page("the manual")])
    default: output.stream(.stdout, code)
    }
    return .ok()
  }

  func complete(_ code: String, cursor: Int) -> CompleteReply {
    CompleteReply(items: [.init(text: code + "!")], start: 0, end: cursor)
  }

  func inspect(_ code: String, cursor: Int, detail: Int) -> InspectReply {
    code.isEmpty ? .notFound : InspectReply(.text("\(code) \(cursor) \(detail)"))
  }

  func isComplete(_ code: String) -> IsCompleteReply { code.hasSuffix("\\") ? .incomplete(indent: "  ") : .complete }

  func shutdown() { gate.note("shutdown") }
}
