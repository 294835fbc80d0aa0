public import Datasets
import NeuralNetworks
import Tensors

/// What a discriminator finds that starts anew and learns against a generator that stands still.
///
/// The discriminator of the game has grown up with its generator and says little about it; this one shows what can still
/// be told. Its value on pictures it has not seen, V = E log D(x) + E log (1 - D(G(z))), is at most
/// -log 4 + 2 JSD(data, generator) (Goodfellow and others 2014, theorem 1), so (V + log 4) / 2 is a lower estimate of the
/// divergence, up to chance.
public struct Probe: Sendable, Equatable {
  /// The steps it learnt for.
  public let steps: Int
  /// The made and the real pictures, as many of each, that it was tested on.
  public let testCount: Int
  /// The mean of D(x) over real pictures of the test.
  public let realScore: Double
  /// The mean of D(G(z)) over made pictures of the test.
  public let fakeScore: Double
  /// The share it judged rightly; 0.5 by guessing.
  public let accuracy: Double
  /// V on the test.
  public let value: Double
  /// Its loss while it learnt, the sum over both kinds, step by step: log 4 = 1.386 by guessing.
  public let losses: [Double]

  /// The lower estimate of the Jensen-Shannon divergence in nats, from 0 to log 2 = 0.693.
  public var divergence: Double { max(0, (value + 2 * Self.logOf2) / 2) }

  /// log 2.
  public static let logOf2 = 0.693_147_180_559_945_3
}

extension Game {
  /// Trains a new discriminator, of the layers of the game's own, on the generator as it is.
  ///
  /// The game is not changed: not a bit of a weight, of a running statistic or of an optimiser's memory.
  ///
  /// - Parameters:
  ///   - dataset: samples of the game's shape; a sixth of them is kept for the test.
  ///   - steps: how many, each of `batch` real and as many made samples.
  ///   - isInterrupted: asked after each step, and after each batch of the test; true ends it.
  /// - Returns: nil when interrupted.
  public func probe(
    on dataset: some TrainingData, steps: Int, batch: Int = 100, rate: Double = 1e-3, isInterrupted: () -> Bool
  ) throws(TrainingError) -> Probe? {
    guard dataset.imageShape == imageShape else {
      throw .imageShape(dataset: dataset.name, is: dataset.imageShape, game: imageShape)
    }
    guard dataset.count > 0 else { throw .emptyDataset(name: dataset.name) }
    guard dataset.count > 1 else { throw .singleSample(dataset: dataset.name) }
    var student = try ProbeTraining(self, dataset, batch: min(batch, dataset.count), rate: rate)
    var losses: [Double] = []
    for _ in 0..<steps {
      losses.append(student.step(dataset))
      if isInterrupted() { return nil }
    }
    return student.test(dataset, losses: losses, isInterrupted)
  }
}

/// The work of a probe.
private struct ProbeTraining {
  let game: Game
  let discriminator: Network
  let optimizer: Adam
  let losses: Losses
  let rows: Int
  let seed: UInt64
  /// Real samples to learn from, and those of the test.
  let lessons: [Int]
  let exam: [Int]
  let latents: Buffer
  /// Real samples, then made ones: one batch, so that batch normalisation sees both kinds together.
  let both: Buffer
  let gradient: Buffer
  var place = 0
  var count = 0

  init(_ game: Game, _ dataset: some TrainingData, batch: Int, rate: Double) throws(TrainingError) {
    self.game = game
    // Neither weights nor latents may be those of the game's own seed.
    seed = game.seed &+ 0x9E37_79B9_7F4A_7C15
    do {
      discriminator = try Network(
        input: game.imageShape, seed: seed, number: 1, layers: game.preset.discriminator(image: game.imageShape))
    } catch {
      throw .layers(.discriminator, error)
    }
    optimizer = Adam(discriminator.parameters, learningRate: rate, beta1: 0.5)
    let order = shuffledIndices(dataset.count, seed: seed)
    exam = Array(order.prefix(min(2_000, max(1, dataset.count / 6))))
    lessons = Array(order.dropFirst(exam.count))
    rows = min(batch, lessons.count)
    let (judging, forging) = (discriminator, game.generator)
    try Game.requireMemory(rows: rows, lack: { SystemMemory.lack(of: $0) }) { rows in
      let floats =
        2 * rows * judging.floatsPerSample + max(0, rows - forging.capacity) * forging.floatsPerSample
      return floats * MemoryLayout<Float>.stride
    }
    losses = Losses(rows: rows)
    latents = Buffer(count: (rows + 3) / 4 * 4 * game.preset.latentCount)
    both = Buffer(count: 2 * rows * game.imageShape.count)
    gradient = Buffer(count: 2 * rows)
    discriminator.reserve(rows: 2 * rows)
    game.generator.reserve(rows: rows)
  }

  /// The loss of one step, before its update.
  mutating func step(_ dataset: some TrainingData) -> Double {
    let chosen = (0..<rows).map { lessons[(place + $0) % lessons.count] }
    place = (place + rows) % lessons.count
    fill(dataset, chosen)
    let logits = discriminator.forward(
      both, rows: 2 * rows, mode: .training(Noise(seed: seed, step: count)), on: game.threads)
    let real = losses.evaluate(.real(smoothing: 0), logits: logits[0..<rows], on: game.threads)
    gradient.copy(real.gradient)
    let fake = losses.evaluate(.fake, logits: logits[rows..<2 * rows], on: game.threads)
    gradient[rows..<2 * rows].copy(fake.gradient)
    discriminator.backward(gradient, parameterGradients: .write, inputGradient: false, on: game.threads)
    optimizer.update(on: game.threads)
    return real.value.loss + fake.value.loss
  }

  /// What it says of samples it has not learnt from.
  mutating func test(_ dataset: some TrainingData, losses history: [Double], _ isInterrupted: () -> Bool) -> Probe? {
    var sums = (real: 0.0, fake: 0.0, loss: 0.0, right: 0)
    var tested = 0
    while tested < exam.count {
      let chosen = Array(exam[tested..<min(tested + rows, exam.count)])
      fill(dataset, chosen)
      let n = chosen.count
      let logits = discriminator.forward(both, rows: 2 * rows, mode: .evaluation, on: game.threads)
      sums.right += (0..<n).count { logits[$0] > 0 } + (rows..<rows + n).count { logits[$0] < 0 }
      let real = losses.evaluate(.real(smoothing: 0), logits: logits[0..<n], on: game.threads).value
      let fake = losses.evaluate(.fake, logits: logits[rows..<rows + n], on: game.threads).value
      sums.real += real.score * Double(n)
      sums.fake += fake.score * Double(n)
      sums.loss += (real.loss + fake.loss) * Double(n)
      tested += n
      if isInterrupted() { return nil }
    }
    let total = Double(tested)
    return Probe(
      steps: history.count, testCount: tested, realScore: sums.real / total, fakeScore: sums.fake / total,
      accuracy: Double(sums.right) / (2 * total), value: -sums.loss / total, losses: history)
  }

  /// Real samples, and made ones from new latents behind them.
  private mutating func fill(_ dataset: some TrainingData, _ indices: [Int]) {
    both.withMutableSpan { dataset.copyImages(at: indices, into: &$0) }
    Random(seed: seed, purpose: .latent, step: UInt64(count)).fillNormal(latents, on: game.threads)
    count += 1
    let made = game.generator.forward(latents, rows: rows, mode: .evaluation, on: game.threads)
    both[rows * game.imageShape.count..<2 * rows * game.imageShape.count].copy(made)
  }
}
