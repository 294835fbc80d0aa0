public import Tensors

/// A convolution, y[j] = b[j] + sum over taps and channels c of x[c] W[c, j].
///
/// An input of channels x height x width gives filters x ((height + 2 padding - kernel) / stride + 1) x (the same for
/// the width), divisions rounded down. Pixels outside of the picture count as zero.
public struct Conv: Layer {
  let filters: Int
  let kernel: Int
  let stride: Int
  let padding: Int
  let hasBias: Bool
  let initializer: Initializer

  /// A layer with this many output channels.
  ///
  /// - Parameters:
  ///   - kernel: the height and width of a patch.
  ///   - stride: the distance between patches.
  ///   - padding: the zeros around the picture.
  ///   - bias: whether each output channel has one; before a ``BatchNorm``, which takes it away again, it is useless.
  public init(
    _ filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0, bias: Bool = true,
    initializer: Initializer = .fanIn
  ) {
    self.filters = filters
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    hasBias = bias
    self.initializer = initializer
  }

  /// `Conv(64, kernel: 4, stride: 2, padding: 1)`.
  public var description: String { "Conv(\(filters), kernel: \(kernel), stride: \(stride), padding: \(padding))" }

  /// filters x ((height + 2 padding - kernel) / stride + 1) x ((width + 2 padding - kernel) / stride + 1).
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    let (height, width) = try checkConvolution(
      description, input,
      [("filters", filters, 1), ("kernel", kernel, 1), ("stride", stride, 1), ("padding", padding, 0)])
    func size(_ n: Int) throws(ShapeError) -> Int {
      if n + 2 * padding < kernel {
        throw ShapeError(
          layer: description, input: input,
          problem: .convolutionSize(.conv, size: n, kernel: kernel, stride: stride, padding: padding, outputPadding: 0))
      }
      return (n + 2 * padding - kernel) / stride + 1
    }
    let output = Shape([filters, try size(height), try size(width)])
    try checkOutput(description, input, output, kernel: kernel, filters: filters)
    return output
  }

  /// Asks for W and, unless told otherwise, b.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer {
    let large = side(input)
    func size(_ n: Int) -> Int { (n + 2 * padding - kernel) / stride + 1 }
    let shape = ConvolutionShape(
      large: large, small: .init(channels: filters, height: size(large.height), width: size(large.width)),
      kernel: kernel, stride: stride, padding: padding)
    return BoundConvolution(
      shape, isTransposed: false, hasBias: hasBias,
      parameter: layout.addConvolution(shape, outputs: filters, bias: hasBias, initializer: initializer))
  }
}

/// A transposed convolution, the adjoint of a ``Conv`` with the same numbers: it leads from that one's output shape back
/// to its input shape.
///
/// An input of channels x height x width gives filters x ((height - 1) stride - 2 padding + kernel + outputPadding) x
/// (the same for the width). Each input pixel adds a weighted kernel to the output (Dumoulin and Visin 2016, chapter 4).
public struct ConvTranspose: Layer {
  let filters: Int
  let kernel: Int
  let stride: Int
  let padding: Int
  let outputPadding: Int
  let hasBias: Bool
  let initializer: Initializer

  /// A layer with this many output channels.
  ///
  /// - Parameters:
  ///   - kernel: the height and width of what each pixel becomes.
  ///   - stride: the distance between these.
  ///   - padding: what is cut off all around.
  ///   - outputPadding: rows and columns added at the bottom and at the right, below the stride: of the sizes that a
  ///     ``Conv`` maps to one size, which one to give.
  ///   - bias: whether each output channel has one.
  public init(
    _ filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0, bias: Bool = true,
    initializer: Initializer = .fanIn
  ) {
    self.filters = filters
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.outputPadding = outputPadding
    hasBias = bias
    self.initializer = initializer
  }

  /// `ConvTranspose(64, kernel: 4, stride: 2, padding: 1)`, with the output padding if there is one.
  public var description: String {
    "ConvTranspose(\(filters), kernel: \(kernel), stride: \(stride), padding: \(padding)"
      + (outputPadding == 0 ? ")" : ", outputPadding: \(outputPadding))")
  }

  /// filters x ((height - 1) stride - 2 padding + kernel + outputPadding) x (the same for the width).
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    let (height, width) = try checkConvolution(
      description, input,
      [
        ("filters", filters, 1), ("kernel", kernel, 1), ("stride", stride, 1), ("padding", padding, 0),
        ("outputPadding", outputPadding, 0),
      ])
    func size(_ n: Int) throws(ShapeError) -> Int {
      let size = outputSize(n)
      if size < 1 || outputPadding >= stride {
        throw ShapeError(
          layer: description, input: input,
          problem: .convolutionSize(
            .transposed, size: n, kernel: kernel, stride: stride, padding: padding, outputPadding: outputPadding))
      }
      return size
    }
    let output = Shape([filters, try size(height), try size(width)])
    try checkOutput(description, input, output, kernel: kernel, filters: filters)
    return output
  }

  private func outputSize(_ n: Int) -> Int { (n - 1) * stride - 2 * padding + kernel + outputPadding }

  /// Asks for W and, unless told otherwise, b.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer {
    let small = side(input)
    let shape = ConvolutionShape(
      large: .init(channels: filters, height: outputSize(small.height), width: outputSize(small.width)), small: small,
      kernel: kernel, stride: stride, padding: padding)
    return BoundConvolution(
      shape, isTransposed: true, hasBias: hasBias,
      parameter: layout.addConvolution(shape, outputs: filters, bias: hasBias, initializer: initializer))
  }
}

/// The input as channels x height x width; a row of numbers is channels x 1 x 1.
private func side(_ input: Shape) -> ConvolutionShape.Side {
  input.dims.count == 3
    ? .init(channels: input.dims[0], height: input.dims[1], width: input.dims[2])
    : .init(channels: input.count, height: 1, width: 1)
}

/// Checks the numbers of a layer and returns the height and the width of its input.
private func checkConvolution(
  _ layer: String, _ input: Shape, _ numbers: [(name: String, value: Int, least: Int)]
) throws(ShapeError) -> (Int, Int) {
  for (name, value, least) in numbers where value < least || value > 65_536 {
    throw ShapeError(layer: layer, input: input, problem: .number(name, value, allowed: least...65_536))
  }
  guard input.dims.count == 3 || input.dims.count == 1 else {
    throw ShapeError(layer: layer, input: input, problem: .noPicture)
  }
  let side = side(input)
  try checkSize(layer, input, input)
  return (side.height, side.width)
}

/// The largest number of floats of one sample that a convolution or an enlargement takes or gives: 64 channels of
/// 512 x 512.
let sampleLimit = 1 << 24

/// Checks that a sample is not larger than the limit.
func checkSize(_ layer: String, _ input: Shape, _ shape: Shape) throws(ShapeError) {
  if shape.count > sampleLimit {
    throw ShapeError(layer: layer, input: input, problem: .tooLarge(shape, limit: sampleLimit))
  }
}

private func checkOutput(
  _ layer: String, _ input: Shape, _ output: Shape, kernel: Int, filters: Int
) throws(ShapeError) {
  try checkSize(layer, input, output)
  let count = Shape([kernel, kernel, side(input).channels, filters]).count
  if count > Dense.parameterLimit - filters {
    throw ShapeError(layer: layer, input: input, problem: .tooManyWeights(count, limit: Dense.parameterLimit))
  }
}
