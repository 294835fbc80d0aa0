import Adversarial
import Jupyter

/// What looks after a training besides its display: it is saved by itself now and then, and logged for TensorBoard.
///
/// Neither ends a training that goes well: what cannot be written is told once.
final class TrainingKeeper {
  private let session: Session
  private let output: any Output

  /// - Parameter names: the pairs that are about to be trained.
  init(_ names: [String], in session: Session, showing output: any Output) {
    self.session = session
    self.output = output
    for name in names { session.autosave?.begin(name) }
  }

  /// Called after every step of a pair.
  func observe(_ name: String, _ game: Game, _ history: [StepReport]) {
    warn(session.autosave?.observe(name, game, history))
    if let report = history.last { log { try $0.observe(name, game, report) } }
  }

  /// Called when the training has ended, however it did.
  func finish(_ name: String, _ game: Game, _ history: [StepReport]) {
    warn(session.autosave?.finish(name, game, history))
    log { try $0.finish(name, game, history.last) }
  }

  private func log(_ body: (TrainingLog) throws -> Void) {
    guard let log = session.log else { return }
    do {
      try body(log)
    } catch {
      session.log = nil
      warn("Logging has ended: \(error)")
    }
  }

  private func warn(_ text: String?) {
    if let text { output.stream(.stderr, text + "\n") }
  }
}
