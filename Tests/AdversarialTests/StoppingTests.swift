import Adversarial
import Datasets
import NeuralNetworks
import Tensors
import Testing

@Suite("Stopping within a step")
struct StoppingTests {
  /// A way to train, with all that a step changes before its first update.
  struct Way: Sendable, CustomTestStringConvertible {
    let name: String
    let preset: Preset
    let options: TrainingOptions
    var testDescription: String { name }
  }

  static let normalized = Preset(
    name: "small-normalized", summary: "for tests", latentCount: 5,
    generator: { image in [Dense(19), LeakyReLU(0.2), Dense(image), Tanh()] },
    discriminator: { _ in [SpectralNorm(Dense(23)), LeakyReLU(0.2), SpectralNorm(Dense(1))] })

  static let ways = [
    Way(name: "joined batches", preset: small, options: TrainingOptions(batch: 10)),
    Way(name: "running statistics", preset: smallConvolutional, options: TrainingOptions(batch: 10)),
    Way(name: "directions", preset: normalized, options: TrainingOptions(batch: 10)),
    Way(
      name: "several updates and a penalty", preset: small,
      options: TrainingOptions(batch: 10, objective: .wassersteinGP, discriminatorSteps: 2)),
  ]

  // Five steps go through the 35 pictures more than once, so that the order is shuffled anew within them.
  @Test(
    "wherever a step is stopped, the game is that of its whole steps, and goes on as if nothing had been",
    arguments: ways)
  func everywhere(way: Way) throws {
    let steps = 5
    let whole = (0...steps).map { Self.game(way, $0) }
    let digests = try whole.map { try $0().digest }
    var stoppedSteps: Set<Int> = []
    var isThrough = false
    var allowed = 0
    while !isThrough {
      let game = try Self.game(way, 0)()
      var questions = 0
      let outcome = try game.train(
        on: bars(35), length: .steps(steps), options: way.options,
        unless: {
          questions += 1
          return questions > allowed
        }
      ) { _ in true }
      isThrough = !outcome.interrupted
      #expect(game.digest == digests[game.step])
      #expect(outcome.steps == game.step)
      stoppedSteps.insert(game.step)
      if !isThrough {
        _ = try game.train(on: bars(35), length: .steps(steps - game.step), options: way.options) { _ in true }
        #expect(game.digest == digests[steps])
      }
      allowed += 1
    }
    #expect(stoppedSteps == Set(0...steps))
    // Several times in every step, or there would be little use in it.
    #expect(allowed > 3 * steps)
  }

  @Test("what a step had found before it was given up is not taken for the gradient of another objective")
  func forgotten() throws {
    let plain = Self.ways[0]
    let penalized = Self.ways[3]
    let expected = try Self.game(penalized, 2)().digest
    for allowed in 0..<6 {
      let game = try Self.game(plain, 0)()
      var questions = 0
      _ = try game.train(
        on: bars(35), length: .steps(1), options: plain.options,
        unless: {
          questions += 1
          return questions > allowed
        }
      ) { _ in true }
      guard game.step == 0 else { continue }
      _ = try game.train(on: bars(35), length: .steps(2), options: penalized.options) { _ in true }
      #expect(game.digest == expected, "given up at question \(allowed)")
    }
  }

  private static func game(_ way: Way, _ steps: Int) -> () throws -> Game {
    {
      let game = try Game(
        preset: way.preset, image: [1, 4, 4], seed: 3, threads: Threads(count: 2, instructions: .best))
      if steps > 0 {
        _ = try game.train(on: bars(35), length: .steps(steps), options: way.options) { _ in true }
      }
      return game
    }
  }
}
