public import Tensors

/// Makes pictures larger by a whole factor, each channel for itself.
///
/// Output pixel o lies at (o + 1/2) / factor - 1/2 of the input, its value is a weighted mean of the pixels around, along
/// one axis after the other; beyond the border the border's pixels go on. These are PyTorch's definitions. In a generator,
/// upsampling before a convolution gives none of the checkerboards of a transposed one (Odena, Dumoulin, Olah 2016).
public struct Upsample: Layer {
  /// How the pixels between are found.
  public enum Method: String, CaseIterable, Sendable {
    /// The pixel it lies in.
    case nearest
    /// A straight line between two pixels.
    case bilinear
    /// A cubic through four pixels (Keys 1981, a = -0.75).
    case bicubic
  }

  let factor: Int
  let method: Method

  /// A layer that multiplies height and width by `factor`, 1 to 64.
  public init(_ factor: Int = 2, _ method: Method = .nearest) {
    self.factor = factor
    self.method = method
  }

  /// `Upsample(2, nearest)`.
  public var description: String { "Upsample(\(factor), \(method.rawValue))" }

  /// Channels x factor height x factor width.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard (1...64).contains(factor) else {
      throw ShapeError(layer: description, input: input, problem: .upsamplingFactor(factor))
    }
    guard input.dims.count == 3 else {
      throw ShapeError(layer: description, input: input, problem: .noPicture)
    }
    let output = Shape([input.dims[0], enlarged(input.dims[1]), enlarged(input.dims[2])])
    try checkSize(description, input, output)
    for size in input.dims.dropFirst() {
      let count = Shape([factor, size, size]).count
      if count > sampleLimit {
        throw ShapeError(
          layer: description, input: input, problem: .enlargement(size: size, factor: factor, limit: sampleLimit))
      }
    }
    return output
  }

  /// So many times as many pixels; `Int.max` for more than that.
  private func enlarged(_ size: Int) -> Int {
    let (product, overflow) = size.multipliedReportingOverflow(by: factor)
    return overflow ? Int.max : product
  }

  /// The layer needs no parameters.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer {
    BoundUpsample(
      channels: input.dims[0], height: input.dims[1], width: input.dims[2], factor: factor, method: method)
  }

  /// The weights of the input pixels for each output pixel along an axis of `size` pixels: factor size x size.
  static func matrix(size: Int, factor: Int, method: Method) -> [Float] {
    var matrix = [Float](repeating: 0, count: factor * size * size)
    for output in 0..<factor * size {
      // In units of 1 / (2 factor): exact for whole numbers.
      let place = 2 * output + 1 - factor
      let base = method == .nearest ? output / factor : Int((Double(place) / Double(2 * factor)).rounded(.down))
      let part = Double(place - 2 * factor * base) / Double(2 * factor)
      for (offset, weight) in weights(method, part) {
        matrix[output * size + min(max(base + offset, 0), size - 1)] += Float(weight)
      }
    }
    return matrix
  }

  /// The weights of the pixels around a place that lies `part` of the way from pixel 0 to pixel 1.
  private static func weights(_ method: Method, _ part: Double) -> [(offset: Int, weight: Double)] {
    switch method {
    case .nearest: [(0, 1)]
    case .bilinear: [(0, 1 - part), (1, part)]
    case .bicubic: (-1...2).map { ($0, cubic(abs(part - Double($0)))) }
    }
  }

  /// Keys's kernel of width 4, equation 4 there with a = -0.75.
  private static func cubic(_ x: Double) -> Double {
    let a = -0.75
    return x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
  }
}

private final class BoundUpsample: TwiceDifferentiable {
  let channels: Int
  let height: Int
  let width: Int
  let factor: Int
  /// The weights along the height, factor height x height, and along the width, transposed: width x factor width.
  let down: Buffer
  let across: Buffer
  /// Their transposes.
  let up: Buffer
  let back: Buffer
  /// The pictures enlarged along one axis.
  var between = Buffer(count: 0)

  init(channels: Int, height: Int, width: Int, factor: Int, method: Upsample.Method) {
    (self.channels, self.height, self.width, self.factor) = (channels, height, width, factor)
    let rows = Upsample.matrix(size: height, factor: factor, method: method)
    let columns = Upsample.matrix(size: width, factor: factor, method: method)
    down = Buffer(rows)
    up = Buffer(Self.transpose(rows, columns: height))
    across = Buffer(Self.transpose(columns, columns: width))
    back = Buffer(columns)
  }

  var floatsPerSample: Int { channels * height * factor * width }

  func reserve(rows: Int) {
    between = Buffer(count: rows * floatsPerSample)
  }

  /// Y = A X B for every channel, A enlarging the height and B the width.
  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    let planes = pass.rows * channels
    let between = between.prefix(planes * factor * height * width)
    MatrixProduct.multiplyEach(
      planes, rows: factor * height, columns: width, depth: height, down, x, into: between, on: pass.threads)
    MatrixProduct.multiply(
      rows: planes * factor * height, columns: factor * width, depth: width, between, across, into: y, on: pass.threads)
  }

  /// dX = A^T dY B^T.
  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    guard let dx else { return }
    let planes = pass.rows * channels
    let between = between.prefix(planes * factor * height * width)
    MatrixProduct.multiply(
      rows: planes * factor * height, columns: width, depth: factor * width, dy, back, into: between, on: pass.threads)
    MatrixProduct.multiplyEach(
      planes, rows: height, columns: width, depth: factor * height, up, between, into: dx, on: pass.threads)
  }

  /// J t is the forward pass of t: the layer is a matrix.
  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass
  ) {
    if let tangent {
      forward(t, into: tangent, pass)
    }
  }

  private static func transpose(_ matrix: [Float], columns: Int) -> [Float] {
    let rows = matrix.count / columns
    return (0..<matrix.count).map { matrix[$0 % rows * columns + $0 / rows] }
  }
}
