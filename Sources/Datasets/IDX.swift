/// A file in the IDX format, in which MNIST and its relatives are published.
///
/// ```
/// bytes 0–1   00 00
/// byte  2     element type: 08 = unsigned byte (the only one these data sets use)
/// byte  3     rank: the number of dimensions
/// then        each dimension as a 32-bit number, most significant byte first
/// then        the elements, last dimension fastest
/// ```
package struct IDX: Sendable, Equatable {
  /// The sizes, outermost first: [count, height, width] for images, [count] for labels.
  package let dimensions: [Int]
  /// One byte an element, as many as the dimensions multiply to.
  package let elements: [UInt8]

  /// The largest content that is read, in bytes: 1 GiB, twenty times MNIST.
  package static let limit = 1 << 30

  /// Reads a whole stream that must hold an IDX file of this rank and nothing else.
  package init(_ stream: consuming ByteStream, rank: Int) throws(FileFault) {
    dimensions = try Self.readHeader(&stream, rank: rank)
    let count = try Self.elementCount(dimensions)
    var elements: [UInt8] = []
    // A header can promise anything: what exceeds MNIST grows only as bytes really come.
    elements.reserveCapacity(min(count, 1 << 26))
    try stream.read(count, into: &elements)
    guard elements.count == count else { throw .truncatedContent(expected: count, found: elements.count) }
    guard try stream.isAtEnd() else { throw .trailingBytes(expected: count) }
    self.elements = elements
  }

  private static func readHeader(_ stream: inout ByteStream, rank: Int) throws(FileFault) -> [Int] {
    var magic: [UInt8] = []
    try stream.read(4, into: &magic)
    guard magic.count == 4 else { throw .truncatedHeader(found: magic.count) }
    guard magic[0] == 0 && magic[1] == 0 else { throw .notIDX(firstBytes: magic) }
    guard magic[2] == 0x08 else { throw .unsupportedElementType(magic[2]) }
    guard magic[3] == rank else { throw .wrongRank(expected: rank, found: Int(magic[3])) }
    var sizes: [UInt8] = []
    try stream.read(4 * rank, into: &sizes)
    guard sizes.count == 4 * rank else { throw .truncatedHeader(found: 4 + sizes.count) }
    return (0..<rank).map { index in
      sizes[(4 * index)..<(4 * index + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
  }

  private static func elementCount(_ dimensions: [Int]) throws(FileFault) -> Int {
    guard !dimensions.contains(0) else { throw .emptyDimension(dimensions: dimensions) }
    var count = 1
    for dimension in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow && product <= limit else { throw .implausibleDimensions(dimensions, limit: limit) }
      count = product
    }
    return count
  }
}
