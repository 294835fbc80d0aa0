import CMicrokernels

extension TransposedMatrix {
  /// Becomes the transpose of `matrix`, by all threads.
  public func update(from matrix: Buffer, on threads: Threads) {
    let source = unsafe matrix.pointer(for: rows * columns)
    let target = unsafe elements.pointer
    threads.run(tiles: (rows + 15) / 16) { tile in
      unsafe threads.kernels.pointee.transpose(
        columns, tile * 16, min(rows, tile * 16 + 16), source, target, stride)
    }
  }
}
