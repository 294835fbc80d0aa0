import NeuralNetworks
import Tensors
import Testing

@Suite("Networks")
struct NetworkTests {
  @Test("know their shapes and count their parameters")
  func shapes() throws {
    let network = try Network(input: [1, 28, 28], seed: 1, layers: [Dense(10), LeakyReLU(), Dense([2, 3]), Tanh()])
    #expect(network.shapes == [[10], [10], [2, 3], [2, 3]])
    #expect(network.parameters.count == 784 * 10 + 10 + 10 * 6 + 6)
    #expect(network.parameters.entries.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias"])
    #expect(network.parameters.entries.allSatisfy { $0.range.lowerBound % 16 == 0 })
  }

  @Test("name the layer that does not fit, its input and the formula")
  func shapeErrors() throws {
    func message(_ input: Shape, _ layers: [any Layer]) -> String {
      do {
        _ = try Network(input: input, seed: 1, layers: layers)
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message([100], [Dense(6), Reshape([2, 2])])
        == "Layer 2, Reshape(2x2), on input 6: a reshape keeps the number of elements, but 6 is not 2 * 2 = 4.")
    #expect(message([100], [Dropout(1)]).hasPrefix("Layer 1, Dropout(1.0), on input 100: the rate is"))
    #expect(message([100], [Dense(0)]).contains("every size has to be at least 1"))
    #expect(message([100], [Dense(-5)]).contains("every size has to be at least 1"))
    #expect(message([100], [Dense(10_000_000)]).contains("1010000000, above the limit of 268435456"))
    #expect(message([100], [Dense(Int.max)]).contains("above the limit"))
    #expect(message([100], []).contains("at least one layer"))
    #expect(message([0], [Dense(1)]).contains("every size has to be at least 1"))
  }

  @Test("begin with PyTorch's default, uniform in 1/sqrt(inputs), or with a normal distribution")
  func initialisers() throws {
    let network = try Network(input: [400], seed: 1, layers: [Dense(300), Dense(200, initializer: .normal(0.02))])
    let uniform = network.parameters.entries[0].values.values.map(Double.init)
    #expect(uniform.allSatisfy { abs($0) <= 0.05 })
    #expect((uniform.max() ?? 0) > 0.0499 && (uniform.min() ?? 0) < -0.0499)
    let variance = uniform.reduce(0) { $0 + $1 * $1 } / Double(uniform.count)
    #expect(abs(variance - 0.0025 / 3) < 1e-5)
    #expect(network.parameters.entries[1].values.values.contains { $0 != 0 })
    let normal = network.parameters.entries[2].values.values.map(Double.init)
    let deviation = (normal.reduce(0) { $0 + $1 * $1 } / Double(normal.count)).squareRoot()
    #expect(abs(deviation - 0.02) < 2e-4)
    #expect(network.parameters.entries[3].values.values.allSatisfy { $0 == 0 })
  }

  @Test("begin as He and as Glorot want it: variances 2 / inputs and 2 / (inputs + outputs), biases 0")
  func heAndGlorot() throws {
    let network = try Network(
      input: [400], seed: 1, layers: [Dense(300, initializer: .he), Dense(200, initializer: .glorot)])
    func variance(_ entry: Int) -> Double {
      let values = network.parameters.entries[entry].values.values.map(Double.init)
      return values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    }
    #expect(abs(variance(0) - 2.0 / 400) < 1e-4 && variance(1) == 0)
    #expect(abs(variance(2) - 2.0 / 500) < 1e-4 && variance(3) == 0)
    let bound = Float(6.0 / 500).squareRoot()
    let uniform = network.parameters.entries[2].values.values
    #expect(uniform.allSatisfy { abs($0) <= bound } && (uniform.max() ?? 0) > 0.999 * bound)
    #expect(network.parameters.entries[0].values.values.contains { $0 > 3 * Float(2.0 / 400).squareRoot() })
  }

  @Test("have weights that depend on seed and number alone")
  func seeds() throws {
    func digest(seed: UInt64, number: Int) throws -> UInt64 {
      try Network(input: [5], seed: seed, number: number, layers: [Dense(3)]).parameters.digest()
    }
    #expect(try digest(seed: 1, number: 0) == digest(seed: 1, number: 0))
    #expect(try digest(seed: 1, number: 0) != digest(seed: 2, number: 0))
    #expect(try digest(seed: 1, number: 0) != digest(seed: 1, number: 1))
  }

  @Test("make noise in training, another one each pass, and none in evaluation")
  func dropout() throws {
    let threads = try Threads(count: 2, instructions: .best)
    let network = try Network(input: [1000], seed: 1, layers: [Dropout(0.3), Dropout(0.3)])
    network.reserve(rows: 1)
    let x = Buffer([Float](repeating: 1, count: 1000))
    func output(_ mode: Mode) -> [Float] { network.forward(x, rows: 1, mode: mode, on: threads).values }
    let noisy = output(.training(Noise(seed: 1, step: 1)))
    #expect(noisy == output(.training(Noise(seed: 1, step: 1))))
    #expect(noisy != output(.training(Noise(seed: 1, step: 2))))
    #expect(noisy != output(.training(Noise(seed: 1, step: 1, pass: 1))))
    // Two layers with equal masks would silence 300 units, independent ones about 510.
    #expect((450...570).contains(noisy.count { $0 == 0 }))
    #expect(output(.evaluation) == x.values)
  }

  @Test("do a rectifier's work and that of a dropout behind it in one pass, as two would", arguments: [Float(0.2), 0])
  func silencedRectifier(slope: Float) throws {
    let threads = try Threads(count: 2, instructions: .best)
    let mode = Mode.training(Noise(seed: 1, step: 1, batches: 2))
    let x = Buffer(numbers: 2 * 999, seed: 5)
    let dy = Buffer(numbers: x.count, seed: 6)
    // The noise of the second layer, seen alone.
    let noise = try Network(input: [999], seed: 1, layers: [Tanh(), Dropout(0.3)])
    noise.reserve(rows: 2)
    let ones = Buffer([Float](repeating: 1, count: x.count))
    let tanh = noise.forward(ones, rows: 2, mode: .evaluation, on: threads)[0]
    let mask = noise.forward(ones, rows: 2, mode: mode, on: threads).values.map { $0 == 0 ? 0 : 1 / (1 - Float(0.3)) }
    #expect(tanh > 0.7 && (400...800).contains(mask.count { $0 == 0 }))

    let network = try Network(input: [999], seed: 1, layers: [LeakyReLU(slope), Dropout(0.3)])
    network.reserve(rows: 2)
    let rectified = x.values.map { $0 > 0 ? $0 : slope * $0 }
    let y = network.forward(x, rows: 2, mode: mode, on: threads).values
    #expect(y == zip(rectified, mask).map { $0 * $1 })
    let dx = network.backward(dy, parameterGradients: .write, inputGradient: true, on: threads)?.values
    func factor(_ index: Int) -> Float { x[index] > 0 ? 1 : slope }
    #expect(dx == x.values.indices.map { factor($0) * (mask[$0] * dy[$0]) })

    #expect(network.forward(x, rows: 2, mode: .evaluation, on: threads).values == rectified)
    let silent = network.backward(dy, parameterGradients: .write, inputGradient: true, on: threads)?.values
    #expect(silent == x.values.indices.map { factor($0) * dy[$0] })
  }

  @Test("take the first samples of a pass back alone, as a pass of their own would")
  func forgetting() throws {
    let threads = try Threads(count: 2, instructions: .best)
    let x = Buffer(numbers: 20 * 30, seed: 7)
    let dy = Buffer(numbers: 20 * 9, seed: 8)
    func gradients(rows: Int) throws -> [Float] {
      let network = try Network(input: [30], seed: 1, layers: [Dense(70), ReLU(), Dense(9), Sigmoid()])
      network.reserve(rows: 20)
      _ = network.forward(x, rows: rows, mode: .training(Noise(seed: 1, step: 1)), on: threads)
      network.forget(after: 12)
      let dx = network.backward(dy, parameterGradients: .write, inputGradient: true, on: threads)
      return try #require(dx).values + network.parameters.gradients.values
    }
    #expect(try gradients(rows: 20) == gradients(rows: 12))
  }

  @Test("give the same output for a sample, whatever the batch")
  func batches() throws {
    let threads = try Threads(count: 2, instructions: .best)
    let network = try Network(input: [30], seed: 1, layers: [Dense(70), ReLU(), Dense(9), Sigmoid()])
    network.reserve(rows: 50)
    let x = Buffer(count: 50 * 30)
    Random(seed: 3, purpose: .drawing).fillNormal(x)
    let all = network.forward(x, rows: 50, mode: .evaluation, on: threads).values
    let some = network.forward(x[30 * 7..<30 * 20], rows: 13, mode: .evaluation, on: threads).values
    #expect(Array(all[9 * 7..<9 * 20]) == some)
  }

  @Test("learn: a small network fits a function")
  func learning() throws {
    let threads = try Threads(count: 2, instructions: .best)
    let network = try Network(input: [2], seed: 1, layers: [Dense(32), LeakyReLU(), Dense(1)])
    network.reserve(rows: 64)
    let adam = Adam(network.parameters, learningRate: 0.01)
    let losses = Losses(rows: 64)
    let x = Buffer(count: 128)
    var last = 0.0
    for step in 0..<200 {
      // Real inside of the circle, fake outside: the two terms of a discriminator, on half a batch each.
      Random(seed: 9, purpose: .drawing, step: UInt64(step)).fillNormal(x)
      for row in 0..<64 {
        let (a, b) = (x[2 * row], x[2 * row + 1])
        let length = max((a * a + b * b).squareRoot(), 0.01)
        let target: Float = row < 32 ? 0.5 : 1.5
        x[2 * row] = a / length * target
        x[2 * row + 1] = b / length * target
      }
      let real = losses.evaluate(
        .real(smoothing: 0), logits: network.forward(x, rows: 32, mode: .evaluation, on: threads), on: threads)
      network.backward(real.gradient, parameterGradients: .write, inputGradient: false, on: threads)
      let fake = losses.evaluate(
        .fake, logits: network.forward(x[64..<128], rows: 32, mode: .evaluation, on: threads), on: threads)
      network.backward(fake.gradient, parameterGradients: .add, inputGradient: false, on: threads)
      adam.update(on: threads)
      last = real.value.loss + fake.value.loss
    }
    #expect(last < 0.2)
  }
}
