public import NeuralNetworks
public import Tensors

/// The game of two players (Goodfellow and others 2014): a generator learns to forge, a discriminator to tell.
///
/// A game is determined by preset, picture shape, seed, data and options: the same ones give the same bits of every
/// weight, on any number of threads and any processor. It is used by one thread at a time.
public final class Game {
  /// What the networks were made from.
  public let preset: Preset
  /// The shape of a picture, channels x height x width.
  public let imageShape: Shape
  /// What weights, latents, noise and order depend on.
  public let seed: UInt64
  /// The steps done, over all trainings.
  public internal(set) var step = 0
  /// The file of another program that weights were taken from before the first step; nil when all are the game's own.
  public internal(set) var weightsOrigin: String?
  /// The forger: latents to pictures in [-1, 1].
  public let generator: Network
  /// The expert: pictures to logits.
  public let discriminator: Network

  let threads: Threads
  var optimizers: Optimizers
  /// Made when an objective first asks for it.
  var penalty: GradientPenalty?
  let losses = Losses(rows: 0)
  var order: BatchOrder
  /// The inputs of the two networks, with room for a batch; behind the real pictures for the made ones as well, where the
  /// discriminator judges both in one pass.
  var latents = Buffer(count: 0)
  var reals = Buffer(count: 0)
  package var joinsBatches: Bool {
    didSet { (latents, reals) = (Buffer(count: 0), Buffer(count: 0)) }
  }
  /// Whether the generator makes the pictures for both players in one pass, which reads its weights once: they do not
  /// change between.
  package var forgesAhead: Bool {
    didSet { (latents, reals) = (Buffer(count: 0), Buffer(count: 0)) }
  }
  /// What the generator made last in training, still in its buffers.
  var made: (pictures: Buffer, rows: Int)?
  /// Turns that the discriminator took by hand since the last whole step.
  var pendingTurns = PendingTurns()
  /// Where a training began, to go back to when it breaks down.
  var snapshots: (generator: OptimizerSnapshot, discriminator: OptimizerSnapshot)?

  /// Builds both networks.
  ///
  /// - Throws: `TrainingError.layers` or `.output` when they do not fit each other or the pictures.
  public init(preset: Preset, image: Shape, seed: UInt64, threads: Threads) throws(TrainingError) {
    self.preset = preset
    imageShape = image
    self.seed = seed
    self.threads = threads
    generator = try Game.network(
      .generator, from: [preset.latentCount], to: image, seed: seed, number: 0, layers: preset.generator(image: image))
    discriminator = try Game.network(
      .discriminator, from: image, to: [1], seed: seed, number: 1, layers: preset.discriminator(image: image))
    joinsBatches = discriminator.gainsFromJoinedBatches
    // The noise of two passes would have to change places.
    forgesAhead = generator.gainsFromJoinedBatches && !generator.layers.contains { $0 is Dropout }
    optimizers = Optimizers(preset.options.optimizer, generator, discriminator)
    order = BatchOrder(seed: seed)
  }

  private static func network(
    _ player: TrainingError.Player, from input: Shape, to output: Shape, seed: UInt64, number: Int,
    layers: [any Layer]
  ) throws(TrainingError) -> Network {
    let network: Network
    do {
      network = try Network(input: input, seed: seed, number: number, layers: layers)
    } catch {
      throw .layers(player, error)
    }
    guard network.output == output else {
      throw .output(player, is: network.output, needs: output)
    }
    return network
  }

  /// The numbers of learned values.
  public var parameterCounts: (generator: Int, discriminator: Int) {
    (generator.parameters.count, discriminator.parameters.count)
  }

  /// A 64-bit hash over the bits of every weight of both networks, as 16 hexadecimal digits.
  public var digest: String {
    let hash = discriminator.parameters.digest(continuing: generator.parameters.digest())
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Pictures in [-1, 1], count x channels x height x width, in evaluation mode; training is not affected.
  ///
  /// - Parameters:
  ///   - count: how many; picture i does not depend on it.
  ///   - seed: which ones; the latents are the first numbers of `Random(seed: seed, purpose: .sample)`.
  ///   - isInterrupted: asked now and then; when true, it ends with the pictures it has made.
  public func sample(count: Int, seed: UInt64, isInterrupted: () -> Bool = { false }) -> Tensor {
    let count = max(count, 0)
    // A multiple of four pictures, so that every part of the latents begins with a block of random numbers.
    reserve(rows: fittingRows(min(max(count, 4), 64)))
    let largest = generator.capacity / 4 * 4
    let random = Random(seed: seed, purpose: .sample)
    var values: [Float] = []
    values.reserveCapacity(count * imageShape.count)
    for start in stride(from: 0, to: count, by: largest) where !isInterrupted() {
      let rows = min(largest, count - start)
      random.fillNormal(
        latents.prefix(rows * preset.latentCount), first: start * preset.latentCount, on: threads)
      values += generator.forward(latents, rows: rows, mode: .evaluation, on: threads).values
    }
    return Tensor(shape: Shape([values.count / imageShape.count] + imageShape.dims), values: values)
  }

  /// Makes room for batches of this many pictures.
  func reserve(rows: Int) {
    let room = Room(for: rows, in: self)
    generator.reserve(rows: room.forged)
    discriminator.reserve(rows: room.judged)
    losses.reserve(rows: room.judged)
    if latents.count < room.latents {
      latents = Buffer(count: room.latents)
      reals = Buffer(count: room.reals)
    }
  }

  /// The addresses of all buffers of a step, to see that they stay.
  package var addresses: [UInt] {
    generator.addresses + discriminator.addresses + [latents.address, reals.address]
  }
}
