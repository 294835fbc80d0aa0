import Adversarial
import Pictures
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ways from one latent to another.
enum Walk {
  /// How to go.
  enum Path: String, CaseIterable {
    /// Straight on: (1 - t) a + t b. Half way the numbers are smaller than any noise is.
    case line
    /// Along the great circle, as White (2016, "Sampling Generative Networks") advises:
    /// (sin((1 - t) θ) a + sin(t θ) b) / sin θ, with θ the angle between a and b. The length stays that of noise.
    case sphere

    var title: String {
      switch self {
      case .line: "straight line"
      case .sphere: "great circle"
      }
    }

    /// The latent at the part t of the way.
    func latent(from start: [Float], to end: [Float], at t: Double) -> [Float] {
      let (first, second) = weights(start, end, t)
      return zip(start, end).map { Float(first * Double($0) + second * Double($1)) }
    }

    private func weights(_ start: [Float], _ end: [Float], _ t: Double) -> (Double, Double) {
      guard self == .sphere else { return (1 - t, t) }
      let cosine = Walk.product(start, end) / max(Walk.norm(start) * Walk.norm(end), 1e-300)
      let angle = acos(max(-1, min(1, cosine)))
      // Between parallel latents the circle is the line; between opposite ones there is no shortest circle.
      guard sin(angle) > 1e-6 else { return (1 - t, t) }
      return (sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle))
    }
  }

  /// The length of a latent.
  static func norm(_ latent: [Float]) -> Double { product(latent, latent).squareRoot() }

  private static func product(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  /// The latents of a seed, one by one.
  static func stops(_ count: Int, seed: UInt64, of game: Game) -> [[Float]] {
    let length = game.preset.latentCount
    let values = game.latents(count: count, seed: seed)
    return (0..<count).map { Array(values[$0 * length..<($0 + 1) * length]) }
  }

  /// `count` latents from one to another, both included.
  static func latents(_ path: Path, from start: [Float], to end: [Float], count: Int) -> [[Float]] {
    (0..<count).map { path.latent(from: start, to: end, at: count == 1 ? 0 : Double($0) / Double(count - 1)) }
  }

  /// What the generator makes of latents.
  static func images(of latents: [[Float]], by game: Game) throws -> [Image] {
    let batch = game.generate(from: latents.flatMap(\.self))
    return try latents.indices.map { try Image(batch, at: $0) }
  }
}
