import Adversarial
import Datasets
import Jupyter
import Pictures

/// The one display of a running training, replaced in place while it runs; its last state stays in the notebook.
final class TrainingDisplay {
  /// Not more often than five times a second, and all pictures so far for less than a hundredth of the time so far.
  private static let shortestPause = Duration.milliseconds(200)
  private static let costShare = 160

  private let game: Game
  private let material: Material?
  private let title: String
  private let length: TrainingLength
  private let firstStep: Int
  private let output: any Output
  private let isLive: Bool
  private let displayID: String
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var nextUpdate: ContinuousClock.Instant
  private var isShown = false
  /// The time that pictures have taken.
  private var spent = Duration.zero

  init(game: Game, on material: Material, length: TrainingLength, isLive: Bool, output: any Output) {
    self.game = game
    self.material = material
    title = "\(game.preset.name) on \(material.samples.name)"
    self.length = length
    firstStep = game.step
    self.output = output
    self.isLive = isLive
    // Front ends replace every display of a name, those of an earlier kernel in the same notebook included.
    displayID = "training-" + String(UInt64.random(in: .min ... .max), radix: 16)
    start = clock.now
    nextUpdate = start
  }

  /// Called after every step; draws when it is time to.
  func observe(_ history: [StepReport]) {
    guard isLive, clock.now >= nextUpdate else { return }
    let began = clock.now
    // A picture that could not be drawn must not end a training that goes well; the last one reports it.
    try? show(history, done: fraction(history), remark: timeLeft(history), isLast: false)
    spent += clock.now - began
    nextUpdate = max(clock.now + Self.shortestPause, start + spent * Self.costShare)
  }

  /// The last state, which stays.
  func finish(_ history: [StepReport], _ outcome: TrainingOutcome) throws {
    let remark = outcome.interrupted ? "stopped" : "done in \(spokenDuration(outcome.seconds))"
    // Who presses the stop button wants to go on at once, not to have the smallest file.
    try show(
      history, done: outcome.interrupted ? fraction(history) : 1, remark: remark, isLast: !outcome.interrupted)
  }

  private func show(_ history: [StepReport], done: Double, remark: String, isLast: Bool) throws {
    let panel = TrainingPanel(
      title: title, progress: ProgressBar(done, leading: Label(position(history)), trailing: Label(remark)),
      history: history,
      samples: try Players(game: game, history: history).forgeries(
        count: TrainingPanel.count(of: game), beside: material, maximumSize: TrainingPanel.gridSize))
    let display = try DisplayData(try panel.draw(), text: panel.summary, displayID: displayID, isQuick: !isLast)
    if isShown { output.updateDisplay(display) } else { output.display(display) }
    isShown = true
  }

  /// "epoch 3.2 of 15", "step 120 of 500", "epoch 3.2".
  private func position(_ history: [StepReport]) -> String {
    let steps = (history.last?.step ?? firstStep) - firstStep
    let epochs = epochs(history)
    return switch length {
    case .epochs(let goal): "epoch \(min(epochs, goal).short) of \(goal.short)"
    case .steps(let goal): "step \(steps.grouped) of \(goal.grouped)"
    case .minutes: "epoch \(epochs.short)"
    }
  }

  /// Rounds through the data since this training began.
  private func epochs(_ history: [StepReport]) -> Double {
    guard let last = history.last else { return 0 }
    let before = history.last { $0.step == firstStep }?.epoch ?? 0
    return last.epoch - before
  }

  private func fraction(_ history: [StepReport]) -> Double {
    switch length {
    case .epochs(let goal): epochs(history) / goal
    case .steps(let goal): Double((history.last?.step ?? firstStep) - firstStep) / Double(goal)
    case .minutes(let goal): (clock.now - start) / .seconds(goal * 60)
    }
  }

  private func timeLeft(_ history: [StepReport]) -> String {
    let done = fraction(history)
    guard done > 0 else { return "" }
    return spokenDuration(((clock.now - start) / .seconds(1)) * (1 - done) / done) + " left"
  }
}
