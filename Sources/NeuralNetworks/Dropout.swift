public import Tensors

/// Silences each unit with probability `rate` in training (Srivastava and others 2014).
///
/// The units that stay are scaled by 1 / (1 - rate), so that the expected output is the input; in evaluation, and where
/// the noise is silent, the layer does nothing. The mask depends on seed, step and pass alone.
public struct Dropout: Layer {
  let rate: Float

  /// A layer that silences this share of the units, 0 <= rate < 1.
  public init(_ rate: Float) {
    self.rate = rate
  }

  /// `Dropout(0.3)`.
  public var description: String { "Dropout(\(rate))" }

  /// The shape of the input.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard rate >= 0, rate < 1 else {
      throw ShapeError(layer: description, input: input, problem: .dropoutRate(rate))
    }
    return input
  }

  /// The layer needs no parameters.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer {
    BoundDropout(rate: rate, size: input.count)
  }
}

/// Dropout at work.
final class BoundDropout: TwiceDifferentiable {
  let order = ChannelOrder.any
  private let rate: Float
  private let size: Int
  /// 0 or 1 / (1 - rate) for each unit, of the last training pass.
  private var mask = Buffer(count: 0)

  init(rate: Float, size: Int) {
    self.rate = rate
    self.size = size
  }

  var floatsPerSample: Int { size }

  func reserve(rows: Int) {
    mask = Buffer(count: rows * floatsPerSample)
  }

  /// y = x mask in training, y = x without noise.
  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    if pass.noisyBatches == 0 {
      y.copy(x)
    } else {
      silence(x, slope: 1, into: y, pass)
    }
  }

  /// y = x mask for x > 0, else slope x mask, for a pass with noise.
  func silence(_ x: Buffer, slope: Float, into y: Buffer, _ pass: Pass) {
    for batch in 0..<pass.noisyBatches {
      let part = x.count / pass.noisyBatches * batch..<x.count / pass.noisyBatches * (batch + 1)
      pass.random(.dropout, batch: batch)?.dropout(
        x[part], slope: slope, rate: rate, mask: mask[part], into: y[part], on: pass.threads)
    }
  }

  /// dx = dy mask in training, dx = dy without noise.
  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    guard let dx else { return }
    if let mask = mask(for: pass) {
      Elementwise.multiply(mask, dy, into: dx, on: pass.threads)
    } else {
      dx.copy(dy)
    }
  }

  /// The mask of the last training pass; nil without noise.
  func mask(for pass: Pass) -> Buffer? {
    pass.noisyBatches == 0 ? nil : mask.prefix(pass.rows * size)
  }

  /// Of dx = mask dy: J t = mask t, the mask being that of the last training pass.
  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass
  ) {
    backward(x: x, y: y, dy: t, into: tangent, parameterGradients: .skip, pass)
  }
}
