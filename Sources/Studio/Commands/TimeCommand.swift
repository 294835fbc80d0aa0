import Jupyter
import Language

/// `time`: how long cells took.
struct TimeCommand: SessionCommand {
  static let verb = Verb(
    "time", group: "session",
    summary: "says how long this cell, the last one and all cells took",
    details: """
      As the last line of a cell it measures the lines above it. After a training it also says what the live pictures \
      took, which is less than a hundredth of the steps' own time in all but the shortest trainings.
      """, examples: ["time"])

  init(_ arguments: Arguments) {}

  func run(in session: Session, showing output: any Output) throws {
    let watch = session.stopwatch
    var text = "this cell \(spokenDuration(watch.running)) so far"
    if watch.cells > 0 {
      text +=
        ", the last one \(spokenDuration(watch.last)), \(watch.cells.counted("cell")) before this one \(spokenDuration(watch.total))"
    }
    if let cost = session.liveCost {
      let share = (100 * cost.seconds / max(cost.training, 1e-9)).fixed(2)
      text +=
        "\nlive pictures of the last training: \(cost.pictures) in \((cost.seconds * 1000).fixed(1)) ms, \(share) % of "
        + "the \(cost.training.fixed(1)) s that its steps took"
    }
    output.stream(.stdout, text + "\n")
  }
}
