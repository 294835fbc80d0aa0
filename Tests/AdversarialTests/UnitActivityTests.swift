import Adversarial
import NeuralNetworks
import Tensors
import Testing

@Suite("Silent and dead units")
struct UnitActivityTests {
  /// A pair whose hidden layers have this rectifier.
  private func pair(_ rectifier: any Layer) -> Preset {
    Preset(
      name: "units", summary: "for tests", latentCount: 5,
      generator: { image in [Dense(19), rectifier, Dense(image), Tanh()] },
      discriminator: { _ in [Dense(23), rectifier, Dropout(0.3), Dense(11), rectifier, Dense(1)] })
  }

  /// Makes units of the discriminator's first layer negative whatever comes: no weights, and a bias of -1.
  private func silence(_ count: Int, in game: Game) {
    let entries = game.discriminator.parameters.entries
    for entry in entries where entry.name.hasPrefix("0.") {
      let columns = entry.shape.dims.last ?? 1
      for index in 0..<entry.values.count {
        let unit = entry.shape.dims.count == 1 ? index : index % columns
        if unit < count { entry.values[index] = entry.shape.dims.count == 1 ? -1 : 0 }
      }
    }
    game.discriminator.parameters.valuesChanged()
  }

  @Test("units that were silenced are counted, and are dead behind a flat rectifier alone", arguments: [0, 4, 23])
  func counts(silenced: Int) throws {
    for (layer, isFlat) in [(ReLU() as any Layer, true), (LeakyReLU(0.2), false)] {
      let game = try Game(
        preset: pair(layer), image: [1, 4, 4], seed: 5, threads: Threads(count: 2, instructions: .best))
      let before = try #require(try game.unitActivity(on: bars(150)))
      silence(silenced, in: game)
      let digest = game.digest
      let found = try #require(try game.unitActivity(on: bars(150)))
      #expect(
        found.map(\.units) == [19, 23, 11] && found.map(\.player) == [.generator, .discriminator, .discriminator])
      #expect(found[1].silent >= silenced && found[1].silent <= silenced + before[1].silent)
      #expect(found.allSatisfy { $0.dead == (isFlat ? $0.silent : 0) })
      #expect(game.digest == digest)
    }
  }

  @Test("an untrained network of this size has hardly any, over many samples fewer than over one")
  func samples() throws {
    let game = try Game(
      preset: pair(ReLU()), image: [1, 4, 4], seed: 5, threads: Threads(count: 2, instructions: .best))
    let one = try #require(try game.unitActivity(on: bars(150), count: 1)).reduce(0) { $0 + $1.silent }
    let many = try #require(try game.unitActivity(on: bars(150), count: 150)).reduce(0) { $0 + $1.silent }
    #expect(one > many && many < 5)
  }

  @Test("data of another shape are refused")
  func refusals() throws {
    let game = try trained(steps: 1)
    #expect(throws: TrainingError.imageShape(dataset: "noise", is: [1, 28, 28], game: [1, 4, 4])) {
      try game.unitActivity(on: noise(Array(repeating: 0, count: 784)))
    }
  }

  @Test(
    "the guidelines of the DCGAN paper are kept by the preset made after them, and broken where others break them",
    arguments: [
      (Preset.dcgan28, [true, true, true, true, true, true, true, true]),
      (Preset.vanilla, [false, false, false, false, true, false, true, false]),
      (Preset.dcgan28TF, [true, false, true, false, false, false, false, false]),
    ])
  func rules(preset: Preset, kept: [Bool]) throws {
    let game = try Game(preset: preset, image: [1, 28, 28], seed: 1, threads: Threads(count: 2, instructions: .best))
    #expect(try DCGANRules(game).rules.map(\.isKept) == kept)
  }
}
