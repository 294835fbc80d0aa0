public import Tensors

/// A layer whose backward pass can be differentiated once more, as a gradient penalty needs.
///
/// The backward pass dx = J^T dy, J being the derivative of y by x, is itself a function of dy, x and the parameters.
/// A penalty on the gradient that arrives at a network's input is carried back through it, hence from the first layer
/// to the last: each layer gets t, the derivative of the penalty by its dx, and tells
///
///     by dy:           J t, the change of y along t
///     by x:            the curvature, the derivative of t . (J^T dy) by x
///     by parameters:   the derivative of t . (J^T dy) by each, added to the gradients
public protocol TwiceDifferentiable: BoundLayer {
  /// Whether J depends on x; a matrix does not, and a rectifier only at its kink.
  var isCurved: Bool { get }

  /// Differentiates the backward pass for x, y and dy; see the protocol.
  ///
  /// - Parameters:
  ///   - x: the input of the last forward pass.
  ///   - y: its output.
  ///   - dy: the gradient by y of the last backward pass.
  ///   - t: the derivative of the penalty by that pass's dx.
  ///   - tangent: where J t goes; nil when nobody needs it.
  ///   - curvature: where the derivative by x goes; nil unless the layer is curved.
  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass)
}

extension TwiceDifferentiable {
  /// Most layers are not.
  public var isCurved: Bool { false }
}
