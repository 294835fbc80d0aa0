import Jupyter
import Language

/// `clear`: takes away what the cell has shown so far.
struct ClearCommand: SessionCommand {
  static let verb = Verb(
    "clear", group: "session",
    summary: "takes away what the cell has shown so far",
    parameters: [
      .option("wait", .flag, default: .flag(false), help: "only when something new is there to replace it")
    ],
    examples: ["clear", "clear wait=on"])

  let waits: Bool

  init(_ arguments: Arguments) {
    waits = arguments.flag("wait")
  }

  func run(in session: Session, showing output: any Output) throws {
    output.clear(wait: waits)
  }
}
