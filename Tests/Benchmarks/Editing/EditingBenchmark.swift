import Jupyter
import Studio

/// Times what a front end asks while somebody types in a long cell: reading it, Tab, Shift-Tab.
///
///     forger-editing-benchmark < cell.forger
///
/// prints a table of microseconds. The kernel's own work alone is measured; `make bench-kernel` has the way there and back.
@main
struct EditingBenchmark {
  static func main() {
    var cell = ""
    while let line = readLine(strippingNewline: false) { cell += line }
    let services = Session(environment: ["HOME": "/nonexistent"]).services
    let typed = cell + "train ob"
    let cursor = typed.unicodeScalars.count
    let named = cell + "train"
    let actions: [(name: String, ask: () -> Void)] = [
      ("read (is it complete, is it sound)", { _ = services.isComplete(cell) }),
      ("complete behind `train ob`", { _ = services.complete(typed, cursor: cursor) }),
      ("inspect `train`", { _ = services.inspect(named, cursor: cursor - 4, detail: 0) }),
    ]
    let lines = cell.utf8.count { $0 == 10 }
    print("| microseconds, a cell of \(lines) lines, \(cell.utf8.count) bytes | target | median | fastest | slowest |")
    print("|---|---|---|---|---|")
    for action in actions {
      let times = times(of: action.ask)
      let figures = [times[times.count / 2], times[0], times[times.count - 1]].map { "\(Int($0.rounded()))" }
      print("| \(action.name) | ≤ 1000 | \(figures.joined(separator: " | ")) |")
    }
  }

  /// Microseconds of each of many askings, in ascending order; the first ones only warm up.
  static func times(of ask: () -> Void) -> [Double] {
    let clock = ContinuousClock()
    let all = (0..<1_200).map { _ in clock.measure(ask) / .microseconds(1) }
    return all.dropFirst(200).sorted()
  }
}
