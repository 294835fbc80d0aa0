/// The language behind a kernel: what it is, and what to do with a cell.
///
/// A kernel makes its interpreter on the thread that runs the cells, and calls everything there, one thing after the
/// other. So an interpreter needs no locks and no particular care for threads; what is needed elsewhere it hands out as
/// values.
public protocol Interpreter: AnyObject {
  /// What the kernel says about itself and its language; asked once, before the first cell.
  var information: KernelInformation { get }

  /// Runs a cell.
  ///
  /// `count` is the cell's number, as its result shows it. Long work looks at `output.isInterrupted` now and then, at
  /// least ten times a second, and ends in good order when it is true.
  func execute(_ code: String, silent: Bool, count: Int, output: any Output) -> ExecuteOutcome

  /// The language as it is now; asked before the first cell and after each.
  var services: any LanguageServices { get }

  /// Who answers the front end's comms; asked once, before the first cell.
  var commTargets: [any CommTarget] { get }

  /// The last call, when the kernel ends while no cell runs.
  func shutdown()
}

extension Interpreter {
  /// Nobody.
  public var commTargets: [any CommTarget] { [] }
}

/// What a language can say of a piece of code without running it.
///
/// A value, since a front end that uses subshells asks while a cell runs: each question is answered on the thread of the
/// shell it came from, from what the language knew when the last cell ended.
public protocol LanguageServices: Sendable {
  /// What could be typed at `cursor`, which counts Unicode code points.
  func complete(_ code: String, cursor: Int) -> CompleteReply

  /// What is at `cursor`, which counts Unicode code points; `detail` is 0 or 1.
  func inspect(_ code: String, cursor: Int, detail: Int) -> InspectReply

  /// Whether the code can be run or needs more lines.
  func isComplete(_ code: String) -> IsCompleteReply
}

/// How a cell ended.
public enum ExecuteOutcome: Sendable, Equatable {
  /// Well; the payload asks the front end for something, such as to show a page.
  case ok(payload: [JSONValue] = [])
  /// Badly; `name` is the kind of failure in one word, `traceback` what is shown, line by line.
  case error(name: String, message: String, traceback: [String])

  /// A payload entry that shows text in the front end's pager.
  public static func page(_ text: String) -> JSONValue {
    ["source": "page", "data": ["text/plain": .string(text)], "start": 0]
  }
}
