import CMicrokernels

extension MatrixProduct {
  /// C = A B, or C + A B, all row-major.
  ///
  /// - Parameters:
  ///   - rows: of A and C.
  ///   - columns: of B and C.
  ///   - depth: the columns of A, the rows of B.
  ///   - a: rows x depth, or depth x rows when `transposed`.
  ///   - accumulate: whether to add to what C holds.
  public static func multiply(
    rows: Int, columns: Int, depth: Int, _ a: Buffer, transposed: Bool = false, _ b: Buffer, accumulate: Bool = false,
    into c: Buffer, on threads: Threads
  ) {
    let result = unsafe c.pointer(for: rows * columns)
    unsafe run(
      MatrixTile(
        rows: rows, columns: columns, depth: depth,
        a: a.pointer(for: rows * depth), a_row: transposed ? 1 : depth, a_depth: transposed ? rows : 1,
        b: b.pointer(for: depth * columns), b_depth: columns, b_column: 1,
        start: accumulate ? UnsafePointer(result) : nil, start_row: columns,
        c: result, c_row: columns),
      on: threads)
  }

  /// The product of one matrix with each of many: C_i = A B_i.
  ///
  /// - Parameters:
  ///   - count: how many B there are, one after another, and C likewise.
  ///   - a: rows x depth, the same for all.
  public static func multiplyEach(
    _ count: Int, rows: Int, columns: Int, depth: Int, _ a: Buffer, _ b: Buffer, into c: Buffer, on threads: Threads
  ) {
    let left = unsafe a.pointer(for: rows * depth)
    let right = unsafe b.pointer(for: count * depth * columns)
    let result = unsafe c.pointer(for: count * rows * columns)
    // Several small products make one tile, so that taking a tile costs little beside its work.
    let share = max(1, 65_536 / max(rows * columns * depth, 1))
    threads.run(tiles: (count + share - 1) / share) { tile in
      for index in tile * share..<min(count, (tile + 1) * share) {
        var product = unsafe MatrixTile(
          rows: rows, columns: columns, depth: depth, a: left, a_row: depth, a_depth: 1,
          b: right + index * depth * columns, b_depth: columns, b_column: 1, start: nil, start_row: 0,
          c: result + index * rows * columns, c_row: columns)
        unsafe threads.kernels.pointee.matrix_product(&product)
      }
    }
  }
}
