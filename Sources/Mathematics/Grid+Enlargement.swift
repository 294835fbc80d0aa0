extension Grid {
  /// How the values between values are found.
  package enum Enlargement: String, CaseIterable, Sendable {
    /// The nearest one.
    case nearest
    /// On the straight line between two.
    case bilinear
    /// On the cubic through four.
    case bicubic
  }

  /// The picture of these rows of numbers.
  package init(table: [[Double]]) {
    self.init([table.count, table.first?.count ?? 0], table.joined().map { Number.real($0) })
  }

  /// The picture, larger by a whole factor; values outside of it count as 0.
  ///
  /// So it is a transposed convolution. The layer of networks follows PyTorch instead: there the border's pixels go on.
  package func enlarged(_ factor: Int, _ method: Enlargement) -> Grid {
    switch method {
    case .nearest:
      Convolution.enlarged(self, factor: factor, weight: { $0 >= -0.5 && $0 < 0.5 ? 1 : 0 }, reach: 1)
    case .bilinear: Convolution.enlarged(self, factor: factor, weight: { max(0, 1 - abs($0)) }, reach: 1)
    case .bicubic: Convolution.enlarged(self, factor: factor, weight: Self.keys, reach: 2)
    }
  }

  /// The picture, larger by a whole factor, by a transposed convolution with an even kernel of that length: every value
  /// paints a square of it, and the middle of the whole is kept.
  ///
  /// The entries are (factor / length)², so that an even ground keeps its value on average.
  package func painted(_ factor: Int, kernel length: Int) -> Grid {
    let entry = Number.real(Double(factor * factor) / Double(length * length))
    let kernel = Grid([length, length], Array(repeating: entry, count: length * length))
    return Convolution.transposed(
      self, kernel, stride: factor, padding: max(0, (length - factor) / 2), rows: rows * factor,
      columns: columns * factor)
  }

  /// The cubic convolution kernel with a = -1/2 (Keys 1981, equation 15), where PyTorch and the layer have -3/4.
  private static func keys(_ x: Double) -> Double {
    let x = abs(x)
    if x <= 1 { return (1.5 * x - 2.5) * x * x + 1 }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
  }
}
