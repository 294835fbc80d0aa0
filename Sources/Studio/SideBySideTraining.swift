import Adversarial
import Jupyter
import Language
import Pictures

/// Several pairs of networks trained in turns, a step each, so that they can be watched side by side.
///
/// Each pair learns what it would have learnt alone: pairs of the same seed and batch size see the same batches.
final class SideBySideTraining {
  /// The most pairs that one display has room for.
  static let mostPairs = 6

  private struct Lane {
    let name: String
    let run: TrainingRun
    var players: Players
  }

  private var lanes: [Lane] = []
  private let material: Material
  private let session: Session
  private let output: any Output
  private let display: LiveDisplay
  private let keeper: TrainingKeeper

  /// Prepares all pairs, or none of them.
  ///
  /// - Parameters:
  ///   - range: where the names are written.
  ///   - options: how a preset is to be trained.
  init(
    _ pairs: [(name: String, players: Players)], on material: Material, length: TrainingLength, at range: SourceRange,
    in session: Session, showing output: any Output, options: (Preset) -> TrainingOptions
  ) throws {
    guard pairs.count <= Self.mostPairs else {
      throw StudioError.tooMany(asked: pairs.count, available: Self.mostPairs, of: "places side by side")
    }
    for (index, pair) in pairs.enumerated() where pairs[..<index].contains(where: { $0.name == pair.name }) {
      throw Diagnostic(range, message: "`\(pair.name)` is named twice", hint: "Name each pair once.")
    }
    (self.material, self.session, self.output) = (material, session, output)
    display = LiveDisplay("training", on: output, isLive: session.isLive)
    keeper = TrainingKeeper(pairs.map(\.name), in: session, showing: output)
    for (name, players) in pairs {
      do throws(TrainingError) {
        let run = try TrainingRun(
          of: players.game, on: material.samples, length: length, options: options(players.game.preset))
        lanes.append(Lane(name: name, run: run, players: players))
      } catch {
        restore()
        throw Diagnostic(range, message: "\(name): \(error)")
      }
    }
  }

  /// Trains until all have reached the length, and says what came of each.
  ///
  /// - Throws: an `Interruption` when the person stops it, whose steps are kept; a `TrainingError` of any pair, after which
  ///   all are as they were.
  func run() throws {
    defer {
      for lane in lanes {
        var kept = lane.players
        kept.history.removeAll { $0.step > kept.game.step }
        kept.album.forget(after: kept.game.step)
        session.update(kept, as: lane.name)
        keeper.finish(lane.name, kept.game, kept.history)
      }
    }
    var isStopped = false
    while !isStopped, lanes.contains(where: { !$0.run.isComplete }) {
      for index in lanes.indices where !lanes[index].run.isComplete && !isStopped {
        do throws(TrainingError) {
          guard let report = try lanes[index].run.advance(unless: { output.isInterrupted }) else {
            isStopped = true
            continue
          }
          lanes[index].players.history.append(report)
        } catch {
          restore()
          throw StudioError.brokenDown(lanes[index].name, "\(error)")
        }
        let lane = lanes[index]
        lanes[index].players.album.observe(lane.run.game, on: material.samples, lane.run.options)
        keeper.observe(lane.name, lane.run.game, lane.players.history)
        isStopped = output.isInterrupted
      }
      display.update { try picture(remark: nil) }
    }
    // Who stops at the very end of the last step has stopped nothing.
    isStopped = lanes.contains { !$0.run.isComplete }
    session.liveCost = display.cost(of: lanes.map(\.run.outcome.seconds).reduce(0, +))
    let remark = isStopped ? "stopped" : "done"
    try display.finish(isQuick: isStopped) { try picture(remark: remark) }
    for lane in lanes {
      let text = lane.run.outcome.text(
        samples: lane.run.samples, noun: material.noun, digest: lane.run.game.digest)
      output.stream(.stdout, "\(lane.name): \(text)\n")
    }
    if let difference { output.stream(.stdout, difference + "\n") }
    guard isStopped else { return }
    let steps = lanes.map { "\($0.name) after \($0.run.game.step.counted("step"))" }.joined(separator: ", ")
    throw Interruption("Stopped: \(steps). What was learnt is kept: `compare` shows it, `train` goes on.")
  }

  private func restore() {
    for lane in lanes { lane.run.restore() }
  }

  /// Why the pairs do not see the same batches, if they do not.
  private var difference: String? {
    let seeds = Set(lanes.map(\.run.game.seed))
    let batches = Set(lanes.map(\.run.options.batch))
    if seeds.count > 1 { return "Their seeds differ, so they saw the data in different orders." }
    if batches.count > 1 { return "Their batches differ in size; `batch=` gives all the same." }
    return nil
  }

  private func picture(remark: String?) throws -> LiveDisplay.Drawing {
    let panels = try lanes.map { lane in
      let preset = lane.run.game.preset.name
      return try TrainingPanel(
        lane.run, of: lane.players, on: material, title: lane.name == preset ? preset : "\(lane.name): \(preset)",
        remark: remark)
    }
    return (try SideBySidePanel(panels: panels).draw(), panels.map(\.summary).joined(separator: "\n"))
  }
}
