public import Tensors

/// Batch normalisation (Ioffe and Szegedy 2015, algorithm 1): each channel gets mean 0 and variance 1 over the batch
/// and the pixels, then a learned scale and shift.
///
///     y = (x - mean) / sqrt(variance + epsilon) * scale + shift
///
/// In training, mean and (biased) variance are those of the batch, and the running ones move towards them:
/// running <- (1 - momentum) running + momentum batch, the variance unbiased there. In evaluation the running ones are
/// used, so that an output does not depend on the other samples. All as PyTorch defines it.
public struct BatchNorm: Layer {
  let momentum: Double
  let epsilon: Double
  let deviation: Float

  /// A normalisation of each channel of a picture, or of each number of a row.
  ///
  /// - Parameters:
  ///   - momentum: how fast the running statistics follow.
  ///   - epsilon: keeps the division finite.
  ///   - deviation: how far the first scales lie from 1; DCGAN draws them from N(1, 0.02).
  public init(momentum: Double = 0.1, epsilon: Double = 1e-5, deviation: Float = 0) {
    self.momentum = momentum
    self.epsilon = epsilon
    self.deviation = deviation
  }

  /// `BatchNorm()`.
  public var description: String { "BatchNorm()" }

  /// The shape of the input.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard momentum >= 0, momentum <= 1, epsilon > 0, epsilon.isFinite else {
      throw ShapeError(layer: description, input: input, problem: .normalization(momentum: momentum, epsilon: epsilon))
    }
    return input
  }

  /// Asks for scale, shift and the running statistics.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer {
    let channels = input.dims.count == 3 ? input.dims[0] : input.count
    return BoundBatchNorm(
      BatchNormalization(
        channels: channels, pixels: input.count / channels, momentum: momentum, epsilon: epsilon),
      channels: channels, parameter: layout.addNormalization(channels: channels, deviation: deviation))
  }
}

/// Batch normalisation at work.
final class BoundBatchNorm: BoundLayer {
  let order = ChannelOrder.last
  let dependsOnBatch = true

  let normalization: BatchNormalization
  private let channels: Int
  private let parameter: Int

  init(_ normalization: BatchNormalization, channels: Int, parameter: Int) {
    self.normalization = normalization
    self.channels = channels
    self.parameter = parameter
  }

  /// Two numbers of each channel.
  var floatsPerSample: Int { 2 * channels }

  /// A rectifier behind it costs nothing in the same pass.
  func absorb(_ next: any BoundLayer) -> Bool {
    guard let rectifier = next as? BoundRectifier else { return false }
    normalization.slope = rectifier.slope
    return true
  }

  func reserve(rows: Int) {
    normalization.reserve(images: rows)
  }

  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    let entries = pass.parameters.entries
    switch pass.mode {
    case .training:
      normalization.measure(
        images: pass.rows, x, scale: entries[parameter].values, shift: entries[parameter + 1].values,
        runningMean: entries[parameter + 2].values, runningVariance: entries[parameter + 3].values, on: pass.threads)
    case .evaluation:
      normalization.recall(
        scale: entries[parameter].values, shift: entries[parameter + 1].values,
        runningMean: entries[parameter + 2].values, runningVariance: entries[parameter + 3].values)
    }
    normalization.apply(images: pass.rows, x, into: y, on: pass.threads)
  }

  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    let entries = pass.parameters.entries
    normalization.differentiate(images: pass.rows, x, dy: dy, on: pass.threads)
    if parameterGradients != .skip {
      normalization.parameterGradients(
        scale: entries[parameter].gradients, shift: entries[parameter + 1].gradients,
        accumulate: parameterGradients == .add)
    }
    if let dx {
      normalization.inputGradient(images: pass.rows, x, dy: dy, into: dx, on: pass.threads)
    }
  }
}
