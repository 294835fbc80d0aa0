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

private final class BoundTanh: BoundLayer {
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
}
