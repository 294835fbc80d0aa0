import Tensors
import Testing

@Suite("Convolutions")
struct ConvolutionTests {
  struct Size: Sendable, CustomTestStringConvertible {
    let shape: ConvolutionShape
    let images: Int

    /// `outputPadding` of the transposed direction: rows of the large side that no whole patch reaches.
    init(
      _ large: Int, _ small: Int, k kernel: Int, s stride: Int, p padding: Int, height: Int, width: Int, images: Int = 3
    ) {
      func size(_ n: Int) -> Int { (n + 2 * padding - kernel) / stride + 1 }
      shape = ConvolutionShape(
        large: .init(channels: large, height: height, width: width),
        small: .init(channels: small, height: size(height), width: size(width)),
        kernel: kernel, stride: stride, padding: padding)
      self.images = images
    }

    var testDescription: String { "\(shape), \(images) images" }
  }

  static let sizes = [
    Size(1, 1, k: 1, s: 1, p: 0, height: 1, width: 1, images: 1),
    Size(1, 64, k: 4, s: 2, p: 1, height: 8, width: 8, images: 7),
    Size(64, 1, k: 4, s: 2, p: 1, height: 6, width: 6), Size(3, 16, k: 3, s: 1, p: 1, height: 5, width: 4),
    Size(16, 3, k: 3, s: 2, p: 1, height: 7, width: 6), Size(5, 17, k: 5, s: 2, p: 2, height: 9, width: 8),
    Size(17, 5, k: 5, s: 3, p: 0, height: 10, width: 12), Size(17, 17, k: 2, s: 2, p: 0, height: 5, width: 7),
    Size(64, 17, k: 4, s: 2, p: 1, height: 6, width: 8, images: 13),
    Size(128, 100, k: 7, s: 1, p: 0, height: 7, width: 7, images: 2),
    Size(100, 20, k: 1, s: 3, p: 0, height: 5, width: 5), Size(16, 64, k: 3, s: 3, p: 2, height: 4, width: 5),
    Size(64, 100, k: 2, s: 1, p: 1, height: 3, width: 3, images: 8),
    Size(9, 70, k: 4, s: 3, p: 2, height: 8, width: 7), Size(100, 64, k: 2, s: 3, p: 1, height: 5, width: 6),
    Size(12, 9, k: 7, s: 2, p: 3, height: 6, width: 5), Size(3, 2, k: 4, s: 2, p: 1, height: 6, width: 6),
    Size(1, 8, k: 7, s: 1, p: 3, height: 4, width: 6), Size(40, 33, k: 5, s: 1, p: 4, height: 3, width: 2),
    // More pixels and channels than are copied at once.
    Size(70, 66, k: 4, s: 2, p: 1, height: 14, width: 14, images: 5),
    // Tiles of 2 x 2, of 4 and 3 and 3 by 3 and 2 outputs, and of a stride of 4.
    Size(16, 16, k: 4, s: 2, p: 1, height: 4, width: 4),
    Size(16, 40, k: 4, s: 2, p: 1, height: 20, width: 10, images: 6),
    Size(33, 16, k: 8, s: 4, p: 2, height: 16, width: 20, images: 2),
    // The taps of 70 channels, in several passes over the rows of taps.
    Size(530, 66, k: 4, s: 2, p: 1, height: 6, width: 4, images: 2),
  ]

  /// What meets what: (image, small pixel, large pixel, tap), the definition in its plainest form.
  static func meetings(_ size: Size) -> [(small: Int, large: Int, tap: Int)] {
    let shape = size.shape
    var result: [(Int, Int, Int)] = []
    for y in 0..<shape.small.height {
      for x in 0..<shape.small.width {
        for ty in 0..<shape.kernel {
          for tx in 0..<shape.kernel {
            let (row, column) = (y * shape.stride + ty - shape.padding, x * shape.stride + tx - shape.padding)
            if (0..<shape.large.height).contains(row), (0..<shape.large.width).contains(column) {
              result.append((y * shape.small.width + x, row * shape.large.width + column, ty * shape.kernel + tx))
            }
          }
        }
      }
    }
    return result
  }

  struct Twin {
    var gathered: [Double]
    var scattered: [Double]
    var gradient: [Double]
  }

  /// Everything in double precision, by the definition.
  static func twin(
    _ size: Size, large: [Float], small: [Float], weights: [Float], largeBias: [Float], smallBias: [Float]
  ) -> Twin {
    let shape = size.shape
    let (cl, cs) = (shape.large.channels, shape.small.channels)
    var twin = Twin(
      gathered: (0..<size.images * shape.small.count).map { Double(smallBias[$0 % cs]) },
      scattered: (0..<size.images * shape.large.count).map { Double(largeBias[$0 % cl]) },
      gradient: [Double](repeating: 0, count: weights.count))
    let meetings = meetings(size)
    for image in 0..<size.images {
      for meeting in meetings {
        let s = image * shape.small.count + meeting.small * cs
        let l = image * shape.large.count + meeting.large * cl
        for c in 0..<cl {
          for j in 0..<cs {
            let w = (meeting.tap * cl + c) * cs + j
            twin.gathered[s + j] += Double(large[l + c]) * Double(weights[w])
            twin.scattered[l + c] += Double(small[s + j]) * Double(weights[w])
            twin.gradient[w] += Double(large[l + c]) * Double(small[s + j])
          }
        }
      }
    }
    return twin
  }

  static func distance(_ values: [Float], _ exact: [Double]) -> Double {
    var worst = values.count == exact.count ? 0 : Double.infinity
    for (value, exact) in zip(values, exact) {
      // Written so that a number that is none counts as far away.
      if !(abs(Double(value) - exact) / (1 + abs(exact)) <= worst) {
        worst = abs(Double(value) - exact) / (1 + abs(exact))
        if worst.isNaN { return .infinity }
      }
    }
    return worst
  }

  @Test("equal the definition, with the same bits on every instruction set and thread count", arguments: sizes)
  func twins(size: Size) throws {
    let shape = size.shape
    let large = numbers(size.images * shape.large.count, seed: 1)
    let small = numbers(size.images * shape.small.count, seed: 2)
    let weights = numbers(shape.weightCount, seed: 3)
    let largeBias = numbers(shape.large.channels, seed: 4)
    let smallBias = numbers(shape.small.channels, seed: 5)
    let before = numbers(shape.weightCount, seed: 6)
    let twin = Self.twin(
      size, large: large, small: small, weights: weights, largeBias: largeBias, smallBias: smallBias)

    // Rounding errors grow with the root of the number of products, and with Winograd's filtering several times.
    let depth = shape.kernel * shape.kernel * max(shape.large.channels, shape.small.channels)
    let tolerance = 1e-5 + (shape.kernel == 2 * shape.stride ? 4e-6 : 1e-6) * Double(depth).squareRoot()
    var bits: [[[Float]]] = []
    for (set, count) in machines {
      let threads = try Threads(count: count, instructions: set)
      let convolution = Convolution(shape)
      convolution.reserve(images: size.images)
      let (gl, gs, gw) = (Guarded(large), Guarded(small), Guarded(weights))
      let (glb, gsb) = (Guarded(largeBias), Guarded(smallBias))

      let gathered = Guarded([Float](repeating: .nan, count: small.count))
      convolution.gather(
        images: size.images, gl.part, weights: gw.part, version: 1, bias: gsb.part, into: gathered.part, on: threads)
      #expect(Self.distance(gathered.part.values, twin.gathered) < tolerance, "gather, \(set), \(count) threads")

      let scattered = Guarded([Float](repeating: .nan, count: large.count))
      convolution.scatter(
        images: size.images, gs.part, weights: gw.part, version: 1, bias: glb.part, into: scattered.part, on: threads)
      #expect(Self.distance(scattered.part.values, twin.scattered) < tolerance, "scatter, \(set), \(count) threads")

      let gradient = Guarded([Float](repeating: .nan, count: weights.count))
      convolution.weightGradient(
        images: size.images, large: gl.part, small: gs.part, hasGathered: true, hasScattered: true, into: gradient.part,
        accumulate: false,
        on: threads)
      #expect(Self.distance(gradient.part.values, twin.gradient) < tolerance, "gradient, \(set), \(count) threads")
      let sum = Guarded(before)
      convolution.weightGradient(
        images: size.images, large: gl.part, small: gs.part, hasGathered: false, hasScattered: false, into: sum.part,
        accumulate: true,
        on: threads)
      #expect(Self.distance(sum.part.values, zip(twin.gradient, before).map { $0 + Double($1) }) < tolerance)

      let intact = [gathered, scattered, gradient, sum].allSatisfy { $0.guardsAreIntact }
      #expect(intact, "\(set), \(count) threads")
      bits.append([gathered, scattered, gradient, sum].map(\.part.values))
    }
    let areEqual = bits.allSatisfy { $0 == bits[0] }
    #expect(areEqual)
  }

  @Test("need no bias, and see new weights only under a new version")
  func versions() throws {
    let threads = try Threads(count: 2, instructions: .best)
    let size = Size(16, 20, k: 3, s: 1, p: 1, height: 4, width: 4)
    let convolution = Convolution(size.shape)
    let x = Buffer(numbers(size.images * size.shape.large.count, seed: 1))
    let y = Buffer(count: size.images * size.shape.small.count)
    let weights = Buffer(numbers(size.shape.weightCount, seed: 2))
    func gathered(_ version: Int) -> [Float] {
      convolution.gather(
        images: size.images, x, weights: weights, version: version, bias: nil, into: y, on: threads)
      return y.values
    }
    let first = gathered(1)
    weights[5] += 1
    #expect(gathered(1) == first)
    #expect(gathered(2) != first)
  }

  @Test("do not depend on the other images of a batch")
  func batches() throws {
    let threads = try Threads(count: 2, instructions: .best)
    for (large, small) in [(16, 24), (3, 24), (24, 3)] {
      let size = Size(large, small, k: 4, s: 2, p: 1, height: 8, width: 8, images: 29)
      let convolution = Convolution(size.shape)
      convolution.reserve(images: size.images)
      let weights = Buffer(numbers(size.shape.weightCount, seed: 2))
      let x = Buffer(numbers(29 * size.shape.large.count, seed: 1))
      let y = Buffer(count: 29 * size.shape.small.count)
      convolution.gather(images: 29, x, weights: weights, version: 1, bias: nil, into: y, on: threads)
      let one = Buffer(count: size.shape.small.count)
      convolution.gather(
        images: 1, x[28 * size.shape.large.count..<x.count], weights: weights, version: 1, bias: nil, into: one,
        on: threads)
      #expect(one.values == Array(y.values.suffix(one.count)))
    }
  }

  @Test(
    "measure for a batch normalisation what it would measure itself, whole pictures or parts of them",
    arguments: [1, 150])
  func measuring(images: Int) throws {
    for (set, count) in machines {
      let threads = try Threads(count: count, instructions: set)
      let size = Size(20, 72, k: 4, s: 2, p: 1, height: 8, width: 8, images: images)
      let convolution = Convolution(size.shape)
      convolution.reserve(images: images)
      let weights = Buffer(numbers(size.shape.weightCount, seed: 2))
      for (isGathered, input, output) in [
        (true, size.shape.large, size.shape.small), (false, size.shape.small, size.shape.large),
      ] {
        let x = Buffer(numbers(images * input.count, seed: 1))
        let y = Buffer(count: images * output.count)
        // What is normalised and the running statistics, from pictures that the convolution may have measured.
        func normalized(_ pictures: Buffer, byConvolution: Bool) -> [[Float]] {
          let normalization = BatchNormalization(
            channels: output.channels, pixels: output.pixels, momentum: 0.5, epsilon: 1e-5)
          normalization.reserve(images: images)
          let convolve = isGathered ? convolution.gather : convolution.scatter
          convolve(images, x, weights, 1, nil, y, byConvolution ? normalization : nil, nil, nil, threads)
          let scale = Buffer([Float](repeating: 1, count: output.channels))
          let (shift, mean) = (Buffer(count: output.channels), Buffer(count: output.channels))
          let variance = Buffer(count: output.channels)
          let z = Buffer(count: y.count)
          if !byConvolution { pictures.copy(y) }
          normalization.measure(
            images: images, pictures, scale: scale, shift: shift, runningMean: mean, runningVariance: variance,
            on: threads)
          normalization.apply(images: images, pictures, into: z, on: threads)
          return [z.values, mean.values, variance.values]
        }
        let alone = normalized(Buffer(count: y.count), byConvolution: false)
        #expect(normalized(y, byConvolution: true) == alone, "\(set), \(count) threads")
        #expect(alone[2].allSatisfy { $0 > 0 })
      }
    }
  }

  /// Few and many channels on either side, Winograd's filtering, register tiles, and pictures made in parts.
  @Test(
    "have every image prepared once before it is read, and finished once when it is complete",
    arguments: [
      Size(1, 20, k: 4, s: 2, p: 1, height: 8, width: 8, images: 9),
      Size(20, 1, k: 4, s: 2, p: 1, height: 8, width: 8, images: 9),
      Size(20, 24, k: 4, s: 2, p: 1, height: 8, width: 8, images: 9),
      Size(20, 72, k: 3, s: 1, p: 1, height: 8, width: 8, images: 2),
      Size(20, 72, k: 3, s: 1, p: 1, height: 8, width: 8, images: 40),
    ])
  func work(size: Size) throws {
    let (shape, images) = (size.shape, size.images)
    let weights = Buffer(numbers(shape.weightCount, seed: 3))
    for (set, count) in machines {
      let threads = try Threads(count: count, instructions: set)
      let convolution = Convolution(shape)
      convolution.reserve(images: images)
      /// Doubles images of a buffer.
      func doubling(_ buffer: Buffer) -> Threads.ImageWork {
        { slice in
          let size = buffer.count / images
          for index in slice.lowerBound * size..<slice.upperBound * size { buffer[index] *= 2 }
        }
      }
      func pictures(_ side: ConvolutionShape.Side, seed: UInt64) -> Buffer {
        Buffer(numbers(images * side.count, seed: seed))
      }
      func quadruple(_ values: [Float]) -> [Float] { values.map { 4 * $0 } }

      // Powers of two change no bits.
      for isGathered in [true, false] {
        let (input, output) = isGathered ? (shape.large, shape.small) : (shape.small, shape.large)
        let convolve = isGathered ? convolution.gather : convolution.scatter
        func result(_ worked: Bool) -> [Float] {
          let (x, y) = (pictures(input, seed: 1), Buffer(count: images * output.count))
          convolve(
            images, x, weights, 1, nil, y, nil, worked ? doubling(x) : nil, worked ? doubling(y) : nil, threads)
          return y.values
        }
        #expect(result(true) == quadruple(result(false)), "\(set), \(count) threads")
      }

      func gradient(_ worked: Bool, gathered: Bool) -> [Float] {
        let (large, small) = (pictures(shape.large, seed: 1), pictures(shape.small, seed: 2))
        let (y, x) = (Buffer(count: small.count), Buffer(count: large.count))
        if gathered {
          convolution.gather(images: images, large, weights: weights, version: 1, bias: nil, into: y, on: threads)
        } else {
          convolution.scatter(images: images, small, weights: weights, version: 1, bias: nil, into: x, on: threads)
        }
        let gradient = Buffer(count: shape.weightCount)
        convolution.weightGradient(
          images: images, large: large, small: small, hasGathered: gathered, hasScattered: !gathered, into: gradient,
          accumulate: false, prepare: worked ? doubling(gathered ? small : large) : nil, on: threads)
        return gradient.values
      }
      for gathered in [true, false] {
        #expect(gradient(true, gathered: gathered) == gradient(false, gathered: gathered).map { 2 * $0 })
      }
    }
  }
}
