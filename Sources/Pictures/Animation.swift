/// Pictures in time, written as one animated PNG file.
///
/// Browsers play it; whatever does not know animations shows the still image, which every PNG file has.
public struct Animation: Sendable {
  /// A picture and how long it stands.
  public struct Frame: Sendable {
    /// The picture.
    public var image: Image
    /// Seconds until the next, at least 0.02: browsers slow down what is faster.
    public var seconds: Double

    /// A picture that stands so long.
    public init(_ image: Image, seconds: Double) {
      self.image = image
      self.seconds = seconds
    }
  }

  /// The frames in order, all of one size.
  public var frames: [Frame]
  /// What is shown where nothing moves; it is no part of the animation; the first frame when nil.
  public var still: Image?
  /// How often it is played; nil for ever.
  public var rounds: Int?

  /// The most frames of an animation that commands make.
  public static let maximumFrames = 60
  /// The most bytes of an animation that commands make, 2 MB; beyond, frames are left out.
  public static let maximumBytes = 2_000_000

  /// An animation.
  public init(frames: [Frame], still: Image? = nil, rounds: Int? = nil) {
    self.frames = frames
    self.still = still
    self.rounds = rounds
  }

  /// How long one round takes.
  public var seconds: Double { frames.reduce(0) { $0 + $1.seconds } }

  /// The animation with some of its frames, evenly, the first and the last among them, each standing as long as those it
  /// stands for.
  public func thinned(to count: Int) -> Animation {
    var result = self
    result.frames = []
    let chosen = Set(Self.chosen(from: frames.count, atMost: count))
    for (index, frame) in frames.enumerated() {
      if chosen.contains(index) {
        result.frames.append(frame)
      } else {
        result.frames[result.frames.count - 1].seconds += frame.seconds
      }
    }
    return result
  }

  /// Some of `count` things, evenly, the first and the last among them: which ones to show when there are too many.
  public static func chosen(from count: Int, atMost limit: Int = maximumFrames) -> [Int] {
    guard count > limit, limit > 1 else { return Array(0..<max(0, min(count, max(limit, 0)))) }
    return (0..<limit).map { ($0 * (count - 1) + (limit - 1) / 2) / (limit - 1) }
  }
}
