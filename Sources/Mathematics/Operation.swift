public import Language

/// What a picture shows at work rather than by its result alone: a convolution, an enlargement, an overlap.
public enum Operation: Sendable {
  /// `conv(X, K)`, or several added up: a convolution of several channels.
  case convolution([Sliding], stride: Int, padding: Int)
  /// `conv_transpose(Y, K)`, or several added up.
  case transposed([Sliding], stride: Int, padding: Int, extra: Int)
  /// `upsample(X, 2)`.
  case enlargement(Grid, factor: Int)
  /// `overlap(kernel=3, stride=2)`.
  case overlap(kernel: Int, stride: Int)

  /// One channel: what the kernel slides over, and the kernel.
  public struct Sliding: Sendable {
    /// The input.
    public let input: Grid
    /// The kernel.
    public let kernel: Grid
  }
}

extension Evaluator {
  /// The operation that an expression is; nil for any other expression, and for a sum of operations that differ in more
  /// than their matrices.
  public func operation(of expression: Expression) throws(MathFault) -> Operation? {
    switch expression.node {
    case .operation(.plus, let left, let right):
      guard let first = try operation(of: left), let second = try operation(of: right) else { return nil }
      return first.adding(second)
    case .call(let callee, let written):
      guard case .function(.builtIn(let function)) = try evaluate(callee),
        ["conv", "conv_transpose", "upsample", "overlap"].contains(function.name)
      else { return nil }
      let given = try function.given(evaluated(written, [:]), at: expression.range)
      switch function.name {
      case "upsample": return .enlargement(try given.grid("X"), factor: try given.whole("factor"))
      case "overlap": return .overlap(kernel: try given.whole("kernel"), stride: try given.whole("stride"))
      case "conv":
        // A ring of padding around a single row would make rows that `conv` does not have.
        let isFlat = try given.grid("X").isVector
        if isFlat, try given.whole("padding") > 0 { return nil }
        let sliding = Operation.Sliding(input: try given.matrix("X"), kernel: try given.matrix("K"))
        return .convolution([sliding], stride: try given.whole("stride"), padding: try given.whole("padding"))
      default:
        let isFlat = try given.grid("Y").isVector
        if isFlat, try given.whole("padding") + given.whole("output_padding") > 0 { return nil }
        let sliding = Operation.Sliding(input: try given.matrix("Y"), kernel: try given.matrix("K"))
        return .transposed(
          [sliding], stride: try given.whole("stride"), padding: try given.whole("padding"),
          extra: try given.whole("output_padding"))
      }
    default: return nil
    }
  }
}

extension Operation {
  /// Both as the channels of one operation, when they are of one kind and size.
  fileprivate func adding(_ other: Operation) -> Operation? {
    func fit(_ a: [Sliding], _ b: [Sliding]) -> Bool {
      a.first?.input.lengths == b.first?.input.lengths && a.first?.kernel.lengths == b.first?.kernel.lengths
    }
    switch (self, other) {
    case (.convolution(let a, let stride, let padding), .convolution(let b, let otherStride, let otherPadding))
    where fit(a, b) && stride == otherStride && padding == otherPadding:
      return .convolution(a + b, stride: stride, padding: padding)
    case (
      .transposed(let a, let stride, let padding, let extra),
      .transposed(let b, let otherStride, let otherPadding, let otherExtra)
    )
    where fit(a, b) && stride == otherStride && padding == otherPadding && extra == otherExtra:
      return .transposed(a + b, stride: stride, padding: padding, extra: extra)
    default: return nil
    }
  }
}

extension Grid {
  /// The values as rows of plain numbers.
  public var table: [[Double]] {
    let values = values
    return (0..<rows).map { Array(values[$0 * columns..<($0 + 1) * columns]) }
  }
}
