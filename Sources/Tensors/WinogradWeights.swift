import CMicrokernels

/// The weights of a convolution as values at the points of Winograd's minimal filtering, in the order in which one of its
/// directions reads them.
///
/// For each point there are strips as wide as a register tile, and in each strip one row for each input channel. The phases
/// of the large side lie side by side.
final class WinogradWeights {
  private let shape: ConvolutionShape
  private let tiling: WinogradTiling
  private let scatters: Bool
  /// The depth of the products at the points.
  let depth: Int
  /// The columns of their results, rounded up to whole vectors.
  let width: Int

  private var elements: Buffer?
  private var version = -1

  init(_ shape: ConvolutionShape, _ tiling: WinogradTiling, scatters: Bool) {
    self.shape = shape
    self.tiling = tiling
    self.scatters = scatters
    let phases = shape.stride * shape.stride
    depth = scatters ? shape.small.channels : phases * shape.large.channels
    width = ((scatters ? phases * shape.large.channels : shape.small.channels) + 15) / 16 * 16
  }

  /// The values at the points, made anew when the version is another one than last time.
  func elements(of weights: Buffer, version: Int, on threads: Threads) -> Buffer {
    let elements = self.elements ?? Buffer(count: tiling.points * width * depth)
    self.elements = elements
    if version != self.version {
      self.version = version
      transform(scatters ? turned(weights, threads) : weights, into: elements, threads)
    }
    return elements
  }

  /// kernel x kernel x small channels x large channels.
  private func turned(_ weights: Buffer, _ threads: Threads) -> Buffer {
    let (large, small) = (shape.large.channels, shape.small.channels)
    let turned = threads.workspace(shape.weightCount)
    let (x, y) = unsafe (weights.pointer(for: shape.weightCount), turned.pointer)
    threads.run(tiles: shape.kernel * shape.kernel) { tap in
      unsafe threads.kernels.pointee.transpose(
        small, 0, large, x + tap * large * small, y + tap * large * small, large)
    }
    return turned
  }

  private func transform(_ weights: Buffer, into elements: Buffer, _ threads: Threads) {
    let (inputs, outputs) =
      scatters ? (shape.small.channels, shape.large.channels) : (shape.large.channels, shape.small.channels)
    let tileColumns = unsafe threads.kernels.pointee.tile_columns
    let strips = (width + tileColumns - 1) / tileColumns
    let w = unsafe weights.pointer(for: shape.weightCount)
    let u = unsafe elements.pointer
    threads.run(tiles: shape.stride * shape.stride * strips) { task in
      let (phase, column) = (task / strips, task % strips * tileColumns)
      let strip = min(tileColumns, width - column)
      // Where the phase begins among rows or columns.
      let (row, start) = scatters ? (0, phase * outputs) : (phase * inputs, 0)
      let (first, end) = (max(column, start), min(column + strip, start + outputs))
      guard first < end else { return }
      unsafe withPlaces(of: phase) { taps, points in
        for point in 0..<tiling.points { unsafe points[point] = point * width * depth }
        var tiles = unsafe WinogradTiles(
          map: Int32(WINOGRAD_WEIGHTS.rawValue), height: tiling.rows.points - 1, width: tiling.columns.points - 1,
          channels: end - first, count: inputs,
          from: w + first - start, from_step: outputs, from_places: taps,
          to: u + column * depth + row * strip + first - column, to_step: strip,
          to_places: points, bias: nil, accumulate: 0, adds_row: 0, adds_column: 0)
        unsafe threads.kernels.pointee.winograd_transform(&tiles)
      }
    }
  }

  /// The derivative by the weights from that by their values at the points, for the direction from large to small: points x
  /// (phases x large channels) x width.
  func adjoint(of sums: Buffer, into gradient: Buffer, accumulate: Bool, on threads: Threads) {
    let (inputs, outputs) = (shape.large.channels, shape.small.channels)
    let parts = (inputs + 15) / 16
    let s = unsafe sums.pointer(for: tiling.points * depth * width)
    let g = unsafe gradient.pointer(for: shape.weightCount)
    threads.run(tiles: shape.stride * shape.stride * parts) { task in
      let phase = task / parts
      let (first, end) = (inputs * (task % parts) / parts, inputs * (task % parts + 1) / parts)
      unsafe withPlaces(of: phase) { taps, points in
        for point in 0..<tiling.points { unsafe points[point] = point * depth * width }
        var tiles = unsafe WinogradTiles(
          map: Int32(WINOGRAD_WEIGHT_GRADIENT.rawValue), height: tiling.rows.points - 1,
          width: tiling.columns.points - 1, channels: outputs, count: end - first,
          from: s + (phase * inputs + first) * width, from_step: width, from_places: points,
          to: g + first * outputs, to_step: outputs, to_places: taps, bias: nil, accumulate: accumulate ? 1 : 0,
          adds_row: 0, adds_column: 0)
        unsafe threads.kernels.pointee.winograd_transform(&tiles)
      }
    }
  }

  /// Where the 2 x 2 taps of a phase lie; and room for the points.
  private func withPlaces(of phase: Int, _ body: (UnsafeMutablePointer<Int>, UnsafeMutablePointer<Int>) -> Void) {
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 4 + tiling.points) { places in
      guard let taps = places.baseAddress else { return }
      for i in 0..<2 {
        for j in 0..<2 {
          let row = shape.stride * i + phase / shape.stride
          let column = shape.stride * j + phase % shape.stride
          unsafe taps[2 * i + j] = (row * shape.kernel + column) * shape.large.channels * shape.small.channels
        }
      }
      unsafe body(taps, taps + 4)
    }
  }
}
