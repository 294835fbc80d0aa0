import Adversarial
import Datasets
import Pictures
import Tensors

/// What the networks made of the same random numbers, now and then from before the first step on: what `animate` shows.
///
/// The pages are spread evenly over the steps: when there are too many, every second one goes and the distance doubles.
/// The distance begins so large that looking costs less than a hundredth of the training.
struct Album {
  /// One look at the networks.
  struct Page {
    /// The steps done by then.
    let step: Int
    let scene: Scene
  }

  /// What was seen.
  enum Scene {
    /// Pictures, always of the same noise.
    case pictures([Image])
    /// Points of the plane and what the discriminator says of it.
    case plane(PlaneScene)
  }

  /// In the order of their steps.
  private(set) var pages: [Page] = []
  /// Some of the points that are learnt, when the game is one of points.
  private(set) var realPoints: [Point] = []
  private var objective: Objective?
  private var interval = 0

  /// The most pages that are kept.
  static let mostPages = Animation.maximumFrames
  /// The most pictures on a page, fewer when they are large.
  static let mostPictures = 25
  private static let mostValues = 200_000

  /// A step passes this many batches forwards or backwards through a network, so a look of as many samples as a batch has
  /// costs about a tenth of it.
  private static let passesOfAStep = 10

  /// How many samples a look at a game passes through its networks.
  private static func samples(of game: Game) -> Int {
    game.imageShape.dims == [2]
      ? PlaneScene.sampleCount : max(4, min(mostPictures, mostValues / max(1, game.imageShape.count)))
  }

  /// Looks at the game if it is time to; what cannot be drawn is left out.
  ///
  /// Which steps are looked at depends on their numbers alone, so a training that is interrupted and goes on has the same
  /// pages as one that is not.
  ///
  /// - Parameters:
  ///   - data: what is learnt.
  ///   - options: how.
  mutating func observe(_ game: Game, on data: some TrainingData, _ options: TrainingOptions) {
    let samples = Self.samples(of: game)
    let batch = options.batch
    objective = options.objective
    if interval == 0 {
      interval = max(5, (samples * 100 + batch * Self.passesOfAStep - 1) / (batch * Self.passesOfAStep))
    }
    guard game.step.isMultiple(of: interval), pages.last.map({ $0.step < game.step }) ?? true else { return }
    guard let scene = Self.scene(of: game, options.objective) else { return }
    if case .plane = scene { realPoints = PlaneScene.points(of: data) }
    pages.append(Page(step: game.step, scene: scene))
    if pages.count > Self.mostPages {
      interval *= 2
      pages.removeAll { !$0.step.isMultiple(of: interval) }
    }
  }

  /// The pages, and the game as it is now behind them.
  func pages(upTo game: Game) -> [Page] {
    let earlier = pages.filter { $0.step < game.step }
    let now = Self.scene(of: game, objective ?? game.preset.options.objective)
    return earlier + (now.map { [Page(step: game.step, scene: $0)] } ?? [])
  }

  /// Takes back what belongs to steps that the networks have not kept.
  mutating func forget(after step: Int) {
    pages.removeAll { $0.step > step }
  }

  private static func scene(of game: Game, _ objective: Objective) -> Scene? {
    if game.imageShape.dims == [2] { return .plane(PlaneScene(game, objective)) }
    guard game.imageShape.dims.count == 3 else { return nil }
    let count = samples(of: game)
    let batch = game.sample(count: count, seed: game.seed)
    let images = (0..<count).compactMap { try? Image(batch, at: $0) }
    return images.count == count ? .pictures(images) : nil
  }
}
