import Foundation
import NeuralNetworks
import Tensors
import Testing

/// What PyTorch says, made by Tests/References/layers.py.
struct PyTorchReference: Decodable {
  struct LayerCase: Decodable {
    let name: String
    let output: [Double]
    let inputGradient: [Double]
    let gradients: [[Double]]
  }
  struct LossCase: Decodable {
    let name: String
    let value: Double
    let gradient: [Double]
  }
  struct OptimizerCase: Decodable {
    let name: String
    let values: [Double]
  }
  struct PenaltyCase: Decodable {
    let name: String
    let value: Double
    let gradients: [[Double]]
  }

  let layers: [LayerCase]
  let losses: [LossCase]
  let optimizers: [OptimizerCase]
  let penalties: [PenaltyCase]
  let spectrum: [Double]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "layers.json")
    self = try JSONDecoder().decode(PyTorchReference.self, from: Data(contentsOf: file))
  }
}

/// Numbers in [-scale, scale) that depend on index and salt alone, as engine_numbers.py has them.
func hashed(_ count: Int, salt: UInt32, scale: Double = 1) -> [Float] {
  (0..<count).map { index in
    var word = UInt32(truncatingIfNeeded: index) &* 2_654_435_761 &+ salt &* 40_503 &+ 12_345
    word ^= word >> 15
    word = word &* 2_246_822_519
    word ^= word >> 13
    return Float((Double(word >> 8) / 0x1p23 - 1) * scale)
  }
}

@Suite("PyTorch")
struct PyTorchTests {
  let reference: PyTorchReference
  let threads: Threads
  let rows = 4

  init() throws {
    reference = try PyTorchReference()
    threads = try Threads(count: 2, instructions: .best)
  }

  func compare(_ mine: Buffer, _ exact: [Double], tolerance: Double = 2e-6, _ what: String) {
    #expect(mine.count == exact.count)
    let scale = exact.reduce(1e-3) { max($0, abs($1)) }
    let worst = zip(mine.values, exact).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
    #expect(worst <= tolerance * scale, "\(what): \(worst)")
  }

  func fill(_ network: Network) {
    for (index, entry) in network.parameters.entries.enumerated() where entry.isLearned {
      entry.values.copy(hashed(entry.values.count, salt: 10 + UInt32(index), scale: 0.8))
    }
    network.parameters.valuesChanged()
  }

  @Test("agrees on every layer, forward and backward")
  func layers() throws {
    var cases: [String: (Shape, [any Layer])] = [
      "dense": ([6], [Dense(5)]), "leaky rectifier": ([9], [LeakyReLU(0.2)]), "rectifier": ([9], [ReLU()]),
      "tanh": ([9], [Tanh()]), "sigmoid": ([9], [Sigmoid()]),
      "network": ([6], [Dense(11), LeakyReLU(0.2), Dense(5), Tanh(), Dense(1)]),
      "convolution": ([3, 7, 6], [Conv(5, kernel: 4, stride: 2, padding: 1)]),
      "convolution 3x3": ([2, 5, 5], [Conv(4, kernel: 3, padding: 1, bias: false)]),
      "convolution 5x5, one channel": ([1, 9, 9], [Conv(3, kernel: 5, stride: 2, padding: 2)]),
      "convolution, one filter": ([4, 5, 5], [Conv(1, kernel: 5, bias: false)]),
      "convolution, stride 3": ([2, 8, 8], [Conv(3, kernel: 3, stride: 3)]),
      "transposed convolution": ([5, 3, 4], [ConvTranspose(3, kernel: 4, stride: 2, padding: 1)]),
      "transposed from one pixel": ([6, 1, 1], [ConvTranspose(4, kernel: 4, bias: false)]),
      "transposed 5x5, output padding": (
        [3, 3, 3], [ConvTranspose(2, kernel: 5, stride: 2, padding: 2, outputPadding: 1)]
      ),
      "transposed, one channel": ([4, 4, 4], [ConvTranspose(1, kernel: 4, stride: 2, padding: 1, bias: false)]),
      "batch norm": ([5, 3, 2], [BatchNorm()]),
      "batch norm and rectifier": ([5, 3, 2], [BatchNorm(), LeakyReLU(0.2)]),
      "convolutional network": (
        [1, 8, 8],
        [
          Conv(4, kernel: 4, stride: 2, padding: 1, bias: false), LeakyReLU(0.2),
          Conv(6, kernel: 4, stride: 2, padding: 1, bias: false), BatchNorm(), LeakyReLU(0.2),
          Conv(1, kernel: 2, bias: false),
        ]
      ),
    ]
    for factor in [2, 3] {
      for method in Upsample.Method.allCases {
        cases["upsample \(factor) \(method.rawValue)"] = ([2, 3, 4], [Upsample(factor, method)])
      }
    }
    #expect(reference.layers.count == cases.count)
    for exact in reference.layers {
      let (input, layers) = try #require(cases[exact.name])
      let network = try Network(input: input, seed: 1, layers: layers)
      fill(network)
      network.reserve(rows: rows)
      let x = Buffer(hashed(rows * input.count, salt: 1, scale: 2))
      let y = network.forward(x, rows: rows, mode: .training(Noise(seed: 1, step: 0)), on: threads)
      compare(y, exact.output, "\(exact.name), output")
      let dy = Buffer(hashed(y.count, salt: 2))
      let dx = try #require(network.backward(dy, parameterGradients: .write, inputGradient: true, on: threads))
      compare(dx, exact.inputGradient, "\(exact.name), input gradient")
      #expect(network.parameters.entries.count == exact.gradients.count)
      for (entry, gradient) in zip(network.parameters.entries, exact.gradients) {
        compare(entry.isLearned ? entry.gradients : entry.values, gradient, "\(exact.name), \(entry.name)")
      }
    }
  }

  @Test("agrees on every loss")
  func losses() throws {
    let cases: [String: LogitLoss] = [
      "real": .real(smoothing: 0), "real, smoothed": .real(smoothing: 0.125), "fake": .fake, "minimax": .minimax,
      "non-saturating": .nonSaturating, "squares": .squares(target: 0.875), "value": .value(sign: -1),
    ]
    #expect(reference.losses.count == cases.count)
    let logits = Buffer(hashed(9, salt: 1, scale: 6))
    for exact in reference.losses {
      let kind = try #require(cases[exact.name])
      let (value, gradient) = Losses(rows: 9).evaluate(kind, logits: logits, on: threads)
      #expect(abs(value.loss - exact.value) <= 1e-6 * abs(exact.value), "\(exact.name)")
      compare(gradient, exact.gradient, exact.name)
    }
  }

  @Test("agrees on every optimiser, after twelve updates of gradients of very different sizes")
  func optimizers() throws {
    #expect(reference.optimizers.map(\.name).sorted() == OptimizerKind.allCases.map(\.rawValue).sorted())
    for exact in reference.optimizers {
      let network = try Network(input: [3], seed: 1, layers: [Dense(4)])
      let entry = network.parameters.entries[0]
      entry.values.copy(hashed(12, salt: 20))
      let optimizer = try #require(OptimizerKind(rawValue: exact.name)).make(for: network.parameters)
      optimizer.learningRate = 0.01
      switch optimizer {
      case let adam as Adam: (adam.beta1, adam.beta2) = (0.5, 0.9)
      case let descent as SGD where exact.name == "momentum": (descent.learningRate, descent.momentum) = (0.02, 0.75)
      case let descent as SGD: descent.learningRate = 0.05
      default: break
      }
      for step in 0..<12 {
        let scale = [0.01, 0.1, 1, 10][step % 4]
        entry.gradients.copy(hashed(12, salt: 30 + UInt32(step), scale: scale))
        optimizer.update(on: threads)
      }
      compare(entry.values, exact.values, exact.name)
      #expect(optimizer.step == 12)
    }
  }

  @Test("agrees on the gradient penalty's gradient")
  func penalty() throws {
    let cases: [String: any Layer] = ["leaky rectifier": LeakyReLU(0.2), "tanh": Tanh(), "sigmoid": Sigmoid()]
    #expect(reference.penalties.count == cases.count)
    for exact in reference.penalties {
      let activation = try #require(cases[exact.name])
      let network = try Network(
        input: [6], seed: 1, layers: [Dense(11), activation, Dense(5), activation, Dense(1)])
      fill(network)
      let penalty = try GradientPenalty(network)
      penalty.reserve(rows: rows)
      // Between a sample and itself lies only that sample, whatever the random numbers.
      let x = Buffer(hashed(rows * 6, salt: 1, scale: 2))
      let value = penalty.add(
        real: x, fake: x, rows: rows, weight: 10, random: Random(seed: 1, purpose: .interpolation), mode: .evaluation,
        on: threads)
      #expect(abs(value.loss - exact.value) < 1e-5 * exact.value, "\(exact.name)")
      for (entry, gradient) in zip(network.parameters.entries, exact.gradients) {
        compare(entry.gradients, gradient, tolerance: 1e-5, "\(exact.name), \(entry.name)")
      }
    }
  }

  @Test("agrees on the largest singular value: spectral normalisation finds it within 50 passes")
  func spectralNorm() throws {
    let plain = try Network(input: [40], seed: 1, layers: [Dense(24)])
    let network = try Network(input: [40], seed: 1, layers: [SpectralNorm(Dense(24))])
    #expect(network.parameters.count == plain.parameters.count)
    for other in [plain, network] {
      other.parameters.entries[0].values.copy(hashed(40 * 24, salt: 10, scale: 0.8))
      other.parameters.entries[1].values.copy([Float](repeating: 0, count: 24))
      other.parameters.valuesChanged()
      other.reserve(rows: 200)
    }
    let x = Buffer(count: 200 * 40)
    Random(seed: 3, purpose: .drawing).fillNormal(x)
    for step in 0..<50 {
      _ = network.forward(x, rows: 1, mode: .training(Noise(seed: 1, step: step)), on: threads)
    }
    let y = network.forward(x, rows: 200, mode: .evaluation, on: threads).values
    let unscaled = plain.forward(x, rows: 200, mode: .evaluation, on: threads).values
    let sigma = Double(unscaled[0] / y[0])
    #expect(abs(sigma - reference.spectrum[0]) < 1e-4 * reference.spectrum[0], "\(sigma)")
    // No two inputs are further apart in the output.
    for row in stride(from: 0, to: 200, by: 2) {
      func distance(_ values: [Float], _ size: Int) -> Double {
        (0..<size).reduce(0) { sum, index in
          let difference = Double(values[row * size + index] - values[(row + 1) * size + index])
          return sum + difference * difference
        }.squareRoot()
      }
      #expect(distance(y, 24) <= distance(x.values, 40) * 1.0001)
    }
  }

  @Test("spectral normalisation of a convolution divides by the same number that its weights grew by")
  func spectralConvolution() throws {
    let network = try Network(
      input: [2, 6, 6], seed: 1, layers: [SpectralNorm(Conv(8, kernel: 3, padding: 1, bias: false)), LeakyReLU()])
    network.reserve(rows: 2)
    let x = Buffer(hashed(2 * 72, salt: 1))
    func output() -> [Float] {
      for step in 0..<50 {
        _ = network.forward(x, rows: 2, mode: .training(Noise(seed: 1, step: step)), on: threads)
      }
      return network.forward(x, rows: 2, mode: .evaluation, on: threads).values
    }
    let before = output()
    let weights = network.parameters.entries[0].values
    weights.copy(weights.values.map { 3 * $0 })
    network.parameters.valuesChanged()
    for (a, b) in zip(before, output()) {
      #expect(abs(a - b) < 1e-4)
    }
    #expect(before.contains { abs($0) > 0.01 })
  }
}
