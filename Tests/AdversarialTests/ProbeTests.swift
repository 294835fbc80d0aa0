import Adversarial
import Datasets
import NeuralNetworks
import Tensors
import Testing

@Suite("Probes")
struct ProbeTests {
  @Test(
    "a probe changes nothing of the game: not a bit, now or after further training",
    arguments: [small, smallConvolutional])
  func untouched(preset: Preset) throws {
    let game = try trained(preset, steps: 3)
    let before = (game.digest, game.sample(count: 7, seed: 2), game.step)
    // Larger batches than the game's, so that its buffers must grow.
    _ = try game.probe(on: bars(200), steps: 4, batch: 64) { false }
    #expect(game.digest == before.0 && game.sample(count: 7, seed: 2) == before.1 && game.step == before.2)
    _ = try game.train(on: bars(35), length: .steps(3), options: TrainingOptions(batch: 10)) { _ in true }
    #expect(try game.digest == trained(preset, steps: 6).digest)
  }

  @Test("an untrained generator is found out, and the divergence is near log 2")
  func easy() throws {
    let game = try trained(steps: 1)
    let probe = try #require(try game.probe(on: bars(600), steps: 300) { false })
    #expect(probe.accuracy > 0.97 && probe.realScore > 0.9 && probe.fakeScore < 0.1)
    #expect(probe.divergence > 0.6 && probe.divergence <= Probe.logOf2)
    #expect(probe.losses.count == 300 && probe.steps == 300 && probe.testCount == 100)
    #expect(probe.losses[299] < probe.losses[0] / 4)
    #expect(abs(2 * probe.divergence - 2 * Probe.logOf2 - probe.value) < 1e-12)
  }

  @Test("what the generator made itself cannot be told from what it makes")
  func impossible() throws {
    let game = try trained(steps: 6)
    let pixels = game.sample(count: 3_000, seed: 99).values.map {
      UInt8(max(0, min(255, (($0 + 1) * 127.5).rounded())))
    }
    let own = Dataset(
      name: "own", origin: "made for tests", imageShape: [1, 4, 4], pixels: pixels, labels: [], classNames: [])
    let probe = try #require(try game.probe(on: own, steps: 100) { false })
    #expect(abs(probe.accuracy - 0.5) < 0.08)
    #expect(probe.divergence < 0.02)
    #expect(abs(probe.realScore - probe.fakeScore) < 0.05)
  }

  @Test("the same game gives the same probe, which can be stopped while it learns and while it is tested")
  func repeatable() throws {
    let first = try trained().probe(on: bars(50), steps: 5) { false }
    #expect(try first == trained().probe(on: bars(50), steps: 5) { false })
    for last in [2, 6] {
      var count = 0
      let stopped = try trained().probe(on: bars(50), steps: 5) {
        count += 1
        return count == last
      }
      #expect(stopped == nil && count == last)
    }
  }

  @Test("data that do not fit are refused")
  func refused() throws {
    let game = try trained(steps: 1)
    #expect(throws: TrainingError.imageShape(dataset: "noise", is: [1, 28, 28], game: [1, 4, 4])) {
      try game.probe(on: noise([UInt8](repeating: 0, count: 1_568)), steps: 1) { false }
    }
    #expect(throws: TrainingError.emptyDataset(name: "bars")) { try game.probe(on: bars(0), steps: 1) { false } }
    #expect(throws: TrainingError.singleSample(dataset: "bars")) { try game.probe(on: bars(1), steps: 1) { false } }
  }
}
