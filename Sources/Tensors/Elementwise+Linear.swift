import CMicrokernels

// Sums of products with one factor for many elements: a matrix product of depth 1, so that the inner loop is that one's.
extension Elementwise {
  /// z = a x + y with one rounding, or z = a x.
  ///
  /// - Parameters:
  ///   - a: the factor of all elements.
  ///   - y: what to add to; may be the same buffer as z.
  public static func multiply(_ x: Buffer, by a: Float, adding y: Buffer? = nil, into z: Buffer, on threads: Threads) {
    let n = x.count
    let x = unsafe x.pointer
    let y = unsafe y?.pointer(for: n)
    let z = unsafe z.pointer(for: n)
    threads.run(over: n) { part in
      let at = part.lowerBound
      unsafe combine(a, x + at, y.map { unsafe $0 + at }, z + at, part.count, threads)
    }
  }

  /// The same for rows of a matrix, row r times factor r: z[r, i] = a[r] x[r, i] + y[r, i], or without y.
  ///
  /// - Parameter factors: one for each row; the rows are of equal length.
  public static func multiplyRows(
    _ x: Buffer, by factors: Buffer, adding y: Buffer? = nil, into z: Buffer, on threads: Threads
  ) {
    let rows = factors.count
    let size = x.count / max(rows, 1)
    let x = unsafe x.pointer(for: rows * size)
    let y = unsafe y?.pointer(for: rows * size)
    let z = unsafe z.pointer(for: rows * size)
    let a = unsafe factors.pointer
    threads.run(tiles: rows) { row in
      let at = row * size
      unsafe combine(a[row], x + at, y.map { unsafe $0 + at }, z + at, size, threads)
    }
  }

  /// The sums of the squares of a matrix's rows, each in the order of ``sum(_:on:)``.
  ///
  /// - Parameters:
  ///   - scratch: as large as x.
  ///   - sums: one for each row.
  public static func rowSquares(_ x: Buffer, scratch: Buffer, into sums: Buffer, on threads: Threads) {
    let rows = sums.count
    let size = x.count / max(rows, 1)
    multiply(x, x, into: scratch, on: threads)
    let squares = unsafe scratch.pointer(for: rows * size)
    let result = unsafe sums.pointer
    threads.run(tiles: rows) { row in
      unsafe result[row] = threads.kernels.pointee.sum(size, squares + row * size)
    }
  }

  private static func combine(
    _ a: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>?, _ z: UnsafeMutablePointer<Float>,
    _ n: Int, _ threads: Threads
  ) {
    // An element is read before it is written, and depends on its own place alone: z may be x or y.
    unsafe withUnsafePointer(to: a) { a in
      var tile = unsafe MatrixTile(
        rows: 1, columns: n, depth: 1, a: a, a_row: 1, a_depth: 1, b: x, b_depth: n, b_column: 1,
        start: y.map { unsafe UnsafePointer($0) }, start_row: n, c: z, c_row: n)
      unsafe threads.kernels.pointee.matrix_product(&tile)
    }
  }
}
