public import Tensors

/// A fully connected layer, y = x W + b.
///
/// W is inputs x outputs, b has one number for each output; an input of any shape is taken as one row.
public struct Dense: Layer {
  /// The largest number of parameters of one layer: a gibibyte of weights.
  public static let parameterLimit = 1 << 28

  let output: Shape
  let hasBias: Bool
  let initializer: Initializer

  /// A layer with this many outputs, each with a bias unless told otherwise.
  public init(_ units: Int, bias: Bool = true, initializer: Initializer = .fanIn) {
    self.init([units], bias: bias, initializer: initializer)
  }

  /// A layer whose outputs form this shape.
  public init(_ output: Shape, bias: Bool = true, initializer: Initializer = .fanIn) {
    self.output = output
    hasBias = bias
    self.initializer = initializer
  }

  /// `Dense(256)`.
  public var description: String { "Dense(\(output))" }

  /// The shape asked for, whatever the input.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    if output.count < 1 || output.dims.isEmpty {
      throw ShapeError(layer: description, input: input, problem: .emptyShape(output))
    }
    let (weights, overflow) = input.count.multipliedReportingOverflow(by: output.count)
    let (count, more) = weights.addingReportingOverflow(output.count)
    if overflow || more || count > Dense.parameterLimit {
      let shown = overflow || more ? Int.max : count
      throw ShapeError(
        layer: description, input: input, problem: .tooManyParameters(shown, limit: Dense.parameterLimit))
    }
    return output
  }

  /// Asks for W and, unless told otherwise, b.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer {
    BoundDense(
      inputs: input.count, outputs: output.count, hasBias: hasBias,
      parameter: layout.addDense(
        inputs: input.count, outputs: output.count, bias: hasBias, initializer: initializer))
  }
}

private final class BoundDense: TwiceDifferentiable {
  let inputs: Int
  let outputs: Int
  let parameter: Int
  let bias: Int?
  let factors: GradientFactors

  init(inputs: Int, outputs: Int, hasBias: Bool, parameter: Int) {
    self.inputs = inputs
    self.outputs = outputs
    bias = hasBias ? parameter + 1 : nil
    self.parameter = parameter
    factors = GradientFactors(inputs: inputs, outputs: outputs)
  }

  /// The gradient by the output once more, in strips of 64 columns.
  var floatsPerSample: Int { (outputs + 63) / 64 * 64 }

  func reserve(rows: Int) {
    factors.reserve(rows: rows)
  }

  /// y[r, j] = b[j] + sum over i of x[r, i] W[i, j].
  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    MatrixProduct.forward(
      rows: pass.rows, inputs: inputs, outputs: outputs, x: x,
      weights: pass.parameters.entries[parameter].values, bias: bias.map { pass.parameters.entries[$0].values },
      into: y, on: pass.threads)
  }

  /// dW = x^T dy,  db[j] = sum over r of dy[r, j],  dx = dy W^T.
  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    let weights = pass.parameters.entries[parameter]
    if parameterGradients != .skip {
      let accumulate = parameterGradients == .add
      if parameterGradients == .hand && factors.takes(rows: pass.rows, on: pass.threads) {
        factors.keep(rows: pass.rows, x: x, dy: dy, on: pass.threads)
        pass.parameters.hand(factors, for: parameter)
      } else {
        // Those of a step that was given up, if there are any.
        pass.parameters.dropFactors(of: parameter)
        MatrixProduct.weightGradient(
          rows: pass.rows, inputs: inputs, outputs: outputs, x: x, dy: dy, weights: weights.gradients,
          accumulate: accumulate, on: pass.threads)
      }
      if let bias {
        MatrixProduct.biasGradient(
          rows: pass.rows, outputs: outputs, dy: dy, bias: pass.parameters.entries[bias].gradients,
          accumulate: accumulate, on: pass.threads)
      }
    }
    if let dx {
      MatrixProduct.inputGradient(
        rows: pass.rows, inputs: inputs, outputs: outputs, dy: dy, weights: weights.values, into: dx, on: pass.threads)
    }
  }

  /// Of dx = dy W^T: J t = t W, and dW += t^T dy; neither b nor x take part.
  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass
  ) {
    let weights = pass.parameters.entries[parameter]
    MatrixProduct.multiply(
      rows: inputs, columns: outputs, depth: pass.rows, t, transposed: true, dy, accumulate: true,
      into: weights.gradients, on: pass.threads)
    if let tangent {
      MatrixProduct.multiply(
        rows: pass.rows, columns: outputs, depth: inputs, t, weights.values, into: tangent, on: pass.threads)
    }
  }
}
