public import NeuralNetworks
public import Tensors

/// A game at a moment: everything that a game restored from it needs to go on as if nothing had happened, bit for bit.
///
/// In a safetensors file, with PyTorch's names and shapes:
///
///     generator.0.weight …  discriminator.0.weight …      weights, running statistics, directions
///     optimizer.generator.0.weight.exp_avg …              what the optimisers keep for each weight
///     history                                             losses and scores, one row a step
///     __metadata__                                        preset and layers, seed, step, order of the data, a digest
public struct Checkpoint: Sendable {
  /// How exactly weights are kept.
  public enum Precision: String, CaseIterable, Sendable {
    /// 32 bits, as the engine computes: a training goes on bit for bit.
    case single
    /// 16 bits, and no optimiser's memory: half or a sixth of the size, for networks to look at.
    case half
  }

  /// Which networks are kept.
  public enum Part: String, CaseIterable, Sendable {
    /// Both players.
    case both
    /// The forger alone; the expert begins anew.
    case generator
  }

  static let kind = "checkpoint 1"
  static let kindName = "forger"
  static let gameName = "game"

  /// What the networks are made from.
  public let preset: Preset
  /// The shape of a picture.
  public let imageShape: Shape
  /// The game's seed.
  public let seed: UInt64
  /// The steps done.
  public let step: Int
  /// The file of another program that the first weights were taken from; nil when they were the game's own.
  public let weightsOrigin: String?
  /// The name of the data that were learnt from last; empty before the first training.
  public let dataName: String
  /// Which networks are in the file.
  public let part: Part
  /// Losses and scores so far, thinned out when there are many, in half precision to about a thousand.
  public let history: [StepReport]
  /// Texts that whoever saves may add, such as the name of the pair.
  public let notes: [String: String]

  let file: Safetensors
  let optimizer: OptimizerKind?
  let progress: (generator: OptimizerProgress, discriminator: OptimizerProgress)
  let order: BatchOrder.State
  /// Turns by hand of a step that is not whole yet.
  let turns: PendingTurns

  /// Takes a game down.
  ///
  /// - Parameters:
  ///   - history: what was observed.
  ///   - notes: texts to keep with it, by names of the caller's own.
  /// - Throws: `.notFinite` when a weight is no number or too large for the precision, `.layer` for a layer that is not
  ///   the engine's own.
  public init(
    of game: Game, history: [StepReport], precision: Precision = .single, part: Part = .both,
    notes: [String: String] = [:]
  ) throws(CheckpointError) {
    preset = game.preset
    imageShape = game.imageShape
    seed = game.seed
    step = game.step
    weightsOrigin = game.weightsOrigin
    order = game.order.state
    dataName = Self.dataName(of: order)
    self.part = part
    self.history = history
    self.notes = notes
    optimizer = precision == .single && part == .both ? game.optimizers.kind : nil
    progress = (game.optimizers.generator.progress, game.optimizers.discriminator.progress)
    // Turns mean something to networks that have not been rounded.
    turns = optimizer != nil && game.pendingDiscriminatorTurns > 0 ? game.pendingTurns : PendingTurns()
    let type: ScalarType = precision == .half ? .float16 : .float32
    var tensors: [Safetensors.Tensor] = []
    do {
      tensors = try game.generator.tensors(prefix: "generator.", type: type)
      if part == .both { tensors += try game.discriminator.tensors(prefix: "discriminator.", type: type) }
      if let optimizer {
        let optimizers = game.optimizers
        tensors += try optimizers.generator.tensors(optimizer, prefix: "optimizer.generator.")
        tensors += try optimizers.discriminator.tensors(optimizer, prefix: "optimizer.discriminator.")
      }
    } catch {
      throw CheckpointError(error)
    }
    if !history.isEmpty {
      let limit = precision == .half ? HistoryTable.shortLimit : HistoryTable.rowLimit
      tensors.append(HistoryTable.tensor(history, limit: limit))
    }
    var metadata = notes
    metadata["format"] = "pt"
    metadata[Self.kindName] = Self.kind
    metadata[Self.gameName] = try Self.description(
      of: PresetRecipe(preset, image: imageShape), seed: seed, step: step, part: part, order: order,
      optimizer: optimizer, progress: progress, turns: turns, weightsOrigin: weightsOrigin
    ).description
    file = Safetensors(metadata: metadata, tensors: tensors)
  }

  /// Reads and checks a checkpoint; the tensors are checked when a game is made of it.
  public init(reading path: String) throws(CheckpointError) {
    let file: Safetensors
    do {
      file = try Safetensors(reading: path)
    } catch {
      throw .file(error)
    }
    try self.init(file)
  }

  /// Takes a checkpoint out of a file that has been read.
  public init(_ file: Safetensors) throws(CheckpointError) {
    guard let kind = file.metadata[Self.kindName] else { throw .notACheckpoint }
    guard kind == Self.kind else { throw .version(kind) }
    guard file.digest != nil else { throw .file(.noDigest) }
    let reader = FieldReader(try Self.game(file.metadata))
    let recipe = try PresetRecipe(try reader.node("preset"))
    preset = recipe.preset
    imageShape = recipe.image
    seed = try reader.unsigned("seed")
    step = try reader.whole("step", 0...Int.max)
    part = try reader.word("networks")
    let place = FieldReader(try reader.node("order"))
    order = BatchOrder.State(
      identity: try place.text("data"), count: try place.whole("count", 0...Int.max),
      epoch: try place.whole("epoch", 0...Int.max), offset: try place.whole("offset", 0...Int.max))
    guard order.offset <= order.count else { throw .recipe("order") }
    dataName = Self.dataName(of: order)
    if case let node = try reader.node("optimizer"), node != .null {
      let reader = FieldReader(node)
      optimizer = try reader.word("kind") as OptimizerKind
      progress = (
        try Self.progress(FieldReader(try reader.node("generator"))),
        try Self.progress(FieldReader(try reader.node("discriminator")))
      )
    } else {
      optimizer = nil
      progress = (OptimizerProgress(), OptimizerProgress())
    }
    weightsOrigin = reader.optional("weights") == nil ? nil : try reader.text("weights")
    // Files of earlier versions do not speak of turns.
    if let node = reader.optional("turns") {
      turns = try PendingTurns(node, step: step)
    } else {
      turns = PendingTurns()
    }
    if let tensor = file["history"] {
      guard let table = HistoryTable.history(tensor) else { throw .recipe("history") }
      history = table
    } else {
      history = []
    }
    let ours: Set = ["format", "digest", Self.kindName, Self.gameName]
    notes = file.metadata.filter { !ours.contains($0.key) }
    self.file = file
  }

  /// Writes the file so that it appears complete or not at all.
  ///
  /// - Returns: the digest of the file.
  @discardableResult
  public func write(to path: String) throws(CheckpointError) -> String {
    do {
      return try file.write(to: path)
    } catch {
      throw .file(error)
    }
  }

  /// The size of the file's numbers in bytes.
  public var size: Int { file.tensors.reduce(0) { $0 + $1.bytes.count } }

  /// Turns that the discriminator has taken by hand since the last whole step.
  public var pendingDiscriminatorTurns: Int { turns.count }

  /// Whether a training goes on from it as if nothing had happened.
  public var isComplete: Bool { optimizer != nil }
}
