/// The sizes of an array along each axis, outermost first; of a picture: channels x height x width.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The size along each axis.
  public let dims: [Int]

  /// A shape with these sizes.
  public init(_ dims: [Int]) {
    self.dims = dims
  }

  /// A shape written as `[1, 28, 28]`.
  public init(arrayLiteral elements: Int...) {
    self.init(elements)
  }

  /// The number of elements, the product of the sizes.
  ///
  /// A product beyond `Int.max` is given as `Int.max`; a size below zero counts as zero.
  public var count: Int {
    dims.reduce(1) { product, size in
      let (result, overflow) = product.multipliedReportingOverflow(by: max(size, 0))
      return overflow ? Int.max : result
    }
  }

  /// The way people write it: `1x28x28`.
  public var description: String {
    dims.map(String.init).joined(separator: "x")
  }
}
