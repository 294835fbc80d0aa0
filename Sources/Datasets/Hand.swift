import Tensors

/// How one person holds the pen while writing one digit or letter: everything that makes two of a form differ.
///
/// Only +, -, ×, ÷ and square roots are used, in a fixed order, which every processor rounds alike: no sine from a system library can
/// make another machine draw another sign. Rotations come from the half-angle t: cos = (1-t²)/(1+t²), sin = 2t/(1+t²).
struct Hand {
  /// How far the top leans to the right, in sign heights.
  let slant: Float
  /// Width against the letter form's own.
  let aspect: Float
  /// Tangent of half the angle by which the sign is turned.
  let halfTurn: Float
  /// Standard deviation of a knot's displacement, in sign heights.
  let wobble: Float
  /// Half the width of the pen's trace, in pixels.
  let radius: Float
  /// How much the trace widens across the nib and thins along it.
  let contrast: Float
  /// The direction in which the nib is broad, a unit vector.
  let nib: SIMD2<Float>
  /// How much of its width the trace loses towards its ends.
  let taper: Float
  /// How the pressure on the pen, and so the width, changes slowly in the course of a stroke.
  let pressure: SIMD4<Float>
  /// The longer side of the finished sign, in pixels.
  let size: Float
  /// Darkness of the ink, 1 is black.
  let ink: Float
  /// Width of the trace's soft edge, in pixels.
  let softness: Float

  /// The displacements of a 4x4 net of points, blended by cubic B-splines: a slow, smooth distortion of the paper.
  private let net: [SIMD2<Float>]

  init(random: inout Random) {
    slant = clamp(0.18 + 0.23 * random.normal(), -0.35...0.62)
    aspect = clamp(1.10 + 0.18 * random.normal(), 0.70...1.60)
    halfTurn = clamp(0.045 * random.normal(), -0.11...0.11)
    wobble = random.uniform(0.008...0.024)
    radius = clamp(1.37 + 0.36 * random.normal(), 0.75...2.25)
    contrast = random.uniform(0...0.22)
    let tilt = random.uniform(-1...1)
    nib = rotated([1, 0], halfTurn: tilt)
    taper = random.uniform(-0.05...0.35)
    pressure = 0.13 * SIMD4(random.normal(), random.normal(), random.normal(), random.normal())
    size = random.uniform(19.3...20)
    ink = random.uniform(0.97...1.03)
    softness = random.uniform(0.9...1.5)
    let strength = random.uniform(0.03...0.085)
    net = (0..<16).map { _ in
      [strength * clamp(random.normal(), -2.5...2.5), strength * clamp(random.normal(), -2.5...2.5)]
    }
  }

  /// The stroke as this hand places its points: each a little off, the free ends most.
  ///
  /// Every displacement keeps part of the one before (d ← 0.6 d + 0.8 noise, so the spread stays the same): a hand that
  /// is too far left is so for a while. Independent displacements would make round strokes angular.
  func place(_ stroke: Stroke, random: inout Random) -> Stroke {
    var drift: SIMD2<Float> = [random.normal(), random.normal()]
    return stroke.indices.map { index in
      let noise: SIMD2<Float> = [random.normal(), random.normal()]
      drift = 0.6 * drift + 0.8 * noise
      let isEnd = index == 0 || index == stroke.count - 1
      let spread = isEnd ? 1.5 * wobble : wobble
      let knot = stroke[index]
      return Knot(
        x: knot.x + clamp(drift.x, -2.2...2.2) * spread,
        y: knot.y + clamp(drift.y, -2.2...2.2) * spread,
        isCorner: knot.isCorner)
    }
  }

  /// Where a point of the ideal sign lands on the paper, in sign heights.
  func warp(_ point: SIMD2<Float>) -> SIMD2<Float> {
    let bent = point + displacement(at: point)
    let leaning: SIMD2<Float> = [aspect * bent.x + slant * (0.5 - bent.y), bent.y - 0.5]
    return rotated(leaning, halfTurn: halfTurn)
  }

  /// Half the width of the trace where the pen moves along `direction`, a unit vector.
  ///
  /// `progress` is 0 at the stroke's beginning and 1 at its end.
  func radius(along direction: SIMD2<Float>, progress: Float) -> Float {
    let across = (direction * nib).sum()
    let nearEnd = max(0, max(1 - 6 * progress, 6 * progress - 5))
    let share = pressure * cubicBasis(progress)
    let force = clamp(1 + ((share.x + share.y) + (share.z + share.w)), 0.75...1.3)
    return radius * force * (1 + contrast * (0.5 - across * across)) * (1 - taper * nearEnd * nearEnd)
  }

  /// The net's displacement at a point, blended from its 4x4 points.
  private func displacement(at point: SIMD2<Float>) -> SIMD2<Float> {
    let columns = cubicBasis(clamp(point.x / 0.7, 0...1))
    let rows = cubicBasis(clamp(point.y, 0...1))
    var sum = SIMD2<Float>()
    for row in 0..<4 {
      for column in 0..<4 {
        sum += net[4 * row + column] * (rows[row] * columns[column])
      }
    }
    return sum
  }
}

/// The four Bernstein polynomials of degree 3 at t in 0...1; they add to 1.
private func cubicBasis(_ t: Float) -> SIMD4<Float> {
  let rest = 1 - t
  return [rest * rest * rest, 3 * t * rest * rest, 3 * t * t * rest, t * t * t]
}

/// `vector` turned by the angle whose half has the tangent `halfTurn`.
private func rotated(_ vector: SIMD2<Float>, halfTurn t: Float) -> SIMD2<Float> {
  let scale = 1 / (1 + t * t)
  let cosine = (1 - t * t) * scale
  let sine = 2 * t * scale
  return [cosine * vector.x - sine * vector.y, sine * vector.x + cosine * vector.y]
}

/// `value` held within `range`.
func clamp(_ value: Float, _ range: ClosedRange<Float>) -> Float {
  min(max(value, range.lowerBound), range.upperBound)
}
