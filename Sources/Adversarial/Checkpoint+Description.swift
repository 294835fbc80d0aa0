import NeuralNetworks

/// The part of a checkpoint that is not tensors, as JSON.
extension Checkpoint {
  static func description(
    of recipe: PresetRecipe, seed: UInt64, step: Int, part: Part, order: BatchOrder.State, optimizer: OptimizerKind?,
    progress: (generator: OptimizerProgress, discriminator: OptimizerProgress), turns: PendingTurns,
    weightsOrigin: String?
  ) throws(CheckpointError) -> JSONNode {
    .fields([
      "preset": try recipe.json(), "seed": .whole(seed), "step": .whole(step), "networks": .text(part.rawValue),
      "order": .fields([
        "data": .text(order.identity), "count": .whole(order.count), "epoch": .whole(order.epoch),
        "offset": .whole(order.offset),
      ]),
      "optimizer": optimizer.map { kind in
        .fields([
          "kind": .text(kind.rawValue), "generator": json(progress.generator),
          "discriminator": json(progress.discriminator),
        ])
      } ?? .null,
      "turns": turns.json, "weights": weightsOrigin.map { .text($0) } ?? .null,
      "history": .list(HistoryTable.columns.map { .text($0) }),
    ])
  }

  static func game(_ metadata: [String: String]) throws(CheckpointError) -> JSONNode {
    do {
      return try JSONReader.read(metadata[gameName] ?? "")
    } catch {
      throw .recipe(error.reason)
    }
  }

  static func progress(_ reader: FieldReader) throws(CheckpointError) -> OptimizerProgress {
    var progress = OptimizerProgress()
    progress.step = try reader.whole("step", 0...Int.max)
    progress.power1 = try reader.real("power1")
    progress.power2 = try reader.real("power2")
    return progress
  }

  private static func json(_ progress: OptimizerProgress) -> JSONNode {
    .fields(["step": .whole(progress.step), "power1": .real(progress.power1), "power2": .real(progress.power2)])
  }

  /// `60000 mnist 3fa…` is about mnist.
  static func dataName(of order: BatchOrder.State) -> String {
    order.identity.split(separator: " ").dropFirst().dropLast().joined(separator: " ")
  }
}

/// What a list of files shows of a checkpoint, read without its tensors.
public struct CheckpointLabel: Sendable, Equatable {
  /// The preset's name.
  public let preset: String
  /// The steps done.
  public let step: Int
  /// The data that were learnt from; empty before the first training.
  public let data: String
  /// Texts that were added on saving.
  public let notes: [String: String]

  /// Nil when the file is no checkpoint.
  public init?(path: String) {
    guard let metadata = Safetensors.metadata(of: path), metadata[Checkpoint.kindName] != nil,
      let game = try? Checkpoint.game(metadata)
    else { return nil }
    preset = game["preset"]?["name"]?.asText ?? "?"
    step = game["step"]?.asInteger ?? 0
    let identity = game["order"]?["data"]?.asText ?? ""
    data = Checkpoint.dataName(of: BatchOrder.State(identity: identity))
    notes = metadata
  }
}
