import Jupyter
import Synchronization

/// Keeps the last result of a cell and lets everything else go: for user expressions.
final class ResultOnly: Output {
  private let last = Mutex<DisplayData?>(nil)
  private let interrupt: InterruptFlag

  init(interrupt: InterruptFlag) { self.interrupt = interrupt }

  var result: DisplayData? { last.withLock { $0 } }
  var isInterrupted: Bool { interrupt.isSet }

  func stream(_ stream: StandardStream, _ text: String) {}
  func display(_ display: DisplayData) {}
  func updateDisplay(_ display: DisplayData) {}
  func result(_ display: DisplayData) { last.withLock { $0 = display } }
  func clear(wait: Bool) {}
}
