import NeuralNetworks
import Tensors
import Testing

@Suite("The gradient penalty")
struct PenaltyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let input: Shape
    let layers: [any Layer]
    var testDescription: String { "\(layers)" }
  }

  static let cases = [
    Case(input: [6], layers: [Dense(1)]),
    Case(input: [6], layers: [Dense(9), LeakyReLU(0.2), Dense(7), ReLU(), Dense(1)]),
    Case(input: [6], layers: [Dense(9), Tanh(), Dense(1)]),
    Case(input: [6], layers: [Dense(9), Sigmoid(), Dense(7), Tanh(), Dense(5), LeakyReLU(0.2), Dense(1)]),
    Case(input: [6], layers: [Tanh(), Dense(8), Tanh(), Sigmoid(), Dense(1)]),
    Case(input: [6], layers: [Dense(40), LeakyReLU(0.2), Dropout(0.3), Dense(9), Tanh(), Dropout(0.5), Dense(1)]),
    Case(
      input: [8],
      layers: [Dense([2, 2, 2]), Upsample(2, .bicubic), Tanh(), Reshape([32]), Dense(1, initializer: .normal(0.3))]),
  ]

  /// Real and made samples of a network, away from the kinks of rectifiers at the input.
  func samples(_ input: Shape, rows: Int) -> (real: Buffer, fake: Buffer) {
    let real = Buffer(count: rows * input.count)
    let fake = Buffer(count: rows * input.count)
    Random(seed: 3, purpose: .drawing).fillNormal(real)
    Random(seed: 4, purpose: .drawing).fillNormal(fake)
    return (real, fake)
  }

  /// The worst difference between the gradient of the penalty and its symmetric differences, relative to 1 + slope.
  func worstDifference(_ network: Network, mode: Mode, on threads: Threads) throws -> Double {
    let rows = 5
    let penalty = try GradientPenalty(network)
    penalty.reserve(rows: rows)
    let (real, fake) = samples(network.input, rows: rows)
    func measure() -> Double {
      penalty.add(
        real: real, fake: fake, rows: rows, weight: 10, random: Random(seed: 9, purpose: .interpolation), mode: mode,
        on: threads
      ).loss
    }
    _ = measure()
    let gradients = network.parameters.entries.map(\.gradients.values)
    var worst = 0.0
    let width: Float = 0.002
    for (entry, gradient) in zip(network.parameters.entries, gradients) where entry.isLearned {
      for index in 0..<entry.values.count {
        let value = entry.values[index]
        entry.values[index] = value + width
        network.parameters.valuesChanged()
        let above = measure()
        entry.values[index] = value - width
        network.parameters.valuesChanged()
        let below = measure()
        entry.values[index] = value
        network.parameters.valuesChanged()
        let slope = (above - below) / Double((value + width) - (value - width))
        worst = max(worst, abs(slope - Double(gradient[index])) / (1 + abs(slope)))
      }
    }
    #expect(gradients.joined().contains { abs($0) > 0.01 })
    return worst
  }

  @Test("has the gradient that finite differences find", arguments: cases)
  func finiteDifferences(example: Case) throws {
    let threads = try Threads(count: 2, instructions: .best)
    let network = try Network(input: example.input, seed: 5, layers: example.layers)
    let worst = try worstDifference(network, mode: .training(Noise(seed: 1, step: 7)), on: threads)
    #expect(worst < 3e-3, "\(worst)")
  }

  @Test("goes through spectrally normalised layers")
  func spectral() throws {
    let threads = try Threads(count: 2, instructions: .best)
    let network = try Network(
      input: [6], seed: 5, layers: [SpectralNorm(Dense(9)), Tanh(), SpectralNorm(Dense(7)), LeakyReLU(), Dense(1)])
    network.reserve(rows: 1)
    let x = Buffer([1, 2, 3, 4, 5, 6])
    for step in 0..<300 {
      _ = network.forward(x, rows: 1, mode: .training(Noise(seed: 1, step: step)), on: threads)
    }
    let worst = try worstDifference(network, mode: .evaluation, on: threads)
    #expect(worst < 3e-3, "\(worst)")
  }

  @Test("measures slopes: of a linear critic the length of its weights")
  func linear() throws {
    let threads = try Threads(count: 1, instructions: .best)
    let network = try Network(input: [2], seed: 1, layers: [Dense(1)])
    network.parameters.entries[0].values.copy([3, 4])
    network.parameters.valuesChanged()
    let penalty = try GradientPenalty(network)
    penalty.reserve(rows: 3)
    let x = Buffer(count: 6)
    let value = penalty.add(
      real: x, fake: x, rows: 3, weight: 10, random: Random(seed: 1, purpose: .interpolation), mode: .evaluation,
      on: threads)
    #expect(value.loss == 160 && value.meanNorm == 5 && value.normDeviation == 0)
    // d/dw 10 (|w| - 1)^2 = 20 (|w| - 1) w / |w|
    #expect(network.parameters.entries[0].gradients.values == [48, 64])
    #expect(network.parameters.entries[1].gradients.values == [0])
  }

  @Test("a critic without any slope is no division by zero")
  func flat() throws {
    let threads = try Threads(count: 1, instructions: .best)
    let network = try Network(input: [2], seed: 1, layers: [Dense(3, initializer: .normal(0)), Dense(1)])
    let penalty = try GradientPenalty(network)
    penalty.reserve(rows: 2)
    let x = Buffer([1, 2, 3, 4])
    let value = penalty.add(
      real: x, fake: x, rows: 2, weight: 10, random: Random(seed: 1, purpose: .interpolation), mode: .evaluation,
      on: threads)
    #expect(value.loss == 10 && value.meanNorm == 0)
    #expect(network.parameters.gradients.values.allSatisfy { $0 == 0 })
  }

  @Test("names the layer that cannot be differentiated twice")
  func refused() throws {
    let network = try Network(input: [4], seed: 1, layers: [Dense(3), Plain(), Dense(1)])
    var message = ""
    do {
      _ = try GradientPenalty(network)
    } catch {
      message = "\(error)"
    }
    #expect(
      message == "Layer 2, Plain(), on input 3: a gradient penalty differentiates the backward pass once more, which "
        + "this layer cannot. Take it out of the discriminator, or use another objective.")
  }
}

/// A layer with no more than the two passes.
private struct Plain: Layer {
  var description: String { "Plain()" }

  func outputShape(for input: Shape) throws(ShapeError) -> Shape { input }

  func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer { Bound() }

  private final class Bound: BoundLayer {
    func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) { y.copy(x) }

    func backward(
      x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
    ) {
      dx?.copy(dy)
    }
  }
}
