public import Tensors

/// A layer that cannot work on the shape it would get.
public struct ShapeError: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Problem: Sendable, Equatable {
    /// A network needs a layer.
    case noLayers
    /// A network may have 1,024 layers.
    case tooManyLayers(Int)
    /// Every size has to be at least 1.
    case emptyShape(Shape)
    /// A dropout rate outside 0 ..< 1.
    case dropoutRate(Float)
    /// A reshape to another number of elements.
    case countsDiffer(Shape)
    /// More parameters than the limit.
    case tooManyParameters(Int, limit: Int)
    /// A gradient penalty differentiates the backward pass once more, which this layer cannot.
    case noSecondDerivative
    /// An upsampling factor outside 1 ... 64.
    case upsamplingFactor(Int)
    /// The input has to be channels x height x width.
    case noImage
  }

  /// The layer's place in its network, from 1; nil before it has one.
  public var position: Int?
  /// The layer as it describes itself.
  public let layer: String
  /// What the layer would get.
  public let input: Shape
  /// What is wrong with that.
  public let problem: Problem

  /// The fact that `layer` cannot work on `input`.
  public init(layer: String, input: Shape, problem: Problem) {
    self.layer = layer
    self.input = input
    self.problem = problem
  }
}

extension ShapeError: CustomStringConvertible {
  /// Layer, input and formula, then what to do next.
  public var description: String {
    let place = position.map { "Layer \($0), \(layer)" } ?? layer
    return "\(place), on input \(input): \(explanation)"
  }

  private var explanation: String {
    switch problem {
    case .noLayers:
      "a network needs at least one layer."
    case .tooManyLayers(let count):
      "\(count) layers are too many; use at most 1024."
    case .emptyShape(let shape):
      "every size has to be at least 1, but the shape is \(shape.dims.isEmpty ? "empty" : shape.description)."
    case .dropoutRate(let rate):
      "the rate is the share of units to silence, 0 <= rate < 1, and \(rate) is not. Try 0.3."
    case .countsDiffer(let shape):
      "a reshape keeps the number of elements, but \(product(input)) is not \(product(shape))."
    case .tooManyParameters(let count, let limit):
      "parameters = inputs * outputs + outputs = \(count == .max ? "more than fit a number" : "\(count)"), "
        + "above the limit of \(limit). Use fewer units."
    case .noSecondDerivative:
      "a gradient penalty differentiates the backward pass once more, which this layer cannot. Take it out of the "
        + "discriminator, or use another objective."
    case .upsamplingFactor(let factor):
      "output = input * factor along height and width, with a factor of 1 to 64, and \(factor) is not. Try 2."
    case .noImage:
      "the input has to be channels x height x width. Put a Reshape in front."
    }
  }

  private func product(_ shape: Shape) -> String {
    shape.dims.map(String.init).joined(separator: " * ") + (shape.dims.count > 1 ? " = \(shape.count)" : "")
  }
}
