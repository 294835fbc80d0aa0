import CMicrokernels

/// Batch normalisation of pictures whose channels lie side by side, with a rectifier behind it in the same pass.
///
///     z = (x - mean) / sqrt(variance + epsilon) * scale + shift      y = z > 0 ? z : slope z
///
/// Each image is measured alone, the images are joined in ascending order in double precision, so that the bits do not
/// depend on who measures.
@safe
public final class BatchNormalization {
  /// What the rectifier does to negative numbers; 1 is none.
  public var slope: Float = 1

  private let channels: Int
  private let pixels: Int
  private let momentum: Double
  private let epsilon: Double

  /// Two numbers of each image and channel: mean and squared distances, or the sums of the backward pass.
  private var first = Buffer(count: 0)
  private var second = Buffer(count: 0)
  private var joinedFirst: [Double]
  private var joinedSecond: [Double]
  /// The pictures that a convolution has measured while it wrote them, until they are used.
  private var measured: (address: UInt, images: Int)?
  /// Of the last forward pass: 1 / sqrt(variance + epsilon), and whether the batch itself was measured.
  private var inverse: [Double]
  private var isMeasured = false

  private let mean: Buffer
  private let factor: Buffer
  private let shift: Buffer
  private let tilt: Buffer
  private let offset: Buffer

  /// A normalisation of this many channels of this many pixels.
  public init(channels: Int, pixels: Int, momentum: Double, epsilon: Double) {
    self.channels = channels
    self.pixels = pixels
    self.momentum = momentum
    self.epsilon = epsilon
    joinedFirst = [Double](repeating: 0, count: channels)
    joinedSecond = joinedFirst
    inverse = joinedFirst
    (mean, factor, shift) = (Buffer(count: channels), Buffer(count: channels), Buffer(count: channels))
    (tilt, offset) = (Buffer(count: channels), Buffer(count: channels))
  }

  /// Makes room for batches of this many pictures.
  public func reserve(images: Int) {
    first = Buffer(count: images * channels)
    second = Buffer(count: images * channels)
  }

  /// Measures a batch, takes its mean and biased variance for the next pass, and moves the running ones towards its
  /// mean and unbiased variance.
  public func measure(
    images: Int, _ x: Buffer, scale: Buffer, shift: Buffer, runningMean: Buffer, runningVariance: Buffer,
    on threads: Threads
  ) {
    let (channels, pixels) = (channels, pixels)
    let (means, squares) = unsafe moments(images: images)
    let isMeasuredAlready = measured.map { $0 == (x.address, images) } ?? false
    measured = nil
    if !isMeasuredAlready {
      let x = unsafe x.pointer(for: images * pixels * channels)
      threads.run(tiles: images) { image in
        unsafe threads.kernels.pointee.moments(
          pixels, channels, channels, x + image * pixels * channels, means + image * channels,
          squares + image * channels)
      }
    }
    unsafe join(images, threads) { kernels, range, first, second in
      unsafe kernels.pointee.join_moments(
        images, pixels, channels, range.lowerBound, range.upperBound, means, squares, first, second)
    }
    let count = Double(images * pixels)
    for channel in 0..<channels {
      let (batchMean, variance) = (joinedFirst[channel], joinedSecond[channel])
      take(channel, mean: Float(batchMean), variance: variance, scale, shift)
      let unbiased = variance * count / max(count - 1, 1)
      runningMean[channel] = Float((1 - momentum) * Double(runningMean[channel]) + momentum * batchMean)
      runningVariance[channel] = Float((1 - momentum) * Double(runningVariance[channel]) + momentum * unbiased)
    }
    isMeasured = true
  }

  /// Where the mean and the squared distances of each image and channel go, images x channels.
  func moments(images: Int) -> (means: UnsafeMutablePointer<Float>, squares: UnsafeMutablePointer<Float>) {
    unsafe (first.pointer(for: images * channels), second.pointer(for: images * channels))
  }

  /// Says whose moments are there, so that the next pass over these pictures need not measure them; nobody's if nil.
  func hasMoments(of x: Buffer?, images: Int) {
    measured = x.map { ($0.address, images) }
  }

  /// Takes the running mean and variance for the next pass.
  public func recall(scale: Buffer, shift: Buffer, runningMean: Buffer, runningVariance: Buffer) {
    for channel in 0..<channels {
      take(channel, mean: runningMean[channel], variance: Double(runningVariance[channel]), scale, shift)
    }
    isMeasured = false
  }

  private func take(_ channel: Int, mean: Float, variance: Double, _ scale: Buffer, _ shift: Buffer) {
    inverse[channel] = 1 / (variance + epsilon).squareRoot()
    self.mean[channel] = mean
    factor[channel] = Float(Double(scale[channel]) * inverse[channel])
    self.shift[channel] = shift[channel]
  }

  /// y from x, with what was measured or recalled last.
  public func apply(images: Int, _ x: Buffer, into y: Buffer, on threads: Threads) {
    let size = pixels * channels
    let x = unsafe x.pointer(for: images * size)
    let y = unsafe y.pointer(for: images * size)
    unsafe forEach(images, threads) { kernels, constants, at in
      unsafe kernels.pointee.normalize(pixels, channels, constants, x + at * size, y + at * size)
    }
  }

  /// The two sums of each channel that the derivatives need, of dz and of dz (x - mean), dz = dy (z > 0 ? 1 : slope).
  public func differentiate(images: Int, _ x: Buffer, dy: Buffer, on threads: Threads) {
    let (channels, pixels) = (channels, pixels)
    let size = pixels * channels
    let x = unsafe x.pointer(for: images * size)
    let dy = unsafe dy.pointer(for: images * size)
    let sums = unsafe first.pointer(for: images * channels)
    let products = unsafe second.pointer(for: images * channels)
    unsafe forEach(images, threads) { kernels, constants, at in
      unsafe kernels.pointee.normalize_sums(
        pixels, channels, constants, x + at * size, dy + at * size, sums + at * channels, products + at * channels)
    }
    unsafe join(images, threads) { _, range, first, second in
      for channel in range {
        unsafe (first[channel], second[channel]) = (0, 0)
      }
      for image in 0..<images {
        for channel in range {
          unsafe first[channel] += Double(sums[image * channels + channel])
          unsafe second[channel] += Double(products[image * channels + channel])
        }
      }
    }
  }

  /// The gradients of scale and shift: the sums of dz (x - mean) / sqrt(variance + epsilon) and of dz.
  public func parameterGradients(scale: Buffer, shift: Buffer, accumulate: Bool) {
    for channel in 0..<channels {
      scale[channel] = (accumulate ? scale[channel] : 0) + Float(joinedSecond[channel] * inverse[channel])
      shift[channel] = (accumulate ? shift[channel] : 0) + Float(joinedFirst[channel])
    }
  }

  /// The gradient by x.
  ///
  /// With r = 1 / sqrt(variance + epsilon) and means over batch and pixels:
  ///
  ///     dx = scale r (dz - mean(dz) - (x - mean) r^2 mean(dz (x - mean)))
  ///
  /// The two means are zero where mean and variance were not the batch's own.
  public func inputGradient(images: Int, _ x: Buffer, dy: Buffer, into dx: Buffer, on threads: Threads) {
    let size = pixels * channels
    let count = Double(images * pixels)
    for channel in 0..<channels {
      let factor = -Double(factor[channel]) / count
      let square = inverse[channel] * inverse[channel]
      tilt[channel] = isMeasured ? Float(factor * square * joinedSecond[channel]) : 0
      offset[channel] = isMeasured ? Float(factor * joinedFirst[channel]) : 0
    }
    let x = unsafe x.pointer(for: images * size)
    let dy = unsafe dy.pointer(for: images * size)
    let dx = unsafe dx.pointer(for: images * size)
    let (tilt, offset) = unsafe (tilt.pointer, offset.pointer)
    unsafe forEach(images, threads) { kernels, constants, at in
      unsafe kernels.pointee.normalize_backward(
        pixels, channels, constants, tilt, offset, x + at * size, dy + at * size, dx + at * size)
    }
  }

  private func forEach(
    _ images: Int, _ threads: Threads,
    _ body: (UnsafePointer<Microkernels>, UnsafePointer<Normalization>, Int) -> Void
  ) {
    let constants = unsafe Normalization(
      mean: mean.pointer, scale: factor.pointer, shift: shift.pointer, slope: slope)
    threads.run(tiles: images) { image in
      var constants = unsafe constants
      unsafe body(threads.kernels, &constants, image)
    }
  }

  /// Runs `body` for runs of channels, with the two joined numbers of all of them to write to.
  private func join(
    _ images: Int, _ threads: Threads,
    _ body: (UnsafePointer<Microkernels>, Range<Int>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) ->
      Void
  ) {
    let size = 256
    unsafe joinedFirst.withUnsafeMutableBufferPointer { first in
      unsafe joinedSecond.withUnsafeMutableBufferPointer { second in
        guard let first = first.baseAddress, let second = second.baseAddress else { return }
        threads.run(tiles: (channels + size - 1) / size) { tile in
          unsafe body(threads.kernels, tile * size..<min(channels, (tile + 1) * size), first, second)
        }
      }
    }
  }
}
