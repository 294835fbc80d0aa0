import Jupyter
import Language

/// `time`: how long cells took.
struct TimeCommand: SessionCommand {
  static let verb = Verb(
    "time", group: "session",
    summary: "says how long this cell, the last one and all cells took",
    details: "As the last line of a cell it measures the lines above it.", examples: ["time"])

  init(_ arguments: Arguments) {}

  func run(in session: Session, showing output: any Output) throws {
    let watch = session.stopwatch
    var text = "this cell \(spokenDuration(watch.running)) so far"
    if watch.cells > 0 {
      text +=
        ", the last one \(spokenDuration(watch.last)), \(watch.cells.counted("cell")) before this one \(spokenDuration(watch.total))"
    }
    output.stream(.stdout, text + "\n")
  }
}
