public import Tensors

/// Gives the same numbers another shape.
public struct Reshape: Layer {
  let shape: Shape

  /// A layer with outputs of this shape, which has as many elements as the input.
  public init(_ shape: Shape) {
    self.shape = shape
  }

  /// `Reshape(1x28x28)`.
  public var description: String { "Reshape(\(shape))" }

  /// The shape asked for.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard shape.count == input.count else {
      throw ShapeError(layer: description, input: input, problem: .countsDiffer(shape))
    }
    return shape
  }

  /// The layer needs no parameters.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer { BoundReshape() }
}

private final class BoundReshape: TwiceDifferentiable {
  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    y.copy(x)
  }

  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    dx?.copy(dy)
  }

  /// J is the identity.
  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass
  ) {
    tangent?.copy(t)
  }
}
