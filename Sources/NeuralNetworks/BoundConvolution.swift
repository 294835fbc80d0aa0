import Tensors

/// A convolution in one of its two directions.
final class BoundConvolution: BoundLayer {
  let order = ChannelOrder.last

  private let convolution: Convolution
  private let isTransposed: Bool
  private let parameter: Int
  private let bias: Int?
  /// Batch normalisation right behind it.
  private var normalization: BatchNormalization?
  /// The slope of a rectifier right behind it.
  private var slope: Float?

  init(_ shape: ConvolutionShape, isTransposed: Bool, hasBias: Bool, parameter: Int) {
    convolution = Convolution(shape)
    self.isTransposed = isTransposed
    self.parameter = parameter
    bias = hasBias ? parameter + 1 : nil
  }

  /// A rectifier is done on the way, if what it gives says on which side of 0 its input was.
  ///
  /// Batch normalisation stays a layer of its own, but what it has to know is measured on the way.
  func absorb(_ next: any BoundLayer) -> Bool {
    normalization = (next as? BoundBatchNorm)?.normalization
    if let rectifier = next as? BoundRectifier, rectifier.slope >= 0 { slope = rectifier.slope }
    return slope != nil
  }

  var floatsPerSample: Int { convolution.floatsPerImage }

  func reserve(rows: Int) {
    convolution.reserve(images: rows)
  }

  /// The sizes of a picture that comes out.
  private var output: ConvolutionShape.Side { isTransposed ? convolution.shape.large : convolution.shape.small }

  /// A convolution gathers patches; a transposed one scatters them.
  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    let normalization: BatchNormalization? = if case .training = pass.mode { normalization } else { nil }
    let size = output.count
    let rectify = slope.map { slope in
      { (images: Range<Int>) in
        Elementwise.rectify(y[images.lowerBound * size..<images.upperBound * size], slope: slope, on: pass.threads)
      }
    }
    apply(
      isTransposed, x, y, bias.map { pass.parameters.entries[$0].values }, normalization, prepare: nil,
      finish: rectify, pass)
  }

  /// dx is dy carried in the other direction, by the same weights; dW pairs what stands on both sides of each tap.
  ///
  /// The rectifier's part is done in dy itself.
  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    let size = output.count
    let rectify = slope.map { slope in
      { (images: Range<Int>) in
        let range = images.lowerBound * size..<images.upperBound * size
        Elementwise.rectifyGradient(dy[range], y: y[range], slope: slope, on: pass.threads)
      }
    }
    if let dx {
      apply(!isTransposed, dy, dx, nil, nil, prepare: rectify, finish: nil, pass)
    }
    guard parameterGradients != .skip else { return }
    convolution.weightGradient(
      images: pass.rows, large: isTransposed ? dy : x, small: isTransposed ? x : dy,
      // The forward pass has gone in one direction, the gradient above in the other.
      hasGathered: !isTransposed || dx != nil, hasScattered: isTransposed || dx != nil,
      into: pass.parameters.entries[parameter].gradients,
      accumulate: parameterGradients == .add, prepare: dx == nil ? rectify : nil, on: pass.threads)
    if let bias {
      MatrixProduct.biasGradient(
        rows: pass.rows * output.pixels, outputs: output.channels, dy: dy,
        bias: pass.parameters.entries[bias].gradients, accumulate: parameterGradients == .add, on: pass.threads)
    }
  }

  private func apply(
    _ scatters: Bool, _ x: Buffer, _ y: Buffer, _ bias: Buffer?, _ normalization: BatchNormalization?,
    prepare: Threads.ImageWork?, finish: Threads.ImageWork?, _ pass: Pass
  ) {
    let weights = pass.parameters.entries[parameter].values
    let version = pass.parameters.version
    if scatters {
      convolution.scatter(
        images: pass.rows, x, weights: weights, version: version, bias: bias, into: y,
        measuredFor: normalization, prepare: prepare, finish: finish, on: pass.threads)
    } else {
      convolution.gather(
        images: pass.rows, x, weights: weights, version: version, bias: bias, into: y,
        measuredFor: normalization, prepare: prepare, finish: finish, on: pass.threads)
    }
  }
}
