public import Tensors

/// The leaky rectifier, y = x for x > 0, else slope x (Maas, Hannun, Ng 2013).
///
/// GANs use slope 0.2 in the discriminator, so that it passes gradients to the generator everywhere.
public struct LeakyReLU: Layer {
  let slope: Float

  /// A rectifier with this slope on the negative side.
  public init(_ slope: Float = 0.2) {
    self.slope = slope
  }

  /// `LeakyReLU(0.2)`.
  public var description: String { "LeakyReLU(\(slope))" }

  /// The shape of the input.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape { input }

  /// A rectifier needs no parameters.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer {
    BoundRectifier(slope: slope)
  }
}

/// The rectifier, y = max(x, 0): the leaky one with slope 0.
public struct ReLU: Layer {
  /// A rectifier.
  public init() {}

  /// `ReLU()`.
  public var description: String { "ReLU()" }

  /// The shape of the input.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape { input }

  /// A rectifier needs no parameters.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer {
    BoundRectifier(slope: 0)
  }
}

final class BoundRectifier: TwiceDifferentiable {
  let order = ChannelOrder.any
  let slope: Float
  /// Dropout right behind it.
  private var dropout: BoundDropout?

  init(slope: Float) {
    self.slope = slope
  }

  /// A dropout behind it is done in the same pass.
  func absorb(_ next: any BoundLayer) -> Bool {
    dropout = next as? BoundDropout
    return dropout != nil
  }

  var floatsPerSample: Int { dropout?.floatsPerSample ?? 0 }

  func reserve(rows: Int) {
    dropout?.reserve(rows: rows)
  }

  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    if let dropout, pass.noisyBatches > 0 {
      dropout.silence(x, slope: slope, into: y, pass.ofLayerBehind)
    } else {
      Elementwise.leakyReLU(x, slope: slope, into: y, on: pass.threads)
    }
  }

  /// dx = dy for x > 0, else slope dy; dropout's mask comes first.
  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    if let dx {
      Elementwise.leakyReLUGradient(
        x: x, slope: slope, mask: dropout?.mask(for: pass), dy: dy, into: dx, on: pass.threads)
    }
  }

  /// Of dx = s dy with s = 1 or slope: J t = s t; s is constant except at the kink.
  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass
  ) {
    backward(x: x, y: y, dy: t, into: tangent, parameterGradients: .skip, pass)
  }
}
