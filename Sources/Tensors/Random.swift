import CMicrokernels

/// Random numbers by counting: Philox 4x32-10 (Salmon, Moraes, Dror, Shaw 2011) encrypts a counter with the seed.
///
/// The n-th number depends on seed, purpose, step and stream alone, so no use disturbs another, any number can be made
/// on any thread, and a resumed training needs no saved generator.
///
///     key     = seed, low and high word
///     counter = (block, purpose + 256 stream, step low, step high); each block gives four words
public struct Random: Sendable {
  /// What the numbers are for; each purpose has sequences of its own.
  public enum Purpose: UInt32, Sendable {
    /// The first values of the weights.
    case weights = 1
    /// The generator's input in training.
    case latent
    /// Which units a dropout layer silences.
    case dropout
    /// The order of the data.
    case shuffle
    /// Drawn handwriting and other made data.
    case drawing
    /// The generator's input when pictures are asked for.
    case sample
    /// Changes to training pictures.
    case augmentation
    /// Where between a real and a made picture a gradient is measured.
    case interpolation
  }

  let stream: RandomStream
  private var block: UInt32 = 0
  private var lane = 4
  private var words = SIMD4<UInt32>()
  private var spare: Float?

  /// The sequence for a seed, a purpose, a step and, where one purpose needs several at a step, a stream below 2^24.
  public init(seed: UInt64, purpose: Purpose, step: UInt64 = 0, stream: UInt32 = 0) {
    precondition(stream < 1 << 24, "stream \(stream) does not fit into 24 bits")
    self.stream = RandomStream(
      key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)),
      tag: purpose.rawValue | stream << 8,
      step_low: UInt32(truncatingIfNeeded: step), step_high: UInt32(truncatingIfNeeded: step >> 32))
  }

  /// The next 32 bits.
  public mutating func bits() -> UInt32 {
    if lane == 4 {
      words = Random.philox(
        counter: [block, stream.tag, stream.step_low, stream.step_high], key: [stream.key.0, stream.key.1])
      block &+= 1
      lane = 0
    }
    lane += 1
    return words[lane - 1]
  }

  /// A number in [0, 1), one of 2^24 evenly spaced ones.
  public mutating func uniform() -> Float {
    Float(bits() >> 8) * 0x1p-24
  }

  /// A number between the bounds.
  public mutating func uniform(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound.addingProduct(uniform(), range.upperBound - range.lowerBound)
  }

  /// A number of the standard normal distribution, by Box and Muller from two words of one block.
  ///
  /// A sequence of normal numbers alone equals what ``fillNormal(_:scale:first:on:)`` writes.
  public mutating func normal() -> Float {
    if let second = spare {
      spare = nil
      return second
    }
    lane += lane % 2
    if lane == 4 {
      _ = bits()
      lane = 0
    }
    var four: (Float, Float, Float, Float) = (0, 0, 0, 0)
    // The function writes four floats.
    unsafe withUnsafeMutablePointer(to: &four) { pointer in
      unsafe pointer.withMemoryRebound(to: Float.self, capacity: 4) { floats in
        var stream = self.stream
        unsafe microkernels_best().pointee.normal(&stream, block &- 1, 4, 1, floats)
      }
    }
    lane += 2
    spare = lane == 2 ? four.1 : four.3
    return lane == 2 ? four.0 : four.2
  }

  /// A whole number in 0 ..< `bound`, every one equally likely (Lemire 2019: multiply, and reject the surplus).
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0 && bound <= 1 << 32, "\(bound) is not within 1 ... 2^32")
    let bound = UInt64(bound)
    let surplus = (1 << 32) % bound
    while true {
      let product = UInt64(bits()) * bound
      if product & 0xffff_ffff >= surplus {
        return Int(product >> 32)
      }
    }
  }

  /// Puts the elements into an order of which each is equally likely (Fisher and Yates).
  public mutating func shuffle<Element>(_ array: inout [Element]) {
    for last in stride(from: array.count - 1, to: 0, by: -1) {
      array.swapAt(last, integer(below: last + 1))
    }
  }

  /// The cipher itself: four words from a counter of four and a key of two.
  package static func philox(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var counter = counter
    var key = key
    for _ in 0..<10 {
      let first = UInt64(counter[0]) * 0xD251_1F53
      let second = UInt64(counter[2]) * 0xCD9E_8D57
      counter = [
        UInt32(truncatingIfNeeded: second >> 32) ^ counter[1] ^ key[0], UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ counter[3] ^ key[1], UInt32(truncatingIfNeeded: first),
      ]
      key &+= [0x9E37_79B9, 0xBB67_AE85]
    }
    return counter
  }
}
