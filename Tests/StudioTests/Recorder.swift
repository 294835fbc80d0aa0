import Jupyter
import Studio
import Synchronization
import TestSupport

/// Keeps what a cell shows, and may play the person who presses the stop button.
final class Recorder: Output {
  enum Event: Sendable {
    case text(String)
    case display(DisplayData)
    case update(DisplayData)
  }

  private let recorded = Mutex<[Event]>([])
  private let answersUntilStop: Mutex<Int?>

  /// - Parameter stopAfter: how often `isInterrupted` is asked before it turns true; nil for never.
  init(stopAfter: Int? = nil) {
    answersUntilStop = Mutex(stopAfter)
  }

  var events: [Event] { recorded.withLock { $0 } }

  /// All that was written to the streams.
  var text: String {
    events.reduce(into: "") { text, event in
      if case .text(let piece) = event { text += piece }
    }
  }

  /// All that was shown or replaced, in order.
  var displays: [DisplayData] {
    events.compactMap { event in
      switch event {
      case .display(let display), .update(let display): display
      case .text: nil
      }
    }
  }

  var updates: Int {
    events.count { if case .update = $0 { true } else { false } }
  }

  func stream(_ stream: StandardStream, _ text: String) { record(.text(text)) }
  func display(_ display: DisplayData) { record(.display(display)) }
  func updateDisplay(_ display: DisplayData) { record(.update(display)) }
  func result(_ display: DisplayData) { record(.display(display)) }
  func clear(wait: Bool) {}
  func ask(_ question: String, isSecret: Bool) throws(QuestionError) -> String { "an answer" }

  var isInterrupted: Bool {
    answersUntilStop.withLock { left in
      guard let count = left else { return false }
      left = count - 1
      return count <= 0
    }
  }

  private func record(_ event: Event) {
    recorded.withLock { $0.append(event) }
  }
}

/// A notebook: a session and what its cells did.
struct Notebook {
  let session: Session
  private let place = TemporaryFolder()
  /// Where its files go.
  var folder: String { place.path }

  /// A session that finds no files unless the environment says where, asks no server, and writes into a folder of its own.
  init(_ environment: [String: String] = [:]) {
    let surroundings = ["HOME": place.path + "/home", "FORGER_OFFLINE": "1"]
    session = Session(environment: environment.merging(surroundings) { own, _ in own }, folder: place.path)
  }

  /// Runs a cell and returns what it showed; a failing cell's name and traceback come second.
  @discardableResult
  func run(_ code: String, stopAfter: Int? = nil) -> (output: Recorder, name: String?, traceback: String) {
    let recorder = Recorder(stopAfter: stopAfter)
    switch session.execute(code, silent: false, count: 1, output: recorder) {
    case .ok: return (recorder, nil, "")
    case .error(let name, _, let traceback): return (recorder, name, traceback.joined(separator: "\n"))
    }
  }
}
