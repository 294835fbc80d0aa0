/// The sizes of a convolution, which joins a large side to a small one.
///
/// Row o of the small side sees the rows i = stride o + t - padding of the large one, t = 0 ..< kernel; columns alike.
/// A convolution leads from large to small, a transposed convolution from small to large, with the same weights:
/// kernel x kernel x large channels x small channels.
public struct ConvolutionShape: Sendable, Equatable {
  /// Pictures of one side.
  public struct Side: Sendable, Equatable {
    /// The numbers of channels, rows and columns.
    public let channels, height, width: Int

    /// A side of these sizes.
    public init(channels: Int, height: Int, width: Int) {
      self.channels = channels
      self.height = height
      self.width = width
    }

    /// The number of pixels.
    public var pixels: Int { height * width }

    /// The number of floats of one picture.
    public var count: Int { channels * pixels }
  }

  /// The side with the kernel's patches.
  public let large: Side
  /// The side with one pixel for each patch.
  public let small: Side
  /// The kernel's height and width.
  public let kernel: Int
  /// The distance between patches.
  public let stride: Int
  /// By how much the first patch sticks out.
  public let padding: Int

  /// A convolution between two sides.
  public init(large: Side, small: Side, kernel: Int, stride: Int, padding: Int) {
    precondition(kernel > 0 && stride > 0 && padding >= 0, "kernel and stride have to be at least 1, padding 0")
    self.large = large
    self.small = small
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
  }

  /// The number of weights.
  public var weightCount: Int { kernel * kernel * large.channels * small.channels }

  /// What one output row (or column) adds up: a run of taps, and where it begins on the other side.
  struct Reach: Equatable {
    /// Which taps can meet: those at the same distance modulo the stride.
    var phase = 0
    /// The place of the first tap among those of the phase.
    var first = 0
    /// How many there are.
    var count = 0
    /// The other side's row that meets the first tap.
    var source = 0
  }

  /// For row `o` of a small side, the taps that meet a row of the large one, in ascending order.
  func gather(_ o: Int, of size: Int) -> Reach {
    let start = o * stride - padding
    let first = max(0, -start)
    let count = max(0, min(kernel, size - start) - first)
    return count == 0 ? Reach() : Reach(phase: 0, first: first, count: count, source: start + first)
  }

  /// For row `i` of a large side, the taps that meet a row of the small one, in ascending order of these rows.
  ///
  /// Of tap t = phase + stride j it is row o = (i + padding) / stride - j, so the taps of a phase run downwards.
  func scatter(_ i: Int, of size: Int) -> Reach {
    let phase = (i + padding) % stride
    let last = (i + padding) / stride
    let taps = tapCount(phase)
    let first = max(0, taps - 1 - last)
    let count = max(0, min(taps, size - last + taps - 1) - first)
    return count == 0
      ? Reach(phase: phase) : Reach(phase: phase, first: first, count: count, source: last - taps + 1 + first)
  }

  /// How many taps a phase has.
  func tapCount(_ phase: Int) -> Int {
    (kernel - phase + stride - 1) / stride
  }

  /// The rows o of a small side for which tap t meets a row of the large one.
  func meeting(_ t: Int, _ smallSize: Int, _ largeSize: Int) -> Range<Int> {
    // 0 <= stride o + t - padding < largeSize.
    let first = max(0, (padding - t + stride - 1) / stride)
    let room = largeSize - 1 + padding - t
    let end = room < 0 ? 0 : min(smallSize, room / stride + 1)
    return first..<max(first, end)
  }
}
