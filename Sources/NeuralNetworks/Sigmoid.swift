public import Tensors

/// The logistic function, y = 1 / (1 + exp(-x)).
///
/// A discriminator needs none at its end: ``Losses`` take logits, which is exact where a sigmoid has already rounded
/// to 0 or 1.
public struct Sigmoid: Layer {
  /// A logistic function.
  public init() {}

  /// `Sigmoid()`.
  public var description: String { "Sigmoid()" }

  /// The shape of the input.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape { input }

  /// The function needs no parameters.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer { BoundSigmoid() }
}

private final class BoundSigmoid: TwiceDifferentiable {
  let order = ChannelOrder.any

  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    Elementwise.sigmoid(x, into: y, on: pass.threads)
  }

  /// dx = dy y (1 - y).
  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    if let dx {
      Elementwise.sigmoidGradient(y: y, dy: dy, into: dx, on: pass.threads)
    }
  }

  var isCurved: Bool { true }

  /// Of dx = y (1 - y) dy: J t = y (1 - y) t, and the curvature (1 - 2 y) y (1 - y) t dy.
  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass
  ) {
    if let tangent {
      Elementwise.sigmoidGradient(y: y, dy: t, into: tangent, on: pass.threads)
    }
    if let curvature {
      Elementwise.multiply(t, dy, into: curvature, on: pass.threads)
      Elementwise.sigmoidGradient(y: y, dy: curvature, into: curvature, on: pass.threads)
      curvature.withMutableSpan { q in
        for index in q.indices { q[index] *= 1 - 2 * y[index] }
      }
    }
  }
}
