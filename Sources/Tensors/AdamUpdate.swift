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

  /// The same for a matrix, whose transpose is written in the same pass.
  public func apply(
    gradients: Buffer, values: Buffer, first: Buffer, second: Buffer, transposed: TransposedMatrix, on threads: Threads
  ) {
    let rows = transposed.rows
    let n = rows * transposed.columns
    let g = unsafe gradients.pointer(for: n)
    let p = unsafe values.pointer(for: n)
    let m = unsafe first.pointer(for: n)
    let v = unsafe second.pointer(for: n)
    let t = unsafe transposed.elements.pointer
    threads.run(tiles: (rows + 15) / 16) { tile in
      var step = self.step
      unsafe threads.kernels.pointee.adam_transposing(
        &step, transposed.columns, tile * 16, min(rows, tile * 16 + 16), g, p, m, v, t, transposed.stride)
    }
  }
}
