import Jupyter
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a script shows: texts in the terminal, pictures as files.
final class ScriptOutput: Output {
  private let stem: String
  private let state = Mutex<(pictures: Int, failure: ScriptError?)>((0, nil))

  /// - Parameter stem: the path of the script without its ending.
  init(stem: String) { self.stem = stem }

  /// The first picture that could not be written, if one could not.
  var failure: ScriptError? { state.withLock { $0.failure } }

  func stream(_ stream: StandardStream, _ text: String) {
    if stream == .stderr { SystemCalls.complain(text) } else { SystemCalls.say(text) }
  }

  func display(_ display: DisplayData) {
    var text = display.data["text/plain"]?.text ?? ""
    if let encoded = display.data["image/png"]?.text, let data = Data(base64Encoded: encoded) {
      let number = state.withLock { state in
        state.pictures += 1
        return state.pictures
      }
      let path = "\(stem)-\(number).png"
      do {
        try data.write(to: URL(filePath: path))
        text += "\n→ \(path)"
      } catch {
        state.withLock { $0.failure = $0.failure ?? .cannotWrite(path) }
      }
    }
    SystemCalls.say(text + "\n")
  }

  func updateDisplay(_ display: DisplayData) { self.display(display) }
  func result(_ display: DisplayData) { self.display(display) }
  func clear(wait: Bool) {}

  /// The terminal's interrupt.
  var isInterrupted: Bool { SystemCalls.isInterrupted }
}
