import Adversarial
import NeuralNetworks
import Tensors
import Testing

@Suite("What is refused, and how")
struct ErrorTests {
  func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("options out of range are named with what is allowed")
  func options() throws {
    let cases: [(TrainingOptions, String)] = [
      (TrainingOptions(batch: 0), "batch is 0; allowed is 1 to 10000."),
      (TrainingOptions(learningRate: 0), "learningRate is 0; allowed is above 0, up to 1; try 0.0002."),
      (TrainingOptions(learningRate: .nan), "learningRate is nan; allowed is above 0, up to 1; try 0.0002."),
      (TrainingOptions(beta1: 1), "beta1 is 1; allowed is from 0, below 1; try 0.5 or 0.9."),
      (TrainingOptions(beta2: -0.5), "beta2 is -0.5; allowed is from 0, below 1; try 0.999."),
      (TrainingOptions(discriminatorSteps: 0), "discriminatorSteps is 0; allowed is 1 to 100."),
      (TrainingOptions(smoothing: 1), "smoothing is 1; allowed is from 0, below 1; try 0.1."),
    ]
    for (options, text) in cases {
      #expect(message { try options.validate() } == text)
    }
  }

  @Test("lengths, empty data and foreign pictures are refused, and nothing changes")
  func training() throws {
    let game = try trained(steps: 2)
    let digest = game.digest
    func train(_ count: Int, _ length: TrainingLength) -> String {
      message { _ = try game.train(on: bars(count), length: length, options: TrainingOptions()) { _ in true } }
    }
    #expect(train(9, .steps(0)) == "steps is 0; it has to be at least 1. Try 100.")
    #expect(train(9, .epochs(-1)) == "epochs is -1; it has to be a number above 0. Try 1.")
    #expect(train(9, .minutes(.infinity)).hasPrefix("minutes is inf"))
    #expect(train(0, .steps(1)) == "The dataset bars has no pictures. Load another one.")
    let foreign = message {
      _ = try game.train(on: noise([UInt8](repeating: 0, count: 784)), length: .steps(1), options: TrainingOptions()) {
        _ in true
      }
    }
    #expect(
      foreign == "The pictures of noise are 1x28x28, but this game was made for 1x4x4. Make a new one for this data.")
    #expect(game.digest == digest && game.step == 2)
  }

  @Test("networks that do not fit are refused")
  func networks() throws {
    let threads = try Threads(count: 1, instructions: .best)
    func build(generator: [any Layer], discriminator: [any Layer]) -> String {
      let preset = Preset(
        name: "odd", summary: "", latentCount: 3, generator: { _ in generator }, discriminator: { _ in discriminator })
      return message { _ = try Game(preset: preset, image: [1, 2, 2], seed: 1, threads: threads) }
    }
    #expect(
      build(generator: [Dense(4)], discriminator: [Dense(1)])
        == "The generator gives 4, but the game needs 1x2x2, the shape of a picture. "
        + "Change its last layer, or take a preset for pictures of this size.")
    #expect(
      build(generator: [Dense([1, 2, 2])], discriminator: [Dense(2)])
        == "The discriminator gives 2, but the game needs 1, one logit. "
        + "Change its last layer, or take a preset for pictures of this size.")
    #expect(
      build(generator: [Dense(0)], discriminator: [Dense(1)]).hasPrefix(
        "The generator cannot be built. Layer 1, Dense(0), on input 3:"))
  }

  @Test("a loss that is no number ends the training and puts the game back")
  func notFinite() throws {
    let explosive = Preset(
      name: "explosive", summary: "", latentCount: 5,
      generator: { image in [Dense(image), Tanh()] },
      discriminator: { _ in [Dense(9, initializer: .normal(1e25)), Dense(1, initializer: .normal(1e25))] })
    let game = try Game(
      preset: explosive, image: [1, 4, 4], seed: 1, threads: Threads(count: 2, instructions: .best))
    let digest = game.digest
    let text = message {
      _ = try game.train(on: bars(35), length: .steps(5), options: TrainingOptions(batch: 10)) { _ in true }
    }
    #expect(text.hasPrefix("Training broke down at step 1: the discriminator's loss is"))
    #expect(text.contains("before this training began. Try a lower learning rate (it was 0.0002;"))
    #expect(game.digest == digest && game.step == 0)
  }
}
