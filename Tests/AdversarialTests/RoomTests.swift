import Adversarial
import Datasets
import NeuralNetworks
import Tensors
import Testing

@Suite("Room for a training")
struct RoomTests {
  private func game() throws -> Game {
    let game = try Game(
      preset: small, image: [1, 4, 4], seed: 1, threads: Threads(count: 2, instructions: .best))
    (game.joinsBatches, game.forgesAhead) = (false, false)
    return game
  }

  @Test("is known before it is taken, and none is missing afterwards", arguments: Objective.allCases)
  func estimate(objective: Objective) throws {
    let game = try game()
    let options = TrainingOptions(batch: 10, objective: objective)
    let (ten, twenty) = (game.missingBytes(rows: 10, options), game.missingBytes(rows: 20, options))
    let sample = game.generator.floatsPerSample + game.discriminator.floatsPerSample + 5 + 16
    let slopes = objective == .wassersteinGP ? GradientPenalty.floatsPerSample(of: game.discriminator) : 0
    #expect(twenty - ten == 10 * 4 * (sample + slopes))
    _ = try game.train(on: bars(35), length: .steps(1), options: options) { _ in true }
    #expect(game.missingBytes(rows: 10, options) == 0)
    #expect(game.missingBytes(rows: 20, options) > 0)
  }

  @Test("that there is not is an error that says how large a batch may be")
  func lacking() {
    #expect(throws: TrainingError.memory(batch: 100, needed: 1_000, available: 300, fitting: 25)) {
      try Game.requireMemory(rows: 100, lack: { $0 > 300 ? 300 : nil }, for: { 10 * $0 })
    }
    #expect(throws: TrainingError.memory(batch: 100, needed: 1_000, available: 300, fitting: nil)) {
      try Game.requireMemory(rows: 100, lack: { _ in 300 }, for: { _ in 1_000 })
    }
    #expect(
      TrainingError.memory(batch: 4096, needed: 52_613_349_376, available: 23_000_000_000, fitting: 1024).description
        == "Batches of 4096 need 52.6 GB of memory, and there are 23 GB left. Nothing has changed. "
        + "Try batch=1024, or networks with fewer units.")
  }

  @Test("the samples of a training are those of the data, however large the batch is")
  func samples() throws {
    let run = try TrainingRun(
      of: try game(), on: bars(35), length: .steps(3), options: TrainingOptions(batch: 100))
    while !run.isComplete { _ = try run.advance() }
    #expect(run.samples == 105)
  }
}
