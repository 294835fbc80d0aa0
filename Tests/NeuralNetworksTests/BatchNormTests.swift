import NeuralNetworks
import Tensors
import Testing

@Suite("Batch normalisation")
struct BatchNormTests {
  static let rows = 9
  static let input: Shape = [21, 2, 3]

  /// A network with odd scales and shifts, and an input with large means.
  func network(_ layers: [any Layer]) throws -> (network: Network, x: Buffer) {
    let network = try Network(input: Self.input, seed: 1, layers: layers)
    network.reserve(rows: Self.rows)
    Random(seed: 5, purpose: .drawing).fillNormal(network.parameters.entries[1].values)
    let x = Buffer(count: Self.rows * Self.input.count)
    Random(seed: 6, purpose: .drawing).fillNormal(x, scale: 2)
    for index in 0..<x.count { x[index] += Float(index / 6 % 21) * 10 }
    return (network, x)
  }

  /// Mean and sum of squared distances of each channel of a batch.
  func moments(_ x: Buffer) -> [(mean: Double, squares: Double)] {
    (0..<21).map { channel in
      let values = x.values.enumerated().filter { $0.offset / 6 % 21 == channel }.map { Double($0.element) }
      let mean = values.reduce(0, +) / Double(values.count)
      return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) })
    }
  }

  @Test("normalises by the batch's mean and biased variance; the running ones follow, unbiased")
  func training() throws {
    let threads = try Threads(count: 2, instructions: .best)
    let (network, x) = try network([BatchNorm(deviation: 0.3)])
    let y = network.forward(x, rows: Self.rows, mode: .training(Noise(seed: 1, step: 0)), on: threads)
    let entries = network.parameters.entries
    let count = Double(Self.rows * 6)
    let moments = moments(x)
    for index in 0..<x.count {
      let channel = index / 6 % 21
      let (mean, squares) = moments[channel]
      let exact =
        (Double(x[index]) - mean) / (squares / count + 1e-5).squareRoot() * Double(entries[0].values[channel])
        + Double(entries[1].values[channel])
      #expect(abs(Double(y[index]) - exact) < 3e-5)
    }
    for channel in 0..<21 {
      let (mean, squares) = moments[channel]
      #expect(abs(Double(entries[2].values[channel]) - 0.1 * mean) < 1e-5)
      #expect(abs(Double(entries[3].values[channel]) - (0.9 + 0.1 * squares / (count - 1))) < 1e-5)
    }
  }

  @Test("uses the running statistics in evaluation, and leaves them alone")
  func evaluation() throws {
    let threads = try Threads(count: 2, instructions: .best)
    let (network, x) = try network([BatchNorm(momentum: 1)])
    let entries = network.parameters.entries
    _ = network.forward(x, rows: Self.rows, mode: .training(Noise(seed: 1, step: 0)), on: threads)
    let digest = network.parameters.digest()
    let all = network.forward(x, rows: Self.rows, mode: .evaluation, on: threads).values
    let one = network.forward(x[126 * 4..<126 * 5], rows: 1, mode: .evaluation, on: threads).values
    #expect(one == Array(all[126 * 4..<126 * 5]))
    for (index, value) in all.enumerated() {
      let channel = index / 6 % 21
      let exact =
        (Double(x[index]) - Double(entries[2].values[channel]))
        / (Double(entries[3].values[channel]) + 1e-5).squareRoot() + Double(entries[1].values[channel])
      #expect(abs(Double(value) - exact) < 3e-5)
    }
    #expect(network.parameters.digest() == digest)
  }

  @Test("does a rectifier's work in the same pass, forward and backward", arguments: [Float(0.2), 0])
  func absorbed(slope: Float) throws {
    let threads = try Threads(count: 2, instructions: .best)
    let mode = Mode.training(Noise(seed: 1, step: 0))
    let (fused, x) = try network([BatchNorm(deviation: 0.3), LeakyReLU(slope)])
    // A dropout that silences nobody keeps the two layers apart.
    let (apart, _) = try network([BatchNorm(deviation: 0.3), Dropout(0), LeakyReLU(slope)])
    let dy = Buffer(numbers: x.count, seed: 8)
    #expect(
      fused.forward(x, rows: Self.rows, mode: mode, on: threads).values
        == apart.forward(x, rows: Self.rows, mode: mode, on: threads).values)
    let dx = fused.backward(dy, parameterGradients: .write, inputGradient: true, on: threads)?.values
    #expect(dx == apart.backward(dy, parameterGradients: .write, inputGradient: true, on: threads)?.values)
    #expect(fused.parameters.gradients.values == apart.parameters.gradients.values)
    #expect(dx?.contains { $0 != 0 } == true)
  }

  @Test("has the same bits on every instruction set and thread count")
  func bits() throws {
    var results: [[Float]] = []
    for set in InstructionSet.supported {
      for count in 1...3 {
        let threads = try Threads(count: count, instructions: set)
        let (network, x) = try network([BatchNorm(deviation: 0.3), LeakyReLU()])
        var result = network.forward(
          x, rows: Self.rows, mode: .training(Noise(seed: 1, step: 0)), on: threads
        ).values
        let dx = network.backward(
          Buffer(numbers: x.count, seed: 8), parameterGradients: .write, inputGradient: true, on: threads)
        result += try #require(dx).values + network.parameters.gradients.values + network.parameters.values.values
        results.append(result)
      }
    }
    let areEqual = results.allSatisfy { $0 == results[0] }
    #expect(areEqual)
  }
}
