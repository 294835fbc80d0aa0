import Adversarial
import Files
import Foundation
import NeuralNetworks
import Tensors
import TestSupport
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
  private let place: TemporaryFolder
  private var folder: String { place.path }
  let threads: Threads

  init() throws {
    place = try TemporaryFolder().made()
    threads = try Threads(count: 2, instructions: .best)
  }

  /// Every layer that has parameters or noise of its own.
  static let everything = Preset(
    name: "everything", summary: "for tests", latentCount: 5,
    options: TrainingOptions(batch: 9, learningRate: 1e-3, beta1: 0.5, objective: .leastSquares, smoothing: 0.1),
    generator: { _ in
      [
        Dense([6, 2, 2], initializer: .he), BatchNorm(momentum: 0.2), ReLU(), Upsample(2, .bilinear),
        ConvTranspose(3, kernel: 3, stride: 1, padding: 1, bias: false, initializer: .normal(0.02)), Sigmoid(),
        Conv(1, kernel: 1), Tanh(),
      ]
    },
    discriminator: { _ in
      [
        SpectralNorm(Conv(8, kernel: 3, stride: 2, padding: 1)), LeakyReLU(0.2), Dropout(0.25),
        Reshape([32]), SpectralNorm(Dense(7, bias: false, initializer: .glorot)), LeakyReLU(0.1), Dense(1),
      ]
    })

  @Test(
    "a training saved in the middle of an epoch and restored equals one that was never interrupted, bit for bit",
    arguments: [small, smallConvolutional, everything],
    [
      TrainingOptions(batch: 9), TrainingOptions(batch: 9, optimizer: .momentum, learningRate: 1e-2),
      TrainingOptions(batch: 9, optimizer: .rmsProp, reusesFakes: true),
    ])
  func resume(preset: Preset, options: TrainingOptions) throws {
    // 35 pictures in batches of 9: after 6 steps the second epoch has begun.
    let long = try trained(preset, steps: 13, options: options)
    let short = try trained(preset, steps: 6, options: options)
    let path = folder + "/a.safetensors"
    try Checkpoint(of: short, history: []).write(to: path)
    let restored = try Game(try Checkpoint(reading: path), threads: threads)
    #expect(restored.digest == short.digest && restored.step == 6)
    var reports: [StepReport] = []
    _ = try restored.train(on: bars(35), length: .steps(7), options: options) {
      reports.append($0)
      return true
    }
    #expect(restored.digest == long.digest)
    // The seventh batch is the third of the second epoch.
    #expect(reports.first?.epoch == 1 + 27.0 / 35)
    // What the checkpoint was taken from has not changed either.
    _ = try short.train(on: bars(35), length: .steps(7), options: options) { _ in true }
    #expect(short.digest == long.digest)
  }

  @Test(
    "saved between two turns by hand and restored, a step goes on as if nothing had happened, bit for bit",
    arguments: [1, 3], [Objective.nonSaturating, .wassersteinGP])
  func turns(count: Int, objective: Objective) throws {
    let options = TrainingOptions(batch: 9, objective: objective)
    let games = try (0..<2).map { _ in try trained(steps: 2, options: options) }
    for game in games {
      for _ in 0..<count { _ = try game.takeTurn(.discriminator, on: bars(35), options: options) }
    }
    let path = folder + "/a.safetensors"
    try Checkpoint(of: games[0], history: []).write(to: path)
    let checkpoint = try Checkpoint(reading: path)
    #expect(checkpoint.pendingDiscriminatorTurns == count)
    let restored = try Game(checkpoint, threads: threads)
    let reports = try [restored, games[1]].map {
      try $0.takeTurn(.generator, on: bars(35), options: options)
    }
    #expect(reports[0] != nil && reports[0] == reports[1])
    #expect((reports[0]?.penalty != nil) == (objective == .wassersteinGP))
    #expect(restored.digest == games[1].digest && restored.pendingDiscriminatorTurns == 0)
    // What is kept for looking at begins a new step.
    let half = try Checkpoint(of: games[0], history: [], precision: .half)
    #expect(half.pendingDiscriminatorTurns == 0)
  }

  @Test("the file says what the game is, and its networks are those of the recipe")
  func description() throws {
    let game = try trained(Self.everything, seed: .max, steps: 4)
    let path = folder + "/a.safetensors"
    try Checkpoint(of: game, history: [], notes: ["pair": "mine"]).write(to: path)
    let checkpoint = try Checkpoint(reading: path)
    #expect(checkpoint.seed == .max && checkpoint.step == 4 && checkpoint.dataName == "bars")
    #expect(checkpoint.notes == ["pair": "mine"] && checkpoint.isComplete)
    #expect(checkpoint.preset.options == Self.everything.options)
    let restored = try Game(checkpoint, threads: threads)
    #expect(restored.generator.layers.map(\.description) == game.generator.layers.map(\.description))
    #expect(restored.discriminator.layers.map(\.description) == game.discriminator.layers.map(\.description))
    #expect(restored.sample(count: 4, seed: 3) == game.sample(count: 4, seed: 3))
    // A fresh game of the recipe begins as one of the preset does.
    let fresh = try Game(preset: restored.preset, image: [1, 4, 4], seed: 1, threads: threads)
    #expect(try fresh.digest == Game(preset: Self.everything, image: [1, 4, 4], seed: 1, threads: threads).digest)
    let label = try #require(CheckpointLabel(path: path))
    #expect(label.preset == "everything" && label.step == 4 && label.data == "bars" && label.notes["pair"] == "mine")
  }

  @Test("every preset of ours comes back as itself", arguments: Preset.all.indices)
  func presets(index: Int) throws {
    let preset = Preset.all[index]
    let size = preset.name.contains("64") ? 64 : preset.name.contains("32") ? 32 : 28
    let isPlane = preset.name == "ring2d"
    let game = try Game(preset: preset, image: isPlane ? [2] : [1, size, size], seed: 1, threads: threads)
    let checkpoint = try Checkpoint(of: game, history: [], precision: .half, part: .generator)
    try checkpoint.write(to: folder + "/a.safetensors")
    let read = try Checkpoint(reading: folder + "/a.safetensors")
    #expect(read.preset.name == preset.name && read.preset.summary == preset.summary && !read.isComplete)
    // A preset of ours still fits other pictures, which a list of layers would not.
    let last = read.preset.generator(image: isPlane ? [3] : [3, size, size]).last.map { "\($0)" }
    #expect(last == (isPlane ? "Dense(3)" : "Tanh()"))
  }

  @Test("tensors have PyTorch's names and shapes")
  func torch() throws {
    let game = try trained(Self.everything, steps: 1)
    let checkpoint = try Checkpoint(of: game, history: [])
    try checkpoint.write(to: folder + "/a.safetensors")
    let file = try Safetensors(reading: folder + "/a.safetensors")
    let shapes = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0.shape) })
    #expect(shapes["generator.0.weight"] == [24, 5])
    #expect(shapes["generator.1.running_var"] == [6])
    #expect(shapes["generator.4.weight"] == [6, 3, 3, 3])
    #expect(shapes["discriminator.0.weight_orig"] == [8, 1, 3, 3])
    #expect(shapes["discriminator.0.weight_u"] == [8])
    #expect(shapes["discriminator.6.weight"] == [1, 7])
    #expect(shapes["optimizer.discriminator.6.bias.exp_avg_sq"] == [1])
    #expect(shapes["optimizer.generator.1.running_var.exp_avg"] == nil)
    // The dense weight W[input, output] stands transposed.
    let own = game.generator.parameters.entries[0].values
    #expect(file["generator.0.weight"]?.floats?[7 * 5 + 3] == own[3 * 24 + 7])
  }

  @Test("half precision makes the same pictures but for a shade, in a fraction of the size")
  func half() throws {
    let game = try trained(smallConvolutional, steps: 30)
    let whole = try Checkpoint(of: game, history: [])
    let half = try Checkpoint(of: game, history: [], precision: .half)
    #expect(half.size * 5 < whole.size)
    try half.write(to: folder + "/half.safetensors")
    let restored = try Game(try Checkpoint(reading: folder + "/half.safetensors"), threads: threads)
    let pairs = zip(restored.sample(count: 16, seed: 1).values, game.sample(count: 16, seed: 1).values)
    #expect(pairs.allSatisfy { abs($0 - $1) < 0.01 })
    #expect(restored.step == 30)
    _ = try restored.train(on: bars(35), length: .steps(2), options: TrainingOptions(batch: 10)) { _ in true }
    #expect(restored.step == 32)
  }

  @Test("a history is kept, thinned out when it is long, its last step always")
  func history() throws {
    let game = try trained(steps: 1)
    for (count, kept) in [(0, 0), (5, 5), (20_000, 20_000), (20_001, 10_001), (100_000, 20_000)] {
      let history = (0..<count).map { index -> StepReport in
        let hasPenalty = index % 2 == 1
        return StepReport(
          step: index + 1, epoch: Double(index) / 7, objective: hasPenalty ? .wassersteinGP : .minimax,
          losses: (1.5, -0.1), scores: (0.7, Double(index).squareRoot()),
          penalty: hasPenalty ? .init(loss: 1, meanNorm: 2, normDeviation: 3) : nil)
      }
      try Checkpoint(of: game, history: history).write(to: folder + "/a.safetensors")
      let read = try Checkpoint(reading: folder + "/a.safetensors").history
      #expect(read.count == kept && read.last == history.last)
      if count == kept { #expect(read == history) }
      try Checkpoint(of: game, history: history, precision: .half).write(to: folder + "/a.safetensors")
      let short = try Checkpoint(reading: folder + "/a.safetensors").history
      #expect(short.count <= 1_001 && short.last == history.last)
      if count <= 1_000 { #expect(short == history) }
    }
  }

  @Test("a weight that is no number is not saved, nor loaded")
  func notFinite() throws {
    let game = try trained(steps: 1)
    game.generator.parameters.entries[0].values[3] = .nan
    #expect(throws: CheckpointError.notFinite("generator.0.weight")) { try Checkpoint(of: game, history: []) }
    game.generator.parameters.entries[0].values[3] = 1e5
    #expect(throws: CheckpointError.notFinite("generator.0.weight")) {
      try Checkpoint(of: game, history: [], precision: .half)
    }
    try Checkpoint(of: game, history: []).write(to: folder + "/a.safetensors")
    let spoilt = try spoiling("generator.0.weight") { tensor in
      .init(tensor.name, shape: tensor.shape, (tensor.floats ?? []).map { $0 == 1e5 ? .infinity : $0 })
    }
    #expect(throws: CheckpointError.notFinite("generator.0.weight")) { try Game(spoilt, threads: threads) }
  }

  @Test("tensors of other networks are refused, by name")
  func strangers() throws {
    try Checkpoint(of: try trained(steps: 1), history: []).write(to: folder + "/a.safetensors")
    let absent = try spoiling("discriminator.0.bias") { .init("other", shape: $0.shape, $0.floats ?? []) }
    #expect(throws: CheckpointError.missing("discriminator.0.bias")) { try Game(absent, threads: threads) }
    let turned = try spoiling("generator.0.weight") { .init($0.name, shape: $0.shape.reversed(), $0.floats ?? []) }
    #expect(throws: CheckpointError.shape("generator.0.weight", is: [5, 19], needs: [19, 5])) {
      try Game(turned, threads: threads)
    }
    let file = try Safetensors(reading: folder + "/a.safetensors")
    let more = Safetensors(
      metadata: file.metadata, tensors: file.tensors + [.init("generator.9.weight", shape: [1], [1])])
    #expect(throws: CheckpointError.surplus("generator.9.weight")) {
      try Game(try Checkpoint(Safetensors(bytes: more.bytes)), threads: threads)
    }
    let foreign = Safetensors(metadata: ["format": "pt"], tensors: file.tensors)
    #expect(throws: CheckpointError.notACheckpoint) { try Checkpoint(Safetensors(bytes: foreign.bytes)) }
    let later = Safetensors(metadata: file.metadata.merging(["forger": "checkpoint 2"]) { $1 }, tensors: file.tensors)
    #expect(throws: CheckpointError.version("checkpoint 2")) { try Checkpoint(Safetensors(bytes: later.bytes)) }
  }

  @Test("every field of the description that is taken away or changed to nonsense is refused or harmless")
  func descriptions() throws {
    let game = try trained(Self.everything, steps: 1)
    _ = try game.takeTurn(.discriminator, on: bars(35), options: TrainingOptions(batch: 9))
    try Checkpoint(of: game, history: []).write(to: folder + "/a.safetensors")
    let file = try Safetensors(reading: folder + "/a.safetensors")
    let text = file.metadata["game"] ?? ""
    var refused = 0
    for (index, character) in text.enumerated() where character.isNumber || character == "\"" || character == "," {
      for replacement in ["", "9999999999", "-1", "\"", "null"] {
        let place = text.index(text.startIndex, offsetBy: index)
        let spoilt = text.replacingCharacters(in: place...place, with: replacement)
        let changed = Safetensors(metadata: file.metadata.merging(["game": spoilt]) { $1 }, tensors: file.tensors)
        do {
          let game = try Game(try Checkpoint(Safetensors(bytes: changed.bytes)), threads: threads)
          #expect(game.step >= 0)
        } catch is CheckpointError {
          refused += 1
        }
      }
    }
    #expect(refused > 500)
  }

  @Test("weights of another program's file are taken by the networks they fit")
  func foreignWeights() throws {
    let game = try trained(steps: 5)
    let other = try trained(seed: 2, steps: 5)
    try game.weights(of: .generator, type: .float32).write(to: folder + "/g.safetensors")
    let taken = try other.taking(weights: try Safetensors(reading: folder + "/g.safetensors"), of: "g.safetensors")
    #expect(taken.sample(count: 3, seed: 1) == game.sample(count: 3, seed: 1))
    #expect(taken.step == 0 && other.step == 5)
    #expect(taken.weightsOrigin == "g.safetensors" && other.weightsOrigin == nil)
    #expect(try Game(Checkpoint(of: taken, history: []), threads: threads).weightsOrigin == "g.safetensors")
    #expect(try taken.taking(weights: game.weights(of: nil, type: .float32), of: "both").digest == game.digest)
    #expect(throws: CheckpointError.self) {
      try trained(smallConvolutional, steps: 1).taking(
        weights: Safetensors(reading: folder + "/g.safetensors"), of: "g")
    }
  }

  /// The checkpoint in a.safetensors with one tensor exchanged and the digest made anew.
  private func spoiling(
    _ name: String, _ change: (Safetensors.Tensor) -> Safetensors.Tensor
  ) throws -> Checkpoint {
    let file = try Safetensors(reading: folder + "/a.safetensors")
    let tensors = file.tensors.map { $0.name == name ? change($0) : $0 }
    return try Checkpoint(Safetensors(bytes: Safetensors(metadata: file.metadata, tensors: tensors).bytes))
  }
}
