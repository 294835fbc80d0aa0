import Adversarial
import Datasets
import NeuralNetworks
import Tensors
import Testing

@Suite("Turns by hand, and trainings side by side")
struct TurnTests {
  private let options = TrainingOptions(batch: 10)

  private func game(_ preset: Preset = small, seed: UInt64 = 1) throws -> Game {
    try Game(preset: preset, image: [1, 4, 4], seed: seed, threads: Threads(count: 2, instructions: .best))
  }

  @Test("turns of the discriminator and one of the generator are a step", arguments: [1, 3])
  func step(discriminatorSteps: Int) throws {
    var options = options
    options.discriminatorSteps = discriminatorSteps
    let trained = try game()
    var reports: [StepReport] = []
    _ = try trained.train(on: bars(35), length: .steps(2), options: options) {
      reports.append($0)
      return true
    }
    let byHand = try game()
    var found: [StepReport] = []
    for _ in 0..<2 {
      for _ in 0..<discriminatorSteps {
        #expect(try byHand.takeTurn(.discriminator, on: bars(35), options: options) == nil)
      }
      found.append(try #require(try byHand.takeTurn(.generator, on: bars(35), options: options)))
    }
    #expect(byHand.digest == trained.digest)
    #expect(found == reports)
  }

  @Test("the generator can move twice in a row, each time with new noise")
  func generatorAlone() throws {
    let game = try game()
    var digests: Set<String> = [game.digest]
    for number in 1...3 {
      let report = try game.takeTurn(.generator, on: bars(35), options: options)
      #expect(report?.step == number && report?.discriminatorLoss.isFinite == true)
      digests.insert(game.digest)
    }
    #expect(digests.count == 4)
  }

  @Test("a standing changes nothing and is the same each time", arguments: [small, smallConvolutional])
  func standing(preset: Preset) throws {
    let game = try game(preset)
    _ = try game.train(on: bars(35), length: .steps(2), options: options) { _ in true }
    let digest = game.digest
    let first = try game.standing(on: bars(35), options)
    #expect(try game.standing(on: bars(35), options) == first && game.digest == digest)
    #expect((0...1).contains(first.realScore) && (0...1).contains(first.fakeScore))
    _ = try game.train(on: bars(35), length: .steps(3), options: options) { _ in true }
    let straight = try self.game(preset)
    _ = try straight.train(on: bars(35), length: .steps(5), options: options) { _ in true }
    #expect(game.digest == straight.digest, "looking must not change what is learnt")
  }

  @Test("a standing says what a step says of the same samples, batch normalisation as in training")
  func standingInTraining() throws {
    let count = 16
    let data = DrawnDigits(seed: 2).dataset(count: count)
    // All of the data are one batch, whatever their order.
    var options = Preset.dcgan28.options
    options.batch = count
    let threads = try Threads(count: 2, instructions: .best)
    let game = try Game(preset: .dcgan28, image: data.imageShape, seed: 4, threads: threads)
    _ = try game.train(on: data, length: .steps(6), options: options) { _ in true }
    let digest = game.digest
    let standing = try game.standing(on: data, options)
    #expect(game.digest == digest, "running statistics must stay as they are")

    let reals = (0..<count).flatMap { data.image($0).map { Float($0) / 127.5 - 1 } }
    let judgedAlone = game.scores(of: reals, in: .nonSaturating).reduce(0, +) / Double(count)
    #expect(abs(standing.realScore - judgedAlone) > 0.01)

    // The made ones, with passes as a step has them.
    let twin = try Game(Checkpoint(of: game, history: []), threads: threads)
    let noise = Buffer(game.latents(count: count, seed: game.seed))
    twin.generator.reserve(rows: count)
    twin.discriminator.reserve(rows: count)
    let mode = Mode.training(Noise(seed: 1, step: 1))
    let fakes = twin.generator.forward(noise, rows: count, mode: mode, on: threads)
    let logits = twin.discriminator.forward(fakes, rows: count, mode: mode, on: threads)
    let fake = Losses(rows: count).evaluate(.fake, logits: logits, on: threads).value
    let made = Losses(rows: count).evaluate(.nonSaturating, logits: logits, on: threads).value
    #expect(standing.fakeScore == fake.score && standing.generatorLoss == made.loss)

    // The real ones, by the next step itself.
    var report: StepReport?
    _ = try game.train(on: data, length: .steps(1), options: options) {
      report = $0
      return true
    }
    let realScore = try #require(report?.realScore)
    #expect(abs(standing.realScore - realScore) < 1e-5)
  }

  @Test("dropout is left out of a standing, and a penalty is not")
  func standingOfOthers() throws {
    let judged = try trained(smallConvolutional)
    let standing = try judged.standing(on: bars(35), options)
    // Thirty pictures in batches of ten, as `verdicts` meets them.
    let reals = (0..<30).flatMap { bars(35).image($0).map { Float($0) / 127.5 - 1 } }
    let verdicts = try (0..<3).flatMap { batch in
      try judged.verdicts(of: Array(reals[batch * 160..<(batch + 1) * 160]), in: .nonSaturating)
    }
    #expect(abs(standing.realScore - verdicts.reduce(0, +) / 30) < 1e-6)

    let data = DrawnDigits(seed: 2).dataset(count: 16)
    let critic = try Game(
      preset: .wganGP, image: data.imageShape, seed: 4, threads: Threads(count: 2, instructions: .best))
    let found = try critic.standing(on: data, Preset.wganGP.options)
    #expect(found.discriminatorLoss > found.fakeScore - found.realScore + 0.1)
  }

  @Test("a turn of the discriminator lowers its loss, and one of the generator raises D(G(z))")
  func turnsHelp() throws {
    let game = try game()
    let data = bars(200)
    var options = TrainingOptions(batch: 200, learningRate: 2e-3)
    let before = try game.standing(on: data, options)
    _ = try game.takeTurn(.discriminator, on: data, options: options)
    let between = try game.standing(on: data, options)
    #expect(between.discriminatorLoss < before.discriminatorLoss)
    options.learningRate = 5e-3
    _ = try game.takeTurn(.generator, on: data, options: options)
    let after = try game.standing(on: data, options)
    #expect(after.generatorLoss < between.generatorLoss && after.fakeScore > between.fakeScore)
  }

  @Test("what a turn cannot do leaves the game as it was")
  func refused() throws {
    let game = try game()
    let digest = game.digest
    #expect(throws: TrainingError.self) {
      try game.takeTurn(.discriminator, on: PointCloud(.ring, count: 10), options: options)
    }
    #expect(game.digest == digest && game.step == 0)
  }

  @Test("games that take their steps in turns learn what they learn alone")
  func sideBySide() throws {
    let pairs = [(small, UInt64(1)), (smallConvolutional, UInt64(1)), (small, UInt64(2))]
    let alone = try pairs.map { preset, seed in
      let game = try game(preset, seed: seed)
      let outcome = try game.train(on: bars(35), length: .epochs(2), options: options) { _ in true }
      #expect(!outcome.interrupted && outcome.steps == 8)
      return game.digest
    }
    let runs = try pairs.map { preset, seed in
      try TrainingRun(of: game(preset, seed: seed), on: bars(35), length: .epochs(2), options: options)
    }
    while runs.contains(where: { !$0.isComplete }) {
      for run in runs where !run.isComplete { _ = try run.advance() }
    }
    #expect(runs.map(\.game.digest) == alone)
    #expect(runs.allSatisfy { $0.fraction == 1 && $0.steps == 8 && $0.outcome.last?.step == 8 })
  }

  @Test("a training that is taken back leaves no trace")
  func restored() throws {
    let game = try game()
    _ = try game.train(on: bars(35), length: .steps(3), options: options) { _ in true }
    let digest = game.digest
    let run = try TrainingRun(of: game, on: bars(35), length: .steps(9), options: options)
    for _ in 0..<4 { _ = try run.advance() }
    #expect(game.digest != digest && run.fraction == 4.0 / 9)
    run.restore()
    #expect(game.digest == digest && game.step == 3)
    _ = try game.train(on: bars(35), length: .steps(2), options: options) { _ in true }
    let straight = try self.game()
    _ = try straight.train(on: bars(35), length: .steps(5), options: options) { _ in true }
    #expect(game.digest == straight.digest)
  }
}
