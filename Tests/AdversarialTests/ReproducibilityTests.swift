import Adversarial
import Tensors
import Testing

@Suite("Reproducibility")
struct ReproducibilityTests {
  @Test(
    "the same seed gives the same bits on every instruction set and thread count",
    arguments: [small, smallConvolutional])
  func everywhere(preset: Preset) throws {
    let digest = try trained(preset).digest
    #expect(digest.count == 16)
    for set in InstructionSet.supported {
      for threads in 1...3 {
        #expect(try trained(preset, set: set, threads: threads).digest == digest, "\(set), \(threads) threads")
      }
    }
    #expect(try trained(preset, seed: 2).digest != digest)
    #expect(try trained(preset, steps: 7).digest != digest)
  }

  @Test("so do the games at their real size", arguments: [Preset.vanilla, .dcgan28])
  func realSize(preset: Preset) throws {
    var digests: Set<String> = []
    let pixels = (0..<784 * 20).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    let dataset = noise(pixels)
    for set in InstructionSet.supported where set != .portable {
      for threads in 1...3 {
        let game = try Game(
          preset: preset, image: [1, 28, 28], seed: 3, threads: Threads(count: threads, instructions: set))
        _ = try game.train(on: dataset, length: .steps(2), options: TrainingOptions(batch: 13)) { _ in true }
        digests.insert(game.digest)
      }
    }
    #expect(digests.count == (InstructionSet.supported == [.portable] ? 0 : 1))
  }

  @Test("two trainings in a row equal one long one", arguments: [small, smallConvolutional])
  func continued(preset: Preset) throws {
    let game = try trained(preset, steps: 3)
    var steps: [Int] = []
    _ = try game.train(on: bars(35), length: .steps(3), options: TrainingOptions(batch: 10)) {
      steps.append($0.step)
      return true
    }
    #expect(steps == [4, 5, 6])
    #expect(try game.digest == trained(preset, steps: 6).digest)
  }

  @Test(
    "sampling between trainings changes nothing, and a picture does not depend on how many are made",
    arguments: [small, smallConvolutional])
  func sampling(preset: Preset) throws {
    let game = try trained(preset, steps: 3)
    let few = game.sample(count: 3, seed: 5)
    let many = game.sample(count: 150, seed: 5)
    #expect(few.shape == [3, 1, 4, 4])
    #expect(Array(many.values.prefix(48)) == few.values)
    #expect(many.values.allSatisfy { abs($0) <= 1 })
    #expect(Set(many.values.suffix(16 * 20)).count > 200)
    #expect(game.sample(count: 3, seed: 6) != few)
    #expect(game.sample(count: 0, seed: 6).values.isEmpty)
    _ = try game.train(on: bars(35), length: .steps(3), options: TrainingOptions(batch: 10)) { _ in true }
    #expect(try game.digest == trained(preset, steps: 6).digest)
    #expect(game.sample(count: 3, seed: 5) != few)
  }
}
