import Adversarial
import Datasets
import Foundation
import NeuralNetworks
import Tensors
import Testing

/// Twenty steps of a game, as PyTorch trained it: made by Tests/References/training.py.
struct TrainingReference: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let generator: [Int]
  let discriminator: [Int]
  let dropout: Float
  let batch: Int
  let rate: Double
  let beta1: Double
  let beta2: Double
  let optimizer: String
  let objective: String
  let k: Int
  let smoothing: Double
  /// Which weights are there: each parameter's first, and then every so many-th.
  let every: Int
  let discriminatorLoss: Double
  let generatorLoss: Double
  let weights: [[Double]]

  var testDescription: String { name }

  /// Whether the networks are of a preset's size.
  var isLarge: Bool { every > 100 }

  static let all: [TrainingReference] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "training.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([TrainingReference].self, from: data)) ?? []
  }()

  /// Dense layers of these sizes, leaky rectifiers and dropout between.
  func layers(_ sizes: [Int], output: Shape, dropout: Float) -> [any Layer] {
    var layers: [any Layer] = []
    for (index, size) in sizes.dropFirst().enumerated() {
      if index == sizes.count - 2 {
        layers.append(Dense(output))
      } else {
        layers += [Dense(size), LeakyReLU(0.2)]
        if dropout > 0 { layers.append(Dropout(dropout)) }
      }
    }
    return layers
  }

  var preset: Preset {
    Preset(
      name: name, summary: "", latentCount: generator[0],
      generator: { image in layers(generator, output: image, dropout: 0) + [Tanh()] },
      discriminator: { _ in layers(discriminator, output: [1], dropout: dropout) })
  }

  func options() throws -> TrainingOptions {
    TrainingOptions(
      batch: batch, optimizer: try #require(OptimizerKind(rawValue: optimizer)), learningRate: rate, beta1: beta1,
      beta2: beta2, objective: try #require(Objective(rawValue: objective)), discriminatorSteps: k,
      smoothing: smoothing)
  }
}

/// 150 pictures of pixels hashed from their index, as engine_numbers.py has them.
func hashedPictures(_ shape: Shape) -> Dataset {
  let pixels = (0..<150 * shape.count).map { index in
    var word = UInt32(truncatingIfNeeded: index) &* 2_654_435_761 &+ 40_503 &+ 12_345
    word ^= word >> 15
    word = word &* 2_246_822_519
    word ^= word >> 13
    return UInt8(word >> 24)
  }
  return Dataset(
    name: "hashed", origin: "made for tests", imageShape: shape, pixels: pixels, labels: [], classNames: [])
}

@Suite("Twenty training steps")
struct TrainingReferenceTests {
  @Test("were done by PyTorch too")
  func files() {
    #expect(TrainingReference.all.count == 10)
  }

  @Test("end with PyTorch's weights", arguments: TrainingReference.all)
  func agreement(reference: TrainingReference) throws {
    let side = Int(Double(reference.discriminator[0]).squareRoot())
    let image: Shape = [1, side, side]
    let game = try Game(
      preset: reference.preset, image: image, seed: 7, threads: Threads(count: 2, instructions: .best))
    let outcome = try game.train(on: hashedPictures(image), length: .steps(20), options: reference.options()) { _ in
      true
    }
    let last = try #require(outcome.last)
    #expect(abs(last.discriminatorLoss - reference.discriminatorLoss) < 5e-4 * (1 + abs(reference.discriminatorLoss)))

    // No difference of outputs depends on the bias of a critic's output: its gradient is rounding alone, of which Adam
    // makes whole steps.
    let isCritic = reference.objective == "wasserstein-gp"
    #expect(abs(last.generatorLoss - reference.generatorLoss) < (isCritic ? 2e-2 : 1e-4))
    var entries = game.generator.parameters.entries + game.discriminator.parameters.entries
    #expect(entries.count == reference.weights.count)
    if isCritic {
      entries.removeLast()
    }
    // Of a single weight, relative to itself; and of a whole parameter, in root mean squares.
    var worst = 0.0
    var worstOfParameters = 0.0
    for (entry, weights) in zip(entries, reference.weights) {
      let mine = stride(from: 0, to: entry.values.count, by: reference.every).map { Double(entry.values[$0]) }
      #expect(mine.count == weights.count)
      var (squares, differences) = (0.0, 0.0)
      for (a, b) in zip(mine, weights) {
        worst = max(worst, abs(a - b) / abs(b))
        squares += b * b
        differences += (a - b) * (a - b)
      }
      worstOfParameters = max(worstOfParameters, (differences / squares).squareRoot())
    }
    #expect(worstOfParameters < 1e-3)
    // Among a million weights some have gradients that are hardly more than rounding, of which Adam makes whole steps,
    // one way here and the other there, as PyTorch's single precision and its double do.
    if !reference.isLarge {
      #expect(worst < 1e-3)
    }
    print("\(reference.name): a weight differs by at most \(worst), a parameter by \(worstOfParameters), relative")
  }
}
