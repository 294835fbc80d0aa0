import NeuralNetworks
import Tensors
import Testing

@Suite("Backward passes")
struct GradientTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let input: Shape
    let layers: [any Layer]
    var testDescription: String { "\(layers)" }
  }

  static let cases = [
    Case(input: [7], layers: [Dense(5)]),
    Case(input: [2, 3, 3], layers: [Dense([3, 2], initializer: .normal(0.5))]),
    Case(input: [9], layers: [LeakyReLU(0.2)]),
    Case(input: [9], layers: [ReLU()]),
    Case(input: [9], layers: [Tanh()]),
    Case(input: [9], layers: [Sigmoid()]),
    Case(input: [40], layers: [Dropout(0.3)]),
    Case(input: [12], layers: [Reshape([3, 4]), Dense(1)]),
    Case(input: [2, 3, 2], layers: [Upsample(2, .nearest)]),
    Case(input: [1, 3, 4], layers: [Upsample(3, .bilinear)]),
    Case(input: [3, 4, 3], layers: [Upsample(2, .bicubic), Dense(3, initializer: .glorot)]),
    Case(
      input: [6],
      layers: [Dense(20), LeakyReLU(0.2), Dropout(0.3), Dense(17), Tanh(), Dense(5), Sigmoid(), Dense(1)]),
    Case(input: [2, 5, 4], layers: [Conv(3, kernel: 3, stride: 2, padding: 1)]),
    Case(input: [9, 5, 4], layers: [Conv(10, kernel: 2, stride: 1, bias: false)]),
    Case(input: [7], layers: [ConvTranspose(9, kernel: 3)]),
    Case(input: [8, 2, 3], layers: [ConvTranspose(8, kernel: 3, stride: 2, padding: 1, outputPadding: 1)]),
    Case(input: [3, 3, 3], layers: [ConvTranspose(2, kernel: 4, stride: 2, padding: 1, bias: false)]),
    Case(input: [5], layers: [BatchNorm()]),
    Case(input: [3, 2, 4], layers: [BatchNorm(deviation: 0.5)]),
    Case(input: [3, 2, 3], layers: [BatchNorm(deviation: 0.5), LeakyReLU(0.2)]),
    // Channels first for the dense layers, last for the convolutions, and back at the end.
    Case(
      input: [4],
      layers: [Dense([3, 3, 2]), Tanh(), Conv(8, kernel: 2), Tanh(), Dense(3), Reshape([3, 1, 1]), Tanh()]),
    Case(
      input: [6],
      layers: [
        ConvTranspose(10, kernel: 3, bias: false), BatchNorm(deviation: 0.3), Sigmoid(),
        ConvTranspose(3, kernel: 2, stride: 2, padding: 1, bias: false), Tanh(),
      ]),
    Case(
      input: [2, 4, 4], layers: [Conv(8, kernel: 2, stride: 2), BatchNorm(), Tanh(), Conv(1, kernel: 2), Reshape([1])]),
  ]

  /// The slope of `loss` along one element, by symmetric differences.
  func slope(_ buffer: Buffer, _ index: Int, changed: () -> Void, loss: () -> Double) -> Double {
    let width: Float = 0.004
    let value = buffer[index]
    buffer[index] = value + width
    changed()
    let above = loss()
    buffer[index] = value - width
    changed()
    let below = loss()
    buffer[index] = value
    changed()
    return (above - below) / Double((value + width) - (value - width))
  }

  @Test("agree with finite differences, for parameters and inputs", arguments: cases, [false, true])
  func finiteDifferences(example: Case, isTraining: Bool) throws {
    let rows = 3
    let threads = try Threads(count: 2, instructions: .best)
    let network = try Network(input: example.input, seed: 5, layers: example.layers)
    network.reserve(rows: rows)
    let mode: Mode = isTraining ? .training(Noise(seed: 1, step: 7)) : .evaluation
    let x = Buffer(count: rows * example.input.count)
    Random(seed: 3, purpose: .drawing).fillNormal(x)
    // Away from the kink of the rectifiers, where there is no slope to compare with.
    for index in 0..<x.count where abs(x[index]) < 0.02 { x[index] = 0.1 }
    let direction = Buffer(count: rows * network.output.count)
    Random(seed: 4, purpose: .drawing).fillNormal(direction)
    func loss() -> Double {
      let y = network.forward(x, rows: rows, mode: mode, on: threads)
      return zip(y.values, direction.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    _ = loss()
    let inputGradient = try #require(
      network.backward(direction, parameterGradients: .write, inputGradient: true, on: threads)?.values)
    let gradients = network.parameters.entries.map(\.gradients.values)

    var worst = 0.0
    for index in 0..<x.count {
      let expected = slope(x, index, changed: {}, loss: loss)
      worst = max(worst, abs(expected - Double(inputGradient[index])) / (1 + abs(expected)))
    }
    for (entry, gradient) in zip(network.parameters.entries, gradients) where entry.isLearned {
      for index in 0..<entry.values.count {
        let expected = slope(entry.values, index, changed: network.parameters.valuesChanged, loss: loss)
        worst = max(worst, abs(expected - Double(gradient[index])) / (1 + abs(expected)))
      }
    }
    #expect(worst < 2e-3)
  }

  @Test("add to gradients, skip them, and leave out the input's when told so")
  func variants() throws {
    let threads = try Threads(count: 1, instructions: .best)
    let network = try Network(input: [4], seed: 1, layers: [Dense(3), Tanh(), Dense(2)])
    network.reserve(rows: 2)
    let x = Buffer([1, 2, 3, 4, -1, -2, -3, -4])
    let dy = Buffer([1, 2, 3, 4])
    _ = network.forward(x, rows: 2, mode: .evaluation, on: threads)
    #expect(network.backward(dy, parameterGradients: .write, inputGradient: false, on: threads) == nil)
    let once = network.parameters.gradients.values
    let input = network.backward(dy, parameterGradients: .skip, inputGradient: true, on: threads)
    #expect(input?.count == 8)
    #expect(network.parameters.gradients.values == once)
    network.backward(dy, parameterGradients: .add, inputGradient: false, on: threads)
    for (sum, single) in zip(network.parameters.gradients.values, once) {
      #expect(abs(sum - 2 * single) <= 1e-5 * abs(single))
    }
  }

  @Test("of the losses agree with finite differences")
  func losses() throws {
    let threads = try Threads(count: 1, instructions: .best)
    let losses = Losses(rows: 5)
    let logits = Buffer([-3, -0.5, 0.25, 1.5, 4])
    for kind in [
      LogitLoss.real(smoothing: 0), .real(smoothing: 0.1), .fake, .minimax, .nonSaturating, .squares(target: 0.9),
      .value(sign: -1), .value(sign: 1),
    ] {
      let gradient = losses.evaluate(kind, logits: logits, on: threads).gradient.values
      for index in 0..<5 {
        let expected = slope(logits, index, changed: {}) {
          losses.evaluate(kind, logits: logits, on: threads).value.loss
        }
        #expect(abs(expected - Double(gradient[index])) < 1e-4, "\(kind)")
      }
    }
  }
}
