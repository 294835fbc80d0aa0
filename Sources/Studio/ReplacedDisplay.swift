import Jupyter
import Pictures

/// A picture that is replaced in place while a long work runs; its last state stays in the notebook.
final class ReplacedDisplay {
  /// Not more often than five times a second, and never for more than a hundredth of the time.
  private static let shortestPause = Duration.milliseconds(200)
  private static let costShare = 160

  private let output: any Output
  private let isLive: Bool
  private let displayID: String
  private let clock = ContinuousClock()
  private var nextUpdate: ContinuousClock.Instant
  private var isShown = false

  /// - Parameter isLive: whether anything but the last state is shown.
  init(on output: any Output, isLive: Bool) {
    self.output = output
    self.isLive = isLive
    // Front ends replace every display of a name, those of an earlier kernel in the same notebook included.
    displayID = "training-" + String(UInt64.random(in: .min ... .max), radix: 16)
    nextUpdate = clock.now
  }

  /// Draws when it is time to.
  func update(_ draw: () throws -> (image: Image, text: String)) {
    guard isLive, clock.now >= nextUpdate else { return }
    let began = clock.now
    // A picture that could not be drawn must not end a training that goes well; the last one reports it.
    try? show(draw(), isQuick: true)
    nextUpdate = clock.now + max(Self.shortestPause, (clock.now - began) * Self.costShare)
  }

  /// Draws the last state, which stays.
  func finish(isQuick: Bool, _ draw: () throws -> (image: Image, text: String)) throws {
    try show(draw(), isQuick: isQuick)
  }

  private func show(_ picture: (image: Image, text: String), isQuick: Bool) throws {
    let display = try DisplayData(picture.image, text: picture.text, displayID: displayID, isQuick: isQuick)
    if isShown { output.updateDisplay(display) } else { output.display(display) }
    isShown = true
  }
}
