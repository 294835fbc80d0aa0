import CMicrokernels

/// The gradient of a dense layer's weights as the factors of dW = x^T dy, for an optimiser that multiplies them itself.
///
/// A gradient is as large as the weights and is read once; its factors are small. An optimiser that sums a few elements
/// and uses them at once spares the memory both ways.
public final class GradientFactors {
  /// The number of weights into each output.
  public let inputs: Int
  /// The number of outputs.
  public let outputs: Int

  private(set) var rows = 0
  private(set) var x = Buffer(count: 0)
  /// dy in strips as wide as a register tile, which is at most 64 columns.
  private(set) var strips = Buffer(count: 0)

  /// Factors of a gradient of this shape, without room.
  public init(inputs: Int, outputs: Int) {
    self.inputs = inputs
    self.outputs = outputs
  }

  /// Makes room for batches of this many samples.
  public func reserve(rows: Int) {
    strips = Buffer(count: rows * ((outputs + 63) / 64 * 64))
  }

  /// Whether a batch is small enough, and the layer large enough, for this to be worth while.
  public func takes(rows: Int, on threads: Threads) -> Bool {
    unsafe rows <= threads.kernels.pointee.update_depth && outputs >= threads.kernels.pointee.tile_columns
  }

  /// Keeps x itself, which has to stay as it is until the update, and a copy of dy.
  public func keep(rows: Int, x: Buffer, dy: Buffer, on threads: Threads) {
    self.rows = rows
    self.x = x
    let (source, outputs) = (unsafe dy.pointer(for: rows * outputs), outputs)
    let width = unsafe threads.kernels.pointee.tile_columns
    let count = (outputs + width - 1) / width
    let target = unsafe strips.pointer(for: rows * count * width)
    // As much as is worth a worker's attention.
    let share = max(1, 32_768 / (rows * width))
    threads.run(tiles: (count + share - 1) / share) { tile in
      unsafe threads.kernels.pointee.pack_strips(
        rows, outputs, tile * share, min(count, (tile + 1) * share), source, target)
    }
  }
}
