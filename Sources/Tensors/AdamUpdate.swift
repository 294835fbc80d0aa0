import CMicrokernels

/// One update of Adam (Kingma and Ba 2015, algorithm 1), with the bias corrections of step t already in its constants.
///
///     m <- beta1 m + (1 - beta1) g
///     v <- beta2 v + (1 - beta2) g^2
///     p <- p - rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
public struct AdamUpdate: Sendable {
  private let step: AdamStep

  /// The constants, computed in double precision and rounded once.
  ///
  /// - Parameters:
  ///   - power1: beta1^t.
  ///   - power2: beta2^t.
  public init(
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, power1: Double, power2: Double
  ) {
    step = AdamStep(
      rate: Float(learningRate / (1 - power1)),
      one_minus_beta1: Float(1 - beta1),
      beta2: Float(beta2), one_minus_beta2: Float(1 - beta2),
      root_correction: Float(1 / (1 - power2).squareRoot()),
      epsilon: Float(epsilon))
  }

  /// Updates the values p and the moments m and v, all of one length, from the gradients g.
  public func apply(gradients: Buffer, values: Buffer, first: Buffer, second: Buffer, on threads: Threads) {
    let n = values.count
    let g = unsafe gradients.pointer(for: n)
    let p = unsafe values.pointer
    let m = unsafe first.pointer(for: n)
    let v = unsafe second.pointer(for: n)
    threads.run(over: n) { part in
      var step = self.step
      let at = part.lowerBound
      unsafe threads.kernels.pointee.adam(&step, part.count, g + at, p + at, m + at, v + at)
    }
  }

  /// The same for a matrix whose gradient is given by its factors.
  public func apply(
    factors: GradientFactors, values: Buffer, first: Buffer, second: Buffer, on threads: Threads
  ) {
    let (rows, columns, depth) = (factors.inputs, factors.outputs, factors.rows)
    threads.products += rows * columns * depth
    let p = unsafe values.pointer(for: rows * columns)
    let m = unsafe first.pointer(for: rows * columns)
    let v = unsafe second.pointer(for: rows * columns)
    let x = unsafe factors.x.pointer(for: depth * rows)
    let strips = unsafe factors.strips.pointer
    let (height, width) = unsafe (threads.kernels.pointee.update_rows, threads.kernels.pointee.tile_columns)
    let blocks = (rows + height - 1) / height
    let wholeStrips = (columns + width - 1) / width
    // Eight tiles for each thread, wide enough to be worth copying their part of x.
    let parts = max(1, min(wholeStrips / 8, (8 * threads.count + blocks - 1) / blocks))
    threads.run(tiles: blocks * parts) { tile in
      let (block, part) = (tile / parts, tile % parts)
      // The product reads the constants while it runs, no longer.
      unsafe withUnsafePointer(to: step) { step in
        var product = unsafe AdamProduct(
          step: step, first: block * height, last: min(rows, (block + 1) * height),
          first_column: wholeStrips * part / parts * width,
          last_column: min(columns, wholeStrips * (part + 1) / parts * width),
          columns: columns, depth: depth, x: x, x_row: rows, strips: strips, p: p, m: m, v: v)
        unsafe threads.kernels.pointee.adam_product(&product)
      }
    }
  }
}
