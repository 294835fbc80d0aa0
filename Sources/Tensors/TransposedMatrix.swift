import CMicrokernels

/// The transpose of a matrix, kept beside it for products that read it the other way round.
///
/// Element (j, i) lies at `j * stride + i`. The stride is the number of rows, padded where that is a multiple of 256:
/// lines at distances of a kibibyte share few places of a cache and push each other out.
public struct TransposedMatrix {
  /// The rows of the matrix, hence the columns of its transpose.
  public let rows: Int
  /// The columns of the matrix.
  public let columns: Int

  let stride: Int
  let elements: Buffer

  /// Memory for the transpose of a rows x columns matrix, all zeros.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    stride = rows % 256 == 0 ? rows + 16 : rows
    elements = Buffer(count: stride * columns)
  }

  /// Becomes the transpose of `matrix`, by the caller alone.
  public func update(from matrix: Buffer) {
    let source = unsafe matrix.pointer(for: rows * columns)
    unsafe microkernels_best().pointee.transpose(columns, 0, rows, source, elements.pointer, stride)
  }

  /// Element (j, i), the matrix's (i, j).
  public subscript(j: Int, i: Int) -> Float {
    precondition(i >= 0 && i < rows, "\(i) is outside of \(rows)")
    return elements[j * stride + i]
  }
}
