import Tensors

extension Buffer {
  /// Normally distributed numbers that a test can name by their seed.
  init(numbers count: Int, seed: UInt64) {
    self.init(count: count)
    Random(seed: seed, purpose: .drawing).fillNormal(self)
  }
}
