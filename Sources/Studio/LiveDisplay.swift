import Jupyter
import Pictures

/// A picture that is replaced in place while long work runs; its last state stays in the notebook.
///
/// It is drawn at most five times a second, and all pictures so far take less than a hundredth of the time so far: each
/// waits until the time since the beginning is ``costShare`` times what they will have taken with it, if it takes as long
/// as the one before. Only the first one is drawn whatever it costs.
final class LiveDisplay {
  /// A picture and its words.
  typealias Drawing = (image: Image, text: String)

  private static let shortestPause = Duration.milliseconds(200)
  /// More than a hundred, since front ends and the way to them take their part too.
  private static let costShare = 130

  private let output: any Output
  private let isLive: Bool
  private let displayID: String
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var nextUpdate: ContinuousClock.Instant
  /// Whether anything has been shown.
  private(set) var isShown = false
  /// The live pictures so far, and the time they took to be drawn, packed and handed over.
  private var cost: (pictures: Int, time: Duration) = (0, .zero)

  /// - Parameters:
  ///   - subject: what it shows, for its name.
  ///   - isLive: whether anything but the last state is shown.
  ///   - patience: what is done sooner is not shown while it runs.
  init(_ subject: String, on output: any Output, isLive: Bool, patience: Duration = .zero) {
    self.output = output
    self.isLive = isLive
    // Front ends replace every display of a name, those of an earlier kernel in the same notebook included.
    displayID = "\(subject)-" + String(UInt64.random(in: .min ... .max), radix: 16)
    start = clock.now
    nextUpdate = start + patience
  }

  /// Draws when it is time to.
  func update(_ draw: () throws -> Drawing) {
    guard isLive, clock.now >= nextUpdate else { return }
    let began = clock.now
    // A picture that could not be drawn must not end a work that goes well; the last one reports it.
    try? show(draw(), isQuick: true)
    let now = clock.now
    let last = now - began
    cost = (cost.pictures + 1, cost.time + last)
    nextUpdate = max(now + Self.shortestPause, start + (cost.time + last) * Self.costShare)
  }

  /// Draws the last state, which stays.
  ///
  /// - Parameter isQuick: whether it is wanted soon rather than packed small.
  func finish(isQuick: Bool = false, _ draw: () throws -> Drawing) throws {
    try show(draw(), isQuick: isQuick)
  }

  /// What the live pictures cost beside work of so many seconds; nil when there were none.
  func cost(of work: Double) -> (pictures: Int, seconds: Double, training: Double)? {
    cost.pictures > 0 ? (cost.pictures, cost.time / .seconds(1), work) : nil
  }

  private func show(_ drawing: Drawing, isQuick: Bool) throws {
    let display = try DisplayData(drawing.image, text: drawing.text, displayID: displayID, isQuick: isQuick)
    if isShown { output.updateDisplay(display) } else { output.display(display) }
    isShown = true
  }
}
