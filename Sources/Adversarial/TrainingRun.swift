public import Datasets
import NeuralNetworks
import Tensors

/// A training that is under way, a whole step at a time, so that several games can be trained side by side.
///
/// While it is under way nothing else may train its game.
public final class TrainingRun {
  /// Who plays.
  public let game: Game
  /// When it ends.
  public let length: TrainingLength
  /// How it trains.
  public let options: TrainingOptions
  /// The report of the last step.
  public private(set) var last: StepReport?
  /// Whether the length is reached.
  public private(set) var isComplete = false

  private let dataset: any TrainingData
  /// What a step changes before the first optimiser does.
  private let unlearned: Unlearned
  private let before: (step: Int, order: BatchOrder, optimizers: Optimizers)
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let firstProgress: Double
  /// The time its own steps took.
  private var duration = Duration.zero

  /// Prepares a game for training; ``Game/train(on:length:options:observer:)`` says how trainings follow each other.
  ///
  /// - Throws: `TrainingError` when options, length or data do not fit.
  public init(
    of game: Game, on dataset: any TrainingData, length: TrainingLength, options: TrainingOptions
  ) throws(TrainingError) {
    try length.validate()
    self.game = game
    self.dataset = dataset
    self.length = length
    self.options = options
    before = try game.prepare(for: dataset, options)
    game.snapshots = (
      game.optimizers.generator.snapshot(reusing: game.snapshots?.generator),
      game.optimizers.discriminator.snapshot(reusing: game.snapshots?.discriminator)
    )
    unlearned = Unlearned(of: [game.generator, game.discriminator])
    firstProgress = game.order.progress
    start = clock.now
  }

  /// Does one step.
  ///
  /// - Parameter isStopped: asked several times within the step.
  /// - Returns: what it found; nil when it was given up, and the game is as it was before the step.
  /// - Throws: `TrainingError.notFinite` when a loss is no longer finite; the game is put back to where this training
  ///   began.
  public func advance(unless isStopped: () -> Bool = { false }) throws(TrainingError) -> StepReport? {
    let began = clock.now
    let order = game.order
    unlearned.keep()
    let report: StepReport
    do throws(TrainingError) {
      report = try game.play(dataset, options, unless: isStopped)
    } catch {
      if case .stopped = error {
        game.order = order
        unlearned.putBack()
        return nil
      }
      restore()
      throw error
    }
    duration += clock.now - began
    last = report
    isComplete =
      switch length {
      // Progress is a sum of fractions; a billionth of an epoch is no picture.
      case .epochs(let goal): epochs >= goal - 1e-9
      case .steps(let goal): steps >= goal
      case .minutes(let minutes): clock.now - start >= .seconds(60 * minutes)
      }
    return report
  }

  /// Puts the game back to where this training began.
  public func restore() {
    if let snapshots = game.snapshots {
      game.optimizers.generator.restore(snapshots.generator)
      game.optimizers.discriminator.restore(snapshots.discriminator)
    }
    (game.step, game.order, game.optimizers) = before
  }

  /// The steps done.
  public var steps: Int { game.step - before.step }

  /// How often the data have been gone through since it began.
  public var epochs: Double { game.order.progress - firstProgress }

  /// The samples of the data that the discriminator has been shown.
  public var samples: Int { Int((epochs * Double(dataset.count)).rounded()) }

  /// The part that is done, from 0 to 1.
  public var fraction: Double {
    switch length {
    case .epochs(let goal): min(1, epochs / goal)
    case .steps(let goal): Double(steps) / Double(goal)
    case .minutes(let goal): min(1, (clock.now - start) / .seconds(goal * 60))
    }
  }

  /// What has come of it so far; interrupted when the length is not reached.
  public var outcome: TrainingOutcome {
    TrainingOutcome(
      steps: steps, seconds: duration / .seconds(1), interrupted: !isComplete, last: last)
  }
}

extension Game {
  /// Checks data and options, makes room for a batch, and gives the optimisers their numbers.
  ///
  /// - Returns: what has to be put back when nothing comes of it.
  func prepare(
    for dataset: any TrainingData, _ options: TrainingOptions
  ) throws(TrainingError) -> (step: Int, order: BatchOrder, optimizers: Optimizers) {
    try options.validate()
    guard dataset.imageShape == imageShape else {
      throw .imageShape(dataset: dataset.name, is: dataset.imageShape, game: imageShape)
    }
    guard dataset.count > 0 else { throw .emptyDataset(name: dataset.name) }
    let rows = min(options.batch, dataset.count)
    try requireMemory(rows: rows, options)
    try preparePenalty(options, rows: rows)
    reserve(rows: rows)
    let before = (step: step, order: order, optimizers: optimizers)
    order.use(dataset)
    if optimizers.kind != options.optimizer {
      optimizers = Optimizers(options.optimizer, generator, discriminator)
    }
    optimizers.apply(options)
    return before
  }
}
