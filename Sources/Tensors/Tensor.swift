/// A rectangular array of numbers, for results: a value, row-major, the last axis running fastest.
///
/// Training works on ``Buffer`` instead, which is never copied.
public struct Tensor: Sendable, Equatable {
  /// The sizes along the axes.
  public let shape: Shape

  /// The elements, `shape.count` of them as long as nobody adds or removes any.
  public var values: [Float]

  /// A tensor of these values; their number has to be the shape's.
  public init(shape: Shape, values: [Float]) {
    precondition(values.count == shape.count, "\(values.count) values do not fill \(shape)")
    self.shape = shape
    self.values = values
  }

  /// A tensor of zeros.
  public init(zeros shape: Shape) {
    self.init(shape: shape, values: Array(repeating: 0, count: shape.count))
  }

  /// The elements of one entry along the first axis, say one picture of a batch.
  public subscript(index: Int) -> ArraySlice<Float> {
    let size = values.count / max(shape.dims.first ?? 1, 1)
    return values[index * size..<(index + 1) * size]
  }
}
