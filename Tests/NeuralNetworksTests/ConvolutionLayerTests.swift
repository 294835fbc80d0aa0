import NeuralNetworks
import Tensors
import Testing

@Suite("Convolution layers")
struct ConvolutionLayerTests {
  /// The output of one layer with these weights and one input picture.
  func output(_ layer: any Layer, _ input: Shape, _ x: [Float], weights: [Float]) throws -> (Shape, [Float]) {
    let threads = try Threads(count: 1, instructions: .best)
    let network = try Network(input: input, seed: 1, layers: [layer])
    network.reserve(rows: 1)
    network.parameters.entries[0].values.copy(weights)
    network.parameters.valuesChanged()
    return (network.output, network.forward(Buffer(x), rows: 1, mode: .evaluation, on: threads).values)
  }

  @Test("the textbook's 3x3 kernel on a 4x4 picture, and its adjoint")
  func textbook() throws {
    let kernel: [Float] = [1, 4, 1, 1, 4, 3, 3, 3, 1]
    let picture: [Float] = [4, 5, 8, 7, 1, 8, 8, 8, 3, 6, 6, 4, 6, 5, 7, 8]
    let small: [Float] = [2, 1, 4, 4]
    let (shape, y) = try output(Conv(1, kernel: 3, bias: false), [1, 4, 4], picture, weights: kernel)
    #expect(shape == [1, 2, 2] && y == [122, 148, 126, 134])
    let (large, x) = try output(ConvTranspose(1, kernel: 3, bias: false), [1, 2, 2], small, weights: kernel)
    #expect(large == [1, 4, 4] && x == [2, 9, 6, 1, 6, 29, 30, 7, 10, 29, 33, 13, 12, 24, 16, 4])
    // <C x, y> = <x, C' y>, and C' C x is not x.
    #expect(zip(y, small).reduce(0) { $0 + $1.0 * $1.1 } == 1432)
    #expect(zip(picture, x).reduce(0) { $0 + $1.0 * $1.1 } == 1432)
  }

  @Test("a transposed convolution covers pixels evenly only if the stride divides the kernel")
  func overlap() throws {
    for (kernel, stride, ratio) in [(3, 2, 4), (5, 2, 2.25), (4, 2, 1), (2, 2, 1), (4, 3, 4), (6, 3, 1)] {
      let (shape, y) = try output(
        ConvTranspose(1, kernel: kernel, stride: stride, bias: false), [1, 8, 8], [Float](repeating: 1, count: 64),
        weights: [Float](repeating: 1, count: kernel * kernel))
      let size = shape.dims[1]
      let inner = kernel..<size - kernel
      let counts = inner.flatMap { row in inner.map { y[row * size + $0] } }
      #expect((counts.max() ?? 0) / (counts.min() ?? 1) == Float(ratio), "kernel \(kernel), stride \(stride)")
    }
  }

  @Test("colour pictures keep channels x height x width at both ends")
  func colours() throws {
    // Each output channel copies one input channel: a 1x1 kernel that exchanges the first and the last.
    let x = (0..<3 * 2 * 2).map(Float.init)
    let weights: [Float] = [0, 0, 1, 0, 1, 0, 1, 0, 0]
    let (shape, y) = try output(Conv(3, kernel: 1, bias: false), [3, 2, 2], x, weights: weights)
    #expect(shape == [3, 2, 2] && y == [8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3])
  }

  @Test("sizes follow the formulas of PyTorch")
  func sizes() throws {
    func shape(_ layer: any Layer, _ input: Shape) throws -> Shape { try layer.outputShape(for: input) }
    #expect(try shape(Conv(64, kernel: 4, stride: 2, padding: 1), [1, 28, 28]) == [64, 14, 14])
    #expect(try shape(Conv(5, kernel: 3, stride: 2), [2, 8, 6]) == [5, 3, 2])
    #expect(try shape(ConvTranspose(128, kernel: 7), [100]) == [128, 7, 7])
    #expect(try shape(ConvTranspose(9, kernel: 5, stride: 2, padding: 2, outputPadding: 1), [4, 7, 5]) == [9, 14, 10])
    let network = try Network(
      input: [3, 8, 8], seed: 1, layers: [Conv(10, kernel: 3), BatchNorm(), Conv(4, kernel: 2, bias: false)])
    #expect(network.parameters.count == 3 * 9 * 10 + 10 + 2 * 10 + 10 * 4 * 4)
    #expect(
      network.parameters.entries.map(\.name) == [
        "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "2.weight",
      ])
  }

  @Test("begin as PyTorch does, or as DCGAN does")
  func initialisers() throws {
    let plain = try Network(input: [16, 5, 5], seed: 1, layers: [Conv(50, kernel: 3)])
    let bound: Float = 1 / 12
    for entry in plain.parameters.entries {
      #expect(entry.values.values.allSatisfy { abs($0) <= bound } && (entry.values.values.max() ?? 0) > 0.9 * bound)
    }
    let dcgan = try Network(
      input: [100], seed: 1,
      layers: [ConvTranspose(128, kernel: 4, bias: false, initializer: .normal(0.02)), BatchNorm(deviation: 0.02)])
    func deviation(_ values: [Float], around mean: Float) -> Float {
      (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count)).squareRoot()
    }
    #expect(abs(deviation(dcgan.parameters.entries[0].values.values, around: 0) - 0.02) < 2e-4)
    #expect(abs(deviation(dcgan.parameters.entries[1].values.values, around: 1) - 0.02) < 4e-3)
    #expect(dcgan.parameters.entries[2].values.values.allSatisfy { $0 == 0 })
  }

  @Test("what does not fit is told with layer, input and formula")
  func errors() throws {
    func message(_ input: Shape, _ layer: any Layer) -> String {
      do {
        _ = try Network(input: input, seed: 1, layers: [layer])
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message([1, 3, 3], Conv(8, kernel: 4))
        == "Layer 1, Conv(8, kernel: 4, stride: 1, padding: 0), on input 1x3x3: "
        + "output = (input + 2 * padding - kernel) / stride + 1 = (3 + 2 * 0 - 4) / 1 + 1, "
        + "but the kernel is larger than the padded input. Use a smaller kernel or more padding.")
    #expect(
      message([1, 2, 2], ConvTranspose(8, kernel: 2, padding: 2))
        == "Layer 1, ConvTranspose(8, kernel: 2, stride: 1, padding: 2), on input 1x2x2: "
        + "output = (input - 1) * stride - 2 * padding + kernel + outputPadding = (2 - 1) * 1 - 2 * 2 + 2 + 0 = -1, "
        + "which leaves no pixels. Use less padding or a larger kernel.")
    #expect(
      message([1, 2, 2], ConvTranspose(8, kernel: 4, stride: 2, outputPadding: 2)).hasSuffix(
        "but outputPadding has to be below the stride. Use a smaller one."))
    #expect(message([1, 4, 4], Conv(0, kernel: 2)).hasSuffix("filters is 0; allowed is 1 to 65536."))
    #expect(message([1, 4, 4], Conv(3, kernel: 2, stride: 0)).hasSuffix("stride is 0; allowed is 1 to 65536."))
    #expect(message([1, 4, 4], Conv(3, kernel: .max)).contains("kernel is 9223372036854775807; allowed"))
    #expect(message([1, 4, 4], Conv(3, kernel: 2, padding: -1)).hasSuffix("padding is -1; allowed is 0 to 65536."))
    #expect(message([4, 4], Conv(3, kernel: 2)).contains("has to be channels x height x width"))
    #expect(message([9999, 1, 1], ConvTranspose(60_000, kernel: 1)).contains("above the limit of 268435456"))
    #expect(message([1, 4, 4], ConvTranspose(60_000, kernel: 9, stride: 9)).contains("more than 16777216 numbers"))
    #expect(message([1, 1 << 40, 1 << 40], Conv(3, kernel: 1)).contains("more than 16777216 numbers"))
    #expect(message([3], BatchNorm(epsilon: 0)).contains("Try 0.1 and 0.00001."))
  }
}
