import Adversarial
import Datasets
import Tensors
import Testing

@Suite("The cost of a step")
struct CostTests {
  static let presets = [Preset.vanilla, .wganGP, .dcgan28, .dcgan28TF]

  @Test("grows linearly with the images, in products of two numbers", arguments: presets)
  func linear(preset: Preset) throws {
    let dataset = noise((0..<784 * 12).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })
    var options = preset.options
    var costs: [Int] = []
    for batch in [3, 6, 12] {
      let threads = try Threads(count: 2, instructions: .best)
      let game = try Game(preset: preset, image: [1, 28, 28], seed: 1, threads: threads)
      options.batch = batch
      _ = try game.train(on: dataset, length: .steps(1), options: options) { _ in true }
      costs.append(threads.products)
    }
    #expect(costs[0] > 0 && costs[1] == 2 * costs[0] && costs[2] == 4 * costs[0])
  }

  @Test("of dcgan28 in memory is below 250 megabytes, everything the engine computes in together")
  func memory() async {
    // In a process of its own, where nobody else makes buffers.
    await #expect(processExitsWith: .success) {
      let dataset = noise((0..<784 * 128).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })
      let game = try Game(
        preset: .dcgan28, image: [1, 28, 28], seed: 1, threads: Threads(count: 2, instructions: .best))
      _ = try game.train(on: dataset, length: .steps(1), options: Preset.dcgan28.options) { _ in true }
      try #require(Buffer.peakBytes > 50_000_000 && Buffer.peakBytes < 250_000_000)
    }
  }

  @Test(
    "making and judging the pictures for both players in one pass changes no bit",
    arguments: [Preset.vanilla, .wganGP, .mlpTiny], 1...2)
  func joined(preset: Preset, discriminatorSteps: Int) throws {
    let dataset = noise((0..<784 * 20).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })
    var options = preset.options
    options.batch = 13
    options.discriminatorSteps = discriminatorSteps
    var digests: Set<String> = []
    for (joins, ahead) in [(true, true), (true, false), (false, true), (false, false)] {
      let game = try Game(
        preset: preset, image: [1, 28, 28], seed: 3, threads: Threads(count: 2, instructions: .best))
      #expect(game.joinsBatches)
      #expect(game.forgesAhead == (preset.name == "vanilla"))
      game.joinsBatches = joins
      game.forgesAhead = ahead && game.forgesAhead
      // The last batch of an epoch is smaller.
      _ = try game.train(on: dataset, length: .steps(3), options: options) { _ in true }
      digests.insert(game.digest)
    }
    #expect(digests.count == 1)
  }
}
