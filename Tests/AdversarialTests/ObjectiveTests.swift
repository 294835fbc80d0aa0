import Adversarial
import Datasets
import NeuralNetworks
import Tensors
import Testing

@Suite("Objectives, optimisers and presets")
struct ObjectiveTests {
  @Test(
    "presets have the sizes of their sources",
    arguments: [("mlp-tiny", 114_800, 110_849), ("vanilla", 1_486_352, 1_460_225), ("wgan-gp", 1_510_032, 533_505)])
  func sizes(name: String, generator: Int, discriminator: Int) throws {
    let preset = try #require(Preset.all.first { $0.name == name })
    try preset.options.validate()
    let game = try Game(preset: preset, image: [1, 28, 28], seed: 1, threads: Threads(count: 1, instructions: .best))
    #expect(game.parameterCounts == (generator, discriminator))
  }

  @Test("resize-convolutions have the size of their source, and train")
  func resize() throws {
    let game = try Game(
      preset: .dcgan32Resize, image: [1, 32, 32], seed: 1, threads: Threads(count: 2, instructions: .best))
    #expect(game.parameterCounts == (1_049_985, 98_113))
    let before = game.digest
    let outcome = try game.train(
      on: hashedPictures([1, 32, 32]), length: .steps(2), options: TrainingOptions(batch: 8)
    ) { _ in true }
    #expect(outcome.last?.discriminatorLoss.isFinite == true)
    #expect(game.digest != before)
  }

  @Test("ring2d learns points of the plane")
  func points() throws {
    let cloud = PointCloud(.ring, count: 2_000)
    let game = try Game(
      preset: .ring2d, image: cloud.imageShape, seed: 1, threads: Threads(count: 2, instructions: .best))
    #expect(game.parameterCounts == (4_482, 4_417))
    /// The mean distance from the circle on which the points lie.
    func distance() -> Float {
      let points = game.sample(count: 500, seed: 1).values
      return (0..<500).reduce(0) { sum, index in
        let (x, y) = (points[2 * index], points[2 * index + 1])
        return sum + abs((x * x + y * y).squareRoot() - 0.75)
      } / 500
    }
    let before = distance()
    _ = try game.train(on: cloud, length: .steps(600), options: Preset.ring2d.options) { _ in true }
    #expect(before > 0.4)
    #expect(distance() < 0.5 * before, "\(distance())")
  }

  @Test("every objective and optimiser gives weights of its own, the same on every instruction set and thread count")
  func reproducible() throws {
    var digests: Set<String> = []
    for objective in Objective.allCases {
      for optimizer in OptimizerKind.allCases {
        let options = TrainingOptions(
          batch: 10, optimizer: optimizer, learningRate: 0.001, objective: objective, discriminatorSteps: 2)
        let digest = try trained(steps: 3, options: options).digest
        digests.insert(digest)
        for set in InstructionSet.supported {
          #expect(try trained(steps: 3, set: set, threads: 3, options: options).digest == digest)
        }
      }
    }
    #expect(digests.count == Objective.allCases.count * OptimizerKind.allCases.count)
  }

  @Test("least squares and Wasserstein teach the generator too", arguments: [Objective.leastSquares, .wassersteinGP])
  func learning(objective: Objective) throws {
    let game = try Game(
      preset: small, image: [1, 4, 4], seed: 1, threads: Threads(count: 2, instructions: .best))
    let data = bars(400)
    func meanOf(_ values: [Float]) -> Float { values.reduce(0, +) / Float(values.count) }
    let real = meanOf(data.pixels.map { Float($0) / 127.5 - 1 })
    let before = abs(meanOf(game.sample(count: 200, seed: 1).values) - real)
    let options = TrainingOptions(
      batch: 20, learningRate: 0.002, beta1: 0, beta2: 0.9, objective: objective,
      discriminatorSteps: objective == .wassersteinGP ? 5 : 1)
    let outcome = try game.train(on: data, length: .steps(300), options: options) { _ in true }
    let after = abs(meanOf(game.sample(count: 200, seed: 1).values) - real)
    #expect(after < 0.5 * before)
    let last = try #require(outcome.last)
    #expect(last.objective == objective)
    #expect((last.penalty != nil) == (objective == .wassersteinGP))
    if let penalty = last.penalty {
      #expect((0.5...1.5).contains(penalty.meanNorm))
    }
  }

  @Test("a Wasserstein step allocates no buffer and moves none, two in a row go on as one")
  func noAllocation() async {
    await #expect(processExitsWith: .success) {
      let options = TrainingOptions(batch: 10, objective: .wassersteinGP, discriminatorSteps: 2)
      let game = try trained(steps: 2, options: options)
      var created: [Int] = []
      created.reserveCapacity(4)
      _ = try game.train(on: bars(35), length: .steps(4), options: options) { _ in
        created.append(Buffer.created)
        return true
      }
      try #require(created.count == 4 && Set(created).count == 1)
      let long = try trained(steps: 6, options: options).digest
      try #require(game.digest == long)
    }
  }

  @Test("another optimiser between two trainings begins without memory; a breakdown gives the old one back")
  func change() throws {
    let game = try trained(steps: 3)
    let descent = TrainingOptions(batch: 10, optimizer: .sgd, learningRate: 1)
    let data = bars(35)
    let poisoned = Dataset(
      name: "other", origin: "made for tests", imageShape: [1, 4, 4], pixels: data.pixels, labels: [], classNames: [])
    let digest = game.digest
    var options = descent
    options.objective = .leastSquares
    #expect(throws: TrainingError.self) {
      // Steps of size 1 on unbounded squares double every time.
      _ = try game.train(on: poisoned, length: .steps(10_000), options: options) { _ in true }
    }
    #expect(game.digest == digest && game.step == 3)
    _ = try game.train(on: data, length: .steps(3), options: TrainingOptions(batch: 10)) { _ in true }
    #expect(try game.digest == trained(steps: 6).digest)
  }

  @Test("a layer without second derivative is named, and nothing changes")
  func refused() throws {
    let preset = Preset(
      name: "curved", summary: "", latentCount: 3, generator: { image in [Dense(image), Tanh()] },
      discriminator: { _ in [Dense(5), Plain(), Dense(1)] })
    let game = try Game(preset: preset, image: [1, 4, 4], seed: 1, threads: Threads(count: 1, instructions: .best))
    let digest = game.digest
    var message = ""
    do {
      _ = try game.train(
        on: bars(35), length: .steps(1), options: TrainingOptions(batch: 10, objective: .wassersteinGP)
      ) { _ in true }
    } catch {
      message = "\(error)"
    }
    #expect(message.hasPrefix("The discriminator cannot be built. Layer 2, Plain(), on input 5: a gradient penalty"))
    #expect(game.digest == digest && game.step == 0)
  }

  @Test("a breakdown names the layer in which it began")
  func place() throws {
    func message(_ generator: [any Layer], _ discriminator: [any Layer], _ options: TrainingOptions) throws -> String {
      let preset = Preset(
        name: "odd", summary: "", latentCount: 5, generator: { _ in generator }, discriminator: { _ in discriminator })
      let game = try Game(preset: preset, image: [1, 4, 4], seed: 1, threads: Threads(count: 2, instructions: .best))
      do {
        _ = try game.train(on: bars(35), length: .steps(50), options: options) { _ in true }
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    let options = TrainingOptions(batch: 10)
    #expect(
      try message(
        [Dense([1, 4, 4]), Tanh()],
        [Dense(9, initializer: .normal(1e25)), Dense(4, initializer: .normal(1e25)), Dense(1)], options
      ).contains("first appears in the output of layer 2 of the discriminator, Dense(4)"))
    #expect(
      try message(
        [Dense(9, initializer: .normal(1e25)), Dense([1, 4, 4], initializer: .normal(1e25))], [Dense(1)], options
      ).contains("first appears in the output of layer 2 of the generator, Dense(1x4x4)"))
    let game = try trained(steps: 1)
    game.discriminator.parameters.entries[2].values[5] = .nan
    #expect {
      _ = try game.train(on: bars(35), length: .steps(1), options: options) { _ in true }
    } throws: {
      "\($0)".contains("in the weights of layer 4 of the discriminator, Dense(1): the update before was too large")
    }
  }
}

/// A layer with no more than the two passes: the identity.
private struct Plain: Layer {
  var description: String { "Plain()" }

  func outputShape(for input: Shape) throws(ShapeError) -> Shape { input }

  func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer { Bound() }

  private final class Bound: BoundLayer {
    func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) { y.copy(x) }

    func backward(
      x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
    ) {
      dx?.copy(dy)
    }
  }
}
