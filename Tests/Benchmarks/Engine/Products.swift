import Tensors

/// Times the products that a step consists of, one by one, to see which is far from the machine's peak.
///
///     forger-benchmark products 128 1 [dense|conv|CHANNELS]
///
/// prints for each convolution of the presets, and each dense layer, the useful GFLOP per second of processor time of its
/// passes: forward (or gather), to the input (or scatter), to the weights. Products with padding are not counted. Each
/// figure is the best of many runs, which a busy machine spoils least.
struct Products {
  let images: Int
  let threads: Threads
  let seconds: Double
  /// A part of the names of what to time.
  let filter: String

  /// Large side, kernel, stride, padding and small channels of the convolutions in `dcgan28` and `dcgan64`.
  static let convolutions: [(channels: Int, size: Int, outputs: Int, kernel: Int, stride: Int, padding: Int)] = [
    (1, 28, 64, 4, 2, 1), (64, 14, 128, 4, 2, 1), (128, 7, 100, 7, 1, 0), (128, 7, 1, 7, 1, 0),
    (1, 64, 64, 4, 2, 1), (64, 32, 128, 4, 2, 1), (128, 16, 256, 4, 2, 1), (256, 8, 512, 4, 2, 1),
    (512, 4, 100, 4, 1, 0), (512, 4, 1, 4, 1, 0),
  ]
  /// Inputs and outputs of the dense layers in `vanilla`.
  static let dense = [(100, 256), (256, 512), (512, 1024), (1024, 784), (784, 1024), (1024, 512), (512, 256), (256, 1)]

  func run() {
    for (inputs, outputs) in Products.dense where filter == "dense" || filter == "" {
      report("dense \(inputs)->\(outputs)", 2.0 * Double(images * inputs * outputs), measureDense(inputs, outputs))
    }
    for c in Products.convolutions where filter == "\(c.channels)" || filter == "conv" || filter == "" {
      let size = (c.size + 2 * c.padding - c.kernel) / c.stride + 1
      let shape = ConvolutionShape(
        large: .init(channels: c.channels, height: c.size, width: c.size),
        small: .init(channels: c.outputs, height: size, width: size),
        kernel: c.kernel, stride: c.stride, padding: c.padding)
      let taps = (0..<size).reduce(0) { sum, o in
        sum + (0..<c.kernel).count { (0..<c.size).contains(o * c.stride + $0 - c.padding) }
      }
      report(
        "conv \(c.channels)@\(c.size)->\(c.outputs)@\(size) k\(c.kernel)",
        2.0 * Double(images * taps * taps * c.channels * c.outputs), measureConvolution(shape))
    }
  }

  private func report(_ name: String, _ operations: Double, _ times: [Double]) {
    let speeds = zip(["forward", "input", "weights"], times).map { pass, time in
      "\(pass) \(Int((operations / time / 1e6).rounded()))"
    }
    Benchmark.say("\(name)  \(speeds.joined(separator: "  ")) GFLOP/s")
  }

  private func measureDense(_ inputs: Int, _ outputs: Int) -> [Double] {
    let x = noise(images * inputs), y = noise(images * outputs)
    let weights = noise(inputs * outputs), gradient = noise(inputs * outputs), bias = noise(outputs)
    return [
      best {
        MatrixProduct.forward(
          rows: images, inputs: inputs, outputs: outputs, x: x, weights: weights, bias: bias, into: y, on: threads)
      },
      best {
        MatrixProduct.inputGradient(
          rows: images, inputs: inputs, outputs: outputs, dy: y, weights: weights, into: x, on: threads)
      },
      best {
        MatrixProduct.weightGradient(
          rows: images, inputs: inputs, outputs: outputs, x: x, dy: y, weights: gradient, accumulate: false,
          on: threads)
      },
    ]
  }

  private func measureConvolution(_ shape: ConvolutionShape) -> [Double] {
    let large = noise(images * shape.large.count), small = noise(images * shape.small.count)
    let weights = noise(shape.weightCount), gradient = noise(shape.weightCount)
    let convolution = Convolution(shape)
    convolution.reserve(images: images)
    return [
      best {
        convolution.gather(images: images, large, weights: weights, version: 1, bias: nil, into: small, on: threads)
      },
      best {
        convolution.scatter(images: images, small, weights: weights, version: 1, bias: nil, into: large, on: threads)
      },
      best {
        convolution.weightGradient(
          images: images, large: large, small: small, hasGathered: true, hasScattered: true, into: gradient,
          accumulate: false, on: threads)
      },
    ]
  }

  private func noise(_ count: Int) -> Buffer {
    let buffer = Buffer(count: count)
    Random(seed: 1, purpose: .drawing).fillUniform(buffer, in: -1...1)
    return buffer
  }

  /// The least processor time of a run, in milliseconds, all threads together.
  private func best(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var best = Double.infinity
    body()
    repeat {
      let start = processorTime()
      body()
      best = min(best, processorTime() - start)
    } while clock.now < end
    return best
  }
}
