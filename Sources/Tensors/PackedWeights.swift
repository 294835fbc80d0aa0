import CMicrokernels

/// The weights of a convolution in the order in which one of its directions reads them, and where each output pixel
/// finds its input.
///
/// Panels of 64 output channels, in strips as wide as a register tile; in each strip the taps by phases, row by row,
/// ascending with the input they meet; of each tap the input channels; of these the strip's output channels side by side.
/// The channels of a panel are rounded up to 16. With fewer than 8 output channels, a panel holds one.
@safe
final class PackedWeights {
  enum Direction {
    case gather, scatter
  }

  static let panelWidth = 64
  static let narrow = 8

  let shape: ConvolutionShape
  let direction: Direction
  /// The sides that are read and written.
  let input: ConvolutionShape.Side
  let output: ConvolutionShape.Side
  let positions: [PatchPosition]
  /// The largest number of taps in a row of taps, and of such rows, in one phase.
  let tapRow: Int
  /// Pixels written with the same weights.
  let positionsPerPhase: Int

  private var elements: Buffer?
  private var version = -1

  init(_ shape: ConvolutionShape, _ direction: Direction) {
    self.shape = shape
    self.direction = direction
    (input, output) = direction == .gather ? (shape.large, shape.small) : (shape.small, shape.large)
    let phases = direction == .gather ? 1 : shape.stride
    tapRow = direction == .gather ? shape.kernel : shape.tapCount(0)
    positionsPerPhase = max(1, output.pixels / (phases * phases))
    let (input, output) = (input, output)

    func reach(_ target: Int, _ size: Int) -> ConvolutionShape.Reach {
      direction == .gather ? shape.gather(target, of: size) : shape.scatter(target, of: size)
    }
    let rows = (0..<output.height).map { reach($0, input.height) }
    let columns = (0..<output.width).map { reach($0, input.width) }
    var positions: [PatchPosition] = []
    positions.reserveCapacity(output.pixels)
    for phaseY in 0..<phases {
      for phaseX in 0..<phases {
        let start = PackedWeights.firstTap(shape, direction, phaseY, phaseX)
        let tapRow = direction == .gather ? shape.kernel : shape.tapCount(phaseX)
        for (y, row) in rows.enumerated() where row.phase == phaseY {
          for (x, column) in columns.enumerated() where column.phase == phaseX {
            let isEmpty = row.count == 0 || column.count == 0
            positions.append(
              PatchPosition(
                source: Int32(row.source * input.width + column.source), target: Int32(y * output.width + x),
                taps: Int32(start + row.first * tapRow + column.first), tap_row: Int32(tapRow),
                first_row: Int32(row.first), rows: isEmpty ? 0 : Int32(row.count),
                columns: isEmpty ? 0 : Int32(column.count)))
          }
        }
      }
    }
    self.positions = positions
  }

  /// The number of taps before those of a phase.
  private static func firstTap(
    _ shape: ConvolutionShape, _ direction: Direction, _ phaseY: Int, _ phaseX: Int
  ) -> Int {
    guard direction == .scatter else { return 0 }
    let above = (0..<phaseY).reduce(0) { $0 + shape.tapCount($1) } * shape.kernel
    return above + shape.tapCount(phaseY) * (0..<phaseX).reduce(0) { $0 + shape.tapCount($1) }
  }

  /// Whether the lanes share the depth instead of the output channels.
  var isNarrow: Bool { output.channels < PackedWeights.narrow }

  /// How many panels there are.
  var panels: Int { isNarrow ? 1 : (output.channels + PackedWeights.panelWidth - 1) / PackedWeights.panelWidth }

  /// The output channels of a panel.
  func columns(of panel: Int) -> Int {
    isNarrow ? output.channels : min(PackedWeights.panelWidth, output.channels - panel * PackedWeights.panelWidth)
  }

  /// The output channels of a panel, rounded up.
  private func width(of panel: Int) -> Int {
    isNarrow ? 1 : (columns(of: panel) + 15) / 16 * 16
  }

  /// The floats from one input channel of a tap to the next.
  func stripWidth(of panel: Int, on threads: Threads) -> Int {
    unsafe min(width(of: panel), threads.kernels.pointee.tile_columns)
  }

  /// Where a panel begins.
  func start(of panel: Int) -> Int {
    panel * PackedWeights.panelWidth * depth
  }

  /// The number of taps times input channels, all phases together.
  var depth: Int { shape.kernel * shape.kernel * input.channels }

  /// The packed weights, made anew when the version is another one than last time.
  func elements(of weights: Buffer, version: Int, on threads: Threads) -> Buffer {
    let elements =
      self.elements
      ?? Buffer(count: start(of: panels - 1) + (isNarrow ? output.channels : width(of: panels - 1)) * depth)
    self.elements = elements
    if version != self.version {
      self.version = version
      let source = unsafe UnsafePointer(weights.pointer(for: shape.weightCount))
      let target = unsafe elements.pointer
      threads.run(tiles: shape.kernel * shape.kernel) { tap in
        let (y, x) = (tap / shape.kernel, tap % shape.kernel)
        let slot =
          switch direction {
          case .gather: tap
          case .scatter:
            PackedWeights.firstTap(shape, direction, y % shape.stride, x % shape.stride)
              + (shape.tapCount(y % shape.stride) - 1 - y / shape.stride) * shape.tapCount(x % shape.stride)
              + shape.tapCount(x % shape.stride) - 1 - x / shape.stride
          }
        unsafe pack(
          source + tap * shape.large.channels * shape.small.channels, target + slot * input.channels, slot, target,
          threads)
      }
    }
    return elements
  }

  /// Packs one tap, large x small channels at `source`, into place number `slot`.
  private func pack(
    _ source: UnsafePointer<Float>, _ dots: UnsafeMutablePointer<Float>, _ slot: Int,
    _ target: UnsafeMutablePointer<Float>, _ threads: Threads
  ) {
    let small = shape.small.channels
    switch (direction, isNarrow) {
    case (.gather, true):
      for column in 0..<small {
        for channel in 0..<input.channels {
          unsafe dots[column * depth + channel] = source[channel * small + column]
        }
      }
    case (.scatter, true):
      for column in 0..<output.channels {
        unsafe (dots + column * depth).update(from: source + column * small, count: small)
      }
    case (.gather, false):
      forEachStrip(threads) { first, columns, width, start in
        let to = unsafe target + start + slot * input.channels * width
        for channel in 0..<input.channels {
          unsafe (to + channel * width).update(from: source + channel * small + first, count: columns)
        }
      }
    case (.scatter, false):
      forEachStrip(threads) { first, columns, width, start in
        let to = unsafe target + start + slot * input.channels * width
        unsafe threads.kernels.pointee.transpose(small, 0, columns, source + first * small, to, width)
      }
    }
  }

  /// For each strip: its first output channel, how many there are, how many with padding, and where it begins.
  private func forEachStrip(_ threads: Threads, _ body: (Int, Int, Int, Int) -> Void) {
    for panel in 0..<panels {
      let (columns, width) = (columns(of: panel), stripWidth(of: panel, on: threads))
      for first in stride(from: 0, to: columns, by: width) {
        body(
          panel * PackedWeights.panelWidth + first, min(width, columns - first), width,
          start(of: panel) + first * depth)
      }
    }
  }
}
