import Adversarial
import Tensors
import Testing

@Suite("Reproducibility")
struct ReproducibilityTests {
  @Test("the same seed gives the same bits on every instruction set and thread count")
  func everywhere() throws {
    let digest = try trained().digest
    #expect(digest.count == 16)
    for set in InstructionSet.supported {
      for threads in 1...3 {
        #expect(try trained(set: set, threads: threads).digest == digest, "\(set), \(threads) threads")
      }
    }
    #expect(try trained(seed: 2).digest != digest)
    #expect(try trained(steps: 7).digest != digest)
  }

  @Test("so does the vanilla game at its real size")
  func vanilla() throws {
    var digests: Set<String> = []
    let pixels = (0..<784 * 20).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    let dataset = noise(pixels)
    for set in InstructionSet.supported where set != .portable {
      for threads in 1...3 {
        let game = try Game(
          preset: .vanilla, image: [1, 28, 28], seed: 3, threads: Threads(count: threads, instructions: set))
        _ = try game.train(on: dataset, length: .steps(2), options: TrainingOptions(batch: 13)) { _ in true }
        digests.insert(game.digest)
      }
    }
    #expect(digests.count <= 1)
  }

  @Test("two trainings in a row equal one long one")
  func continued() throws {
    let game = try trained(steps: 3)
    var steps: [Int] = []
    _ = try game.train(on: bars(35), length: .steps(3), options: TrainingOptions(batch: 10)) {
      steps.append($0.step)
      return true
    }
    #expect(steps == [4, 5, 6])
    #expect(try game.digest == trained(steps: 6).digest)
  }

  @Test("sampling between trainings changes nothing, and a picture does not depend on how many are made")
  func sampling() throws {
    let game = try trained(steps: 3)
    let few = game.sample(count: 3, seed: 5)
    let many = game.sample(count: 150, seed: 5)
    #expect(few.shape == [3, 1, 4, 4])
    #expect(Array(many.values.prefix(48)) == few.values)
    #expect(many.values.allSatisfy { abs($0) <= 1 })
    #expect(Set(many.values.suffix(16 * 20)).count > 200)
    #expect(game.sample(count: 3, seed: 6) != few)
    #expect(game.sample(count: 0, seed: 6).values.isEmpty)
    _ = try game.train(on: bars(35), length: .steps(3), options: TrainingOptions(batch: 10)) { _ in true }
    #expect(try game.digest == trained(steps: 6).digest)
    #expect(game.sample(count: 3, seed: 5) != few)
  }
}
