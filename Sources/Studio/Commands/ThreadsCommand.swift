import Jupyter
import Language
import Tensors

/// `threads 2`: how many processor cores the engine may use, with the same results for any number.
struct ThreadsCommand: SessionCommand {
  static let verb = Verb(
    "threads", group: "session",
    summary: "sets how many threads compute",
    details: "Results do not depend on it: any number of threads gives the same bits.",
    parameters: [.positional("count", .integer(Threads.allowed), help: "how many; best one for each core")],
    examples: ["threads 2"])

  let count: Int

  init(_ arguments: Arguments) {
    count = arguments.integer("count")
  }

  func run(in session: Session, showing output: any Output) throws {
    try session.threads.setCount(count)
  }
}
