public import NeuralNetworks
public import Tensors

extension Game {
  /// The game of a checkpoint, ready to go on.
  ///
  /// - Throws: `CheckpointError` when its networks cannot be built or its tensors are not theirs.
  public convenience init(_ checkpoint: Checkpoint, threads: Threads) throws(CheckpointError) {
    do {
      try self.init(
        preset: checkpoint.preset, image: checkpoint.imageShape, seed: checkpoint.seed, threads: threads)
    } catch {
      throw .game(error)
    }
    let file = checkpoint.file
    do {
      try generator.load(file, prefix: "generator.")
      if checkpoint.part == .both { try discriminator.load(file, prefix: "discriminator.") }
      if let kind = checkpoint.optimizer {
        optimizers = Optimizers(kind, generator, discriminator)
        optimizers.generator.progress = checkpoint.progress.generator
        optimizers.discriminator.progress = checkpoint.progress.discriminator
        try optimizers.generator.load(kind, file, prefix: "optimizer.generator.")
        try optimizers.discriminator.load(kind, file, prefix: "optimizer.discriminator.")
      }
    } catch {
      throw CheckpointError(error)
    }
    var names: Set = ["history"]
    names.formUnion(generator.tensorNames(prefix: "generator."))
    if checkpoint.part == .both { names.formUnion(discriminator.tensorNames(prefix: "discriminator.")) }
    if let kind = checkpoint.optimizer {
      names.formUnion(optimizers.generator.tensorNames(kind, prefix: "optimizer.generator."))
      names.formUnion(optimizers.discriminator.tensorNames(kind, prefix: "optimizer.discriminator."))
    }
    if let stranger = file.tensors.first(where: { !names.contains($0.name) }) { throw .surplus(stranger.name) }
    step = checkpoint.step
    weightsOrigin = checkpoint.weightsOrigin
    pendingTurns = checkpoint.turns
    order = BatchOrder(seed: seed, from: checkpoint.order)
  }

  /// A game like this one with weights from a file of PyTorch's or Forger's, for one player or both; it has made no step.
  ///
  /// - Parameters:
  ///   - file: tensors named `generator.0.weight` and `discriminator.0.weight`, or `0.weight` for the generator alone.
  ///   - origin: what the file is called.
  /// - Throws: `CheckpointError` when a player's tensors do not fit, or there are none for either.
  public func taking(weights file: Safetensors, of origin: String) throws(CheckpointError) -> Game {
    let players = [("generator.", TrainingError.Player.generator), ("discriminator.", .discriminator)]
    let named = players.filter { prefix, _ in file.tensors.contains { $0.name.hasPrefix(prefix) } }
    let found = named.isEmpty ? [("", TrainingError.Player.generator)] : named
    let fresh: Game
    do {
      fresh = try Game(preset: preset, image: imageShape, seed: seed, threads: threads)
    } catch {
      throw .game(error)
    }
    for (own, new) in [(generator, fresh.generator), (discriminator, fresh.discriminator)] {
      new.parameters.values.copy(own.parameters.values)
      new.parameters.valuesChanged()
    }
    for (prefix, player) in found {
      let network = player == .generator ? fresh.generator : fresh.discriminator
      let names = Set(network.tensorNames(prefix: prefix))
      do {
        try network.load(file, prefix: prefix)
      } catch {
        throw CheckpointError(error)
      }
      // PyTorch counts the batches of each normalisation; nothing depends on it.
      let stranger = file.tensors.first {
        $0.name.hasPrefix(prefix) && !names.contains($0.name) && !$0.name.hasSuffix(".num_batches_tracked")
      }
      if let stranger { throw .surplus(stranger.name) }
    }
    fresh.weightsOrigin = origin
    return fresh
  }

  /// The weights of one player with the names and shapes that PyTorch's `load_state_dict` expects, or of both behind
  /// `generator.` and `discriminator.`.
  public func weights(of player: TrainingError.Player?, type: ScalarType) throws(CheckpointError) -> Safetensors {
    do {
      let tensors =
        switch player {
        case .generator: try generator.tensors(prefix: "", type: type)
        case .discriminator: try discriminator.tensors(prefix: "", type: type)
        case nil:
          try generator.tensors(prefix: "generator.", type: type)
            + discriminator.tensors(prefix: "discriminator.", type: type)
        }
      return Safetensors(metadata: ["format": "pt"], tensors: tensors)
    } catch {
      throw CheckpointError(error)
    }
  }
}
