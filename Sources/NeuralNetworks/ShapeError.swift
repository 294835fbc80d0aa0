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
    /// More parameters of all layers together than the limit.
    case networkTooLarge(Int, limit: Int)
    /// More numbers of one sample in all layers together than the limit.
    case sampleTooLarge(Int, limit: Int)
    /// Weights with their gradients and an optimiser's memory that need more bytes than there are.
    case noMemory(needed: Int, available: Int)
    /// A gradient penalty differentiates the backward pass once more, which this layer cannot.
    case noSecondDerivative
    /// An upsampling factor outside 1 ... 64.
    case upsamplingFactor(Int)
    /// More weights of an enlargement along one side than the limit.
    case enlargement(size: Int, factor: Int, limit: Int)
    /// A number of the layer out of its range.
    case number(String, Int, allowed: ClosedRange<Int>)
    /// A shape that is neither channels x height x width nor a row of channels.
    case noPicture
    /// A convolution whose output would have no pixels, or whose output padding reaches the stride.
    case convolutionSize(
      Direction, size: Int, kernel: Int, stride: Int, padding: Int, outputPadding: Int)
    /// A sample with more numbers than a convolution or an enlargement takes or gives.
    case tooLarge(Shape, limit: Int)
    /// More weights of a convolution than the limit.
    case tooManyWeights(Int, limit: Int)
    /// The constants of a batch normalisation.
    case normalization(momentum: Double, epsilon: Double)
  }

  /// The two directions of a convolution.
  public enum Direction: Sendable, Equatable {
    /// From patches to pixels.
    case conv
    /// From pixels to patches.
    case transposed
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
    case .networkTooLarge(let count, let limit):
      "all layers together have \(count) parameters, above the limit of \(limit). Use fewer units."
    case .sampleTooLarge(let count, let limit):
      "all layers together need \(count == .max ? "more than fit a number" : "\(count)") numbers for one sample, above "
        + "the limit of \(limit). Use smaller pictures or fewer units."
    case .noMemory(let needed, let available):
      "weights, gradients and the optimiser's memory need \(SystemMemory.text(needed)), and there are "
        + "\(SystemMemory.text(available)) left. Use fewer units, or restart the kernel."
    case .noSecondDerivative:
      "a gradient penalty differentiates the backward pass once more, which this layer cannot. Take it out of the "
        + "discriminator, or use another objective."
    case .upsamplingFactor(let factor):
      "output = input * factor along height and width, with a factor of 1 to 64, and \(factor) is not. Try 2."
    case .enlargement(let size, let factor, let limit):
      "weights = factor * input * input = \(factor) * \(size) * \(size) along a side, above the limit of \(limit). "
        + "Use smaller pictures or a smaller factor."
    case .number(let name, let value, let allowed):
      "\(name) is \(value); allowed is \(allowed.lowerBound) to \(allowed.upperBound)."
    case .noPicture:
      "the input has to be channels x height x width, or a row of channels. Put a Reshape before the layer."
    case .convolutionSize(.conv, let size, let kernel, let stride, let padding, _):
      "output = (input + 2 * padding - kernel) / stride + 1 = (\(size) + 2 * \(padding) - \(kernel)) / \(stride) + 1, "
        + "but the kernel is larger than the padded input. Use a smaller kernel or more padding."
    case .convolutionSize(.transposed, let size, let kernel, let stride, let padding, let outputPadding):
      "output = (input - 1) * stride - 2 * padding + kernel + outputPadding = "
        + "(\(size) - 1) * \(stride) - 2 * \(padding) + \(kernel) + \(outputPadding) = "
        + "\((size - 1) * stride - 2 * padding + kernel + outputPadding), "
        + (outputPadding >= stride
          ? "but outputPadding has to be below the stride. Use a smaller one."
          : "which leaves no pixels. Use less padding or a larger kernel.")
    case .tooLarge(let shape, let limit):
      "\(shape) are more than \(limit) numbers for one sample. Use smaller pictures, a smaller stride or factor, or "
        + "fewer filters."
    case .tooManyWeights(let count, let limit):
      "weights = kernel * kernel * inputs * filters = \(count == .max ? "more than fit a number" : "\(count)"), "
        + "above the limit of \(limit). Use fewer filters."
    case .normalization(let momentum, let epsilon):
      "the momentum lies from 0 to 1 and epsilon above 0, but they are \(momentum) and \(epsilon). "
        + "Try 0.1 and 0.00001."
    }
  }

  private func product(_ shape: Shape) -> String {
    shape.dims.map(String.init).joined(separator: " * ") + (shape.dims.count > 1 ? " = \(shape.count)" : "")
  }
}
