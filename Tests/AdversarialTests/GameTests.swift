import Adversarial
import Datasets
import NeuralNetworks
import Tensors
import Testing

@Suite("The game")
struct GameTests {
  struct Sizes: Sendable, CustomTestStringConvertible {
    let preset: Preset
    let image: Shape
    let generator: Int
    let discriminator: Int
    var testDescription: String { "\(preset.name) \(image)" }
  }

  static let sizes = [
    Sizes(preset: .vanilla, image: [1, 28, 28], generator: 1_486_352, discriminator: 1_460_225),
    Sizes(preset: .vanillaBN, image: [1, 28, 28], generator: 1_510_032, discriminator: 533_505),
    Sizes(preset: .dcgan28, image: [1, 28, 28], generator: 759_680, discriminator: 138_624),
    Sizes(preset: .dcgan28TF, image: [1, 28, 28], generator: 2_305_472, discriminator: 212_865),
    Sizes(preset: .dcgan64, image: [1, 64, 64], generator: 3_574_656, discriminator: 2_763_520),
    Sizes(preset: .dcgan64, image: [3, 64, 64], generator: 3_576_704, discriminator: 2_765_568),
    Sizes(preset: .digitgan64, image: [1, 64, 64], generator: 12_650_497, discriminator: 2_763_585),
  ]

  @Test("presets have the sizes of the programs they are known from", arguments: sizes)
  func presets(sizes: Sizes) throws {
    let game = try Game(
      preset: sizes.preset, image: sizes.image, seed: 1, threads: Threads(count: 2, instructions: .best))
    #expect(game.parameterCounts == (sizes.generator, sizes.discriminator))
    let sample = game.sample(count: 1, seed: 1)
    #expect(sample.shape == Shape([1] + sizes.image.dims))
    #expect(sample.values.allSatisfy { abs($0) <= 1 } && Set(sample.values).count > 100)
  }

  @Test("an untrained discriminator guesses, and its loss is near log 4")
  func firstStep() throws {
    let game = try trained(steps: 0 + 1)
    var report: StepReport?
    _ = try game.train(on: bars(35), length: .steps(1), options: TrainingOptions(batch: 10)) {
      report = $0
      return true
    }
    let first = try #require(report)
    #expect(first.step == 2)
    #expect(abs(first.discriminatorLoss - 1.386) < 0.4)
    #expect((0.3...0.7).contains(first.realScore) && (0.3...0.7).contains(first.fakeScore))
    #expect(abs(first.epoch - 20.0 / 35) < 1e-9)
  }

  @Test("the discriminator learns to tell when the generator hardly moves")
  func discriminatorLearns() throws {
    let game = try Game(
      preset: small, image: [1, 4, 4], seed: 1, threads: Threads(count: 2, instructions: .best))
    var losses: [Double] = []
    let options = TrainingOptions(batch: 20, learningRate: 0.002, discriminatorSteps: 5)
    let outcome = try game.train(on: bars(200), length: .steps(60), options: options) {
      losses.append($0.discriminatorLoss)
      return true
    }
    let last = try #require(outcome.last)
    #expect(last.discriminatorLoss < 0.6 * losses[0])
    #expect(last.realScore > 0.7 && last.fakeScore < 0.4)
  }

  @Test("the generator learns: its pictures become bright in one row, as the real ones are")
  func generatorLearns() throws {
    let game = try Game(
      preset: small, image: [1, 4, 4], seed: 1, threads: Threads(count: 2, instructions: .best))
    let data = bars(400)
    func meanOf(_ values: [Float]) -> Float { values.reduce(0, +) / Float(values.count) }
    let real = meanOf(data.pixels.map { Float($0) / 127.5 - 1 })
    let before = abs(meanOf(game.sample(count: 200, seed: 1).values) - real)
    _ = try game.train(
      on: data, length: .steps(400), options: TrainingOptions(batch: 20, learningRate: 0.002, beta1: 0.5)
    ) { _ in true }
    let after = abs(meanOf(game.sample(count: 200, seed: 1).values) - real)
    #expect(before > 0.3)
    #expect(after < 0.5 * before)
  }

  @Test("objectives, smoothing and k change the training")
  func options() throws {
    let plain = try trained().digest
    var digests: Set<String> = [plain]
    for options in [
      TrainingOptions(batch: 10, objective: .minimax), TrainingOptions(batch: 10, smoothing: 0.1),
      TrainingOptions(batch: 10, discriminatorSteps: 2), TrainingOptions(batch: 10, beta1: 0.5),
      TrainingOptions(batch: 9), TrainingOptions(batch: 10, reusesFakes: true),
    ] {
      digests.insert(try trained(options: options).digest)
    }
    #expect(digests.count == 7)
  }

  @Test("an epoch sees every picture once, its last batch being smaller")
  func epochs() throws {
    let game = try Game(
      preset: small, image: [1, 4, 4], seed: 1, threads: Threads(count: 1, instructions: .best))
    var epochs: [Double] = []
    let outcome = try game.train(on: bars(35), length: .epochs(2), options: TrainingOptions(batch: 10)) {
      epochs.append($0.epoch)
      return true
    }
    #expect(outcome.steps == 8 && !outcome.interrupted)
    #expect(epochs[3] == 1 && epochs[7] == 2)
    let half = try game.train(on: bars(35), length: .epochs(0.5), options: TrainingOptions(batch: 64)) { _ in true }
    #expect(half.steps == 1)
    #expect(half.last?.epoch == 3)
  }

  @Test("an interrupted training keeps its last whole step")
  func interruption() throws {
    let game = try Game(
      preset: small, image: [1, 4, 4], seed: 1, threads: Threads(count: 2, instructions: .best))
    let outcome = try game.train(on: bars(35), length: .epochs(100), options: TrainingOptions(batch: 10)) {
      $0.step < 6
    }
    #expect(outcome.interrupted && outcome.steps == 6 && game.step == 6)
    #expect(try game.digest == trained(steps: 6).digest)
  }

  @Test("minutes end the training by the clock, after one step at least")
  func minutes() throws {
    let game = try trained(steps: 1)
    let outcome = try game.train(on: bars(35), length: .minutes(1e-9), options: TrainingOptions(batch: 10)) { _ in
      true
    }
    #expect(outcome.steps == 1)
  }

  @Test("another batch size or another dataset later on just works")
  func changes() throws {
    let game = try trained(steps: 3)
    let larger = try game.train(on: bars(35), length: .steps(2), options: TrainingOptions(batch: 33)) { _ in true }
    #expect(larger.steps == 2)
    let other = try game.train(on: bars(7, name: "few"), length: .steps(5), options: TrainingOptions()) { _ in true }
    #expect(other.steps == 5 && game.step == 10)
  }

  @Test("a step allocates no buffer and moves none, with dense layers and with convolutions")
  func noAllocation() async {
    // In a process of its own, where nobody else makes buffers.
    await #expect(processExitsWith: .success) {
      for preset in [small, smallConvolutional] {
        let game = try trained(preset, steps: 2)
        let addresses = game.addresses
        var created: [Int] = []
        created.reserveCapacity(5)
        let options = TrainingOptions(batch: 10, discriminatorSteps: 2)
        _ = try game.train(on: bars(35), length: .steps(5), options: options) { _ in
          created.append(Buffer.created)
          return true
        }
        try #require(created.count == 5 && Set(created).count == 1)
        try #require(game.addresses == addresses && !addresses.contains(0))
      }
    }
  }

  @Test("a convolutional game learns too, and a training that breaks down gives its running statistics back")
  func convolutional() throws {
    let game = try Game(
      preset: smallConvolutional, image: [1, 4, 4], seed: 1, threads: Threads(count: 2, instructions: .best))
    let data = bars(400)
    var gaps: [Double] = []
    _ = try game.train(
      on: data, length: .steps(150),
      options: TrainingOptions(batch: 20, learningRate: 0.002, beta1: 0.5, discriminatorSteps: 3)
    ) {
      gaps.append($0.realScore - $0.fakeScore)
      return true
    }
    // The discriminator tells them apart.
    #expect(gaps.suffix(30).reduce(0, +) / 30 > 0.05)
    let digest = game.digest
    game.discriminator.parameters.entries[0].values[0] = .nan
    let broken = game.digest
    #expect(throws: TrainingError.self) {
      _ = try game.train(on: data, length: .steps(2), options: TrainingOptions(batch: 20)) { _ in true }
    }
    #expect(game.digest == broken && broken != digest)
  }
}
