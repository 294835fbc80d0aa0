import NeuralNetworks
import Tensors

/// What a batch of so many pictures takes in the buffers of a game.
struct Room {
  /// Samples of the generator's pass, and of the discriminator's.
  let forged: Int
  let judged: Int
  /// Floats of the two networks' inputs.
  let latents: Int
  let reals: Int

  init(for rows: Int, in game: Game) {
    forged = game.forgesAhead ? 2 * rows : rows
    judged = game.joinsBatches ? 2 * rows : rows
    latents = forged * game.preset.latentCount
    reals = judged * game.imageShape.count
  }
}

extension Game {
  /// Checks that there is memory for a training with such batches, before any of it is taken.
  ///
  /// - Throws: `TrainingError.memory`.
  func requireMemory(rows: Int, _ options: TrainingOptions) throws(TrainingError) {
    try Self.requireMemory(rows: rows, lack: { SystemMemory.lack(of: $0) }) { missingBytes(rows: $0, options) }
  }

  /// Checks that there is memory for a pass without learning.
  ///
  /// - Throws: `TrainingError.memory`.
  func requireMemory(forPassOf rows: Int) throws(TrainingError) {
    try Self.requireMemory(rows: rows, lack: { SystemMemory.lack(of: $0) }) { passBytes(rows: $0) }
  }

  /// Checks that there is memory for batches.
  ///
  /// - Parameters:
  ///   - lack: the bytes that are left when so many are not, else nil.
  ///   - bytes: what batches of so many pictures need.
  package static func requireMemory(
    rows: Int, lack: (Int) -> Int?, for bytes: (Int) -> Int
  ) throws(TrainingError) {
    let needed = bytes(rows)
    guard let available = lack(needed) else { return }
    var smaller = rows / 2
    while smaller > 0, bytes(smaller) > available { smaller /= 2 }
    throw .memory(batch: rows, needed: needed, available: available, fitting: smaller > 0 ? smaller : nil)
  }

  /// The most pictures of those wanted that there is memory to look at in one pass; at least four.
  func fittingRows(_ wanted: Int) -> Int {
    guard let available = SystemMemory.lack(of: passBytes(rows: wanted)) else { return wanted }
    var rows = wanted / 2
    while rows > 4, passBytes(rows: rows) > available { rows /= 2 }
    return max(4, rows)
  }

  /// The bytes that a training with such batches takes beside what is in use now.
  package func missingBytes(rows: Int, _ options: TrainingOptions) -> Int {
    let parameters = parameterCounts.generator + parameterCounts.discriminator
    // A copy to go back to; gradients and moments, which take no memory before the first of them is written.
    let copies = (snapshots == nil ? 1 : 0) + (optimizers.generator.step == 0 ? 1 : 0)
    let kept = parameters * (1 + options.optimizer.memoryCount) * copies
    let room = Room(for: rows, in: self)
    let isPenaltyNew = options.objective == .wassersteinGP && (penalty?.capacity ?? 0) < rows
    let slopes = isPenaltyNew ? room.judged * GradientPenalty.floatsPerSample(of: discriminator) : 0
    return passBytes(rows: rows) + (kept + slopes) * MemoryLayout<Float>.stride
  }

  /// The bytes that ``reserve(rows:)`` takes beside what it has taken already.
  private func passBytes(rows: Int) -> Int {
    let room = Room(for: rows, in: self)
    let forging = max(0, room.forged - generator.capacity) * generator.floatsPerSample
    let judging = max(0, room.judged - discriminator.capacity) * discriminator.floatsPerSample
    let inputs = latents.count < room.latents ? room.latents + room.reals : 0
    return (forging + judging + inputs) * MemoryLayout<Float>.stride
  }
}
