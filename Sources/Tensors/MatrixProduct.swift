import CMicrokernels

/// The three matrix products of a dense layer y = x W + b, row-major.
///
/// Every element of a result adds its products in ascending order, each with one rounding (fused multiply-add), so the
/// bits depend neither on the tiles nor on who computes them.
public enum MatrixProduct {
  /// y = x W + b.
  ///
  /// - Parameters:
  ///   - x: rows x inputs.
  ///   - weights: inputs x outputs.
  ///   - bias: outputs; the sum begins with it, or with zero.
  ///   - y: rows x outputs.
  public static func forward(
    rows: Int, inputs: Int, outputs: Int, x: Buffer, weights: Buffer, bias: Buffer?, into y: Buffer,
    on threads: Threads
  ) {
    unsafe run(
      MatrixTile(
        rows: rows, columns: outputs, depth: inputs,
        a: x.pointer(for: rows * inputs), a_row: inputs, a_depth: 1,
        b: weights.pointer(for: inputs * outputs), b_depth: outputs, b_column: 1,
        start: bias.map { unsafe UnsafePointer($0.pointer(for: outputs)) }, start_row: 0,
        c: y.pointer(for: rows * outputs), c_row: outputs),
      on: threads)
  }

  /// dx = dy W^T.
  ///
  /// - Parameters:
  ///   - dy: rows x outputs.
  ///   - weights: inputs x outputs.
  ///   - dx: rows x inputs.
  public static func inputGradient(
    rows: Int, inputs: Int, outputs: Int, dy: Buffer, weights: Buffer, into dx: Buffer, on threads: Threads
  ) {
    unsafe run(
      MatrixTile(
        rows: rows, columns: inputs, depth: outputs,
        a: dy.pointer(for: rows * outputs), a_row: outputs, a_depth: 1,
        b: weights.pointer(for: inputs * outputs), b_depth: 1, b_column: outputs,
        start: nil, start_row: 0,
        c: dx.pointer(for: rows * inputs), c_row: inputs),
      on: threads)
  }

  /// dW = x^T dy, or dW + x^T dy.
  ///
  /// - Parameters:
  ///   - x: rows x inputs.
  ///   - dy: rows x outputs.
  ///   - weights: dW, inputs x outputs.
  ///   - accumulate: whether to add to what the gradient holds.
  public static func weightGradient(
    rows: Int, inputs: Int, outputs: Int, x: Buffer, dy: Buffer, weights: Buffer, accumulate: Bool,
    on threads: Threads
  ) {
    let gradient = unsafe weights.pointer(for: inputs * outputs)
    unsafe run(
      MatrixTile(
        rows: inputs, columns: outputs, depth: rows,
        a: x.pointer(for: rows * inputs), a_row: 1, a_depth: inputs,
        b: dy.pointer(for: rows * outputs), b_depth: outputs, b_column: 1,
        start: accumulate ? UnsafePointer(gradient) : nil, start_row: outputs,
        c: gradient, c_row: outputs),
      on: threads)
  }

  /// db[j] = sum over the rows r of dy[r, j], or db[j] plus that.
  public static func biasGradient(
    rows: Int, outputs: Int, dy: Buffer, bias: Buffer, accumulate: Bool, on threads: Threads
  ) {
    let dy = unsafe dy.pointer(for: rows * outputs)
    let bias = unsafe bias.pointer(for: outputs)
    let width = 256
    threads.run(tiles: (outputs + width - 1) / width) { tile in
      let column = tile * width
      unsafe threads.kernels.pointee.column_sums(
        rows, min(width, outputs - column), dy + column, outputs, accumulate ? 1 : 0, bias + column)
    }
  }

  /// Cuts a product into tiles: panels of whole register tiles, as equal as can be, and of the rows as many pieces as keep
  /// all threads busy.
  static func run(_ whole: MatrixTile, on threads: Threads) {
    threads.products += unsafe whole.rows * whole.columns * whole.depth
    let width = unsafe threads.kernels.pointee.tile_columns
    let strips = unsafe (whole.columns + width - 1) / width
    // Of many rows, parts that stay in a cache go with wide panels.
    let isTall = unsafe whole.rows > 512
    // At least four tiles for each thread, of at least four register tiles (6 rows each). A thread alone needs one: within a
    // panel each strip is fetched while the one before is computed.
    let tiles = threads.count == 1 ? (least: 1, most: 1) : (least: 4 * threads.count, most: 8 * threads.count)
    let panels = unsafe isTall ? (whole.columns + 63) / 64 : min(strips, tiles.most)
    let fewest = unsafe isTall ? (whole.rows + 255) / 256 : 1
    let pieces = unsafe max(fewest, min((tiles.least + panels - 1) / panels, whole.rows / 24))
    threads.run(tiles: panels * pieces) { tile in
      let panel = tile / pieces
      let column = strips * panel / panels * width
      let endColumn = unsafe min(whole.columns, strips * (panel + 1) / panels * width)
      let firstRow = unsafe whole.rows * (tile % pieces) / pieces
      let endRow = unsafe whole.rows * (tile % pieces + 1) / pieces
      var part = unsafe whole
      unsafe part.columns = endColumn - column
      unsafe part.rows = endRow - firstRow
      unsafe part.a += firstRow * whole.a_row
      unsafe part.b += column * whole.b_column
      unsafe part.c += firstRow * whole.c_row + column
      if let start = unsafe whole.start {
        unsafe part.start = start + firstRow * whole.start_row + column
      }
      unsafe threads.kernels.pointee.matrix_product(&part)
    }
  }
}
