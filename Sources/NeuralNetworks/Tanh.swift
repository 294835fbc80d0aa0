public import Tensors

/// The hyperbolic tangent, whose range [-1, 1] is that of the pictures.
public struct Tanh: Layer {
  /// A hyperbolic tangent.
  public init() {}

  /// `Tanh()`.
  public var description: String { "Tanh()" }

  /// The shape of the input.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape { input }

  /// The function needs no parameters.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer { BoundTanh() }
}

private final class BoundTanh: TwiceDifferentiable {
  let order = ChannelOrder.any

  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    Elementwise.tanh(x, into: y, on: pass.threads)
  }

  /// dx = dy (1 - y^2).
  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    if let dx {
      Elementwise.tanhGradient(y: y, dy: dy, into: dx, on: pass.threads)
    }
  }

  var isCurved: Bool { true }

  /// Of dx = (1 - y^2) dy: J t = (1 - y^2) t, and the curvature -2 y (1 - y^2) t dy.
  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass
  ) {
    if let tangent {
      Elementwise.tanhGradient(y: y, dy: t, into: tangent, on: pass.threads)
    }
    if let curvature {
      Elementwise.multiply(t, dy, into: curvature, on: pass.threads)
      Elementwise.multiply(curvature, y, into: curvature, on: pass.threads)
      Elementwise.tanhGradient(y: y, dy: curvature, into: curvature, on: pass.threads)
      Elementwise.multiply(curvature, by: -2, into: curvature, on: pass.threads)
    }
  }
}
