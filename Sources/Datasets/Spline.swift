/// A smooth curve through points, drawn as short straight pieces.
///
/// Between neighbours a cubic Hermite polynomial is used whose slopes are those of the parabola through three
/// successive points, with the distance between points as the parameter (Bessel tangents: de Boor, A Practical Guide
/// to Splines, ch. IV). Unlike the uniform Catmull–Rom spline it neither overshoots nor curls where a short distance
/// follows a long one. At a corner and at the ends the curve simply stops, and begins anew in another direction.
package enum Spline {
  /// Appends points of the curve, the last one included, about `spacing` apart.
  package static func trace(_ knots: [Knot], spacing: Float, into curve: inout [SIMD2<Float>]) {
    guard let first = knots.first else { return }
    curve.append(first.point)
    var start = 0
    for index in knots.indices.dropFirst() where knots[index].isCorner || index == knots.count - 1 {
      traceSmooth(knots[start...index], spacing: spacing, into: &curve)
      start = index
    }
  }

  /// The part between two corners, without its first point.
  private static func traceSmooth(_ knots: ArraySlice<Knot>, spacing: Float, into curve: inout [SIMD2<Float>]) {
    guard knots.count > 1 else { return }
    var tangent = SIMD2<Float>()
    for index in knots.startIndex..<(knots.endIndex - 1) {
      let start = knots[index].point
      let end = knots[index + 1].point
      let length = max(distance(start, end), 1e-4)
      let slope = (end - start) / length
      var nextTangent = slope
      if index + 2 < knots.endIndex {
        let beyond = knots[index + 2].point
        let nextLength = max(distance(end, beyond), 1e-4)
        nextTangent = (slope * nextLength + (beyond - end) / nextLength * length) / (length + nextLength)
        if index == knots.startIndex { tangent = slope * 2 - nextTangent }
      } else if index == knots.startIndex {
        tangent = slope
      } else {
        nextTangent = slope * 2 - tangent
      }
      let pieces = max(1, (length / spacing).rounded(.up))
      var step: Float = 1
      while step <= pieces {
        curve.append(hermite(start, tangent * length, end, nextTangent * length, at: step / pieces))
        step += 1
      }
      tangent = nextTangent
    }
  }

  /// The cubic with these values and slopes at t = 0 and t = 1.
  private static func hermite(
    _ start: SIMD2<Float>, _ startSlope: SIMD2<Float>, _ end: SIMD2<Float>, _ endSlope: SIMD2<Float>, at t: Float
  ) -> SIMD2<Float> {
    let rest = 1 - t
    let fromStart = (start * (1 + 2 * t) + startSlope * t) * (rest * rest)
    let fromEnd = (end * (1 + 2 * rest) - endSlope * rest) * (t * t)
    return fromStart + fromEnd
  }
}

/// The distance between two points.
func distance(_ first: SIMD2<Float>, _ second: SIMD2<Float>) -> Float {
  let difference = second - first
  return (difference * difference).sum().squareRoot()
}
