/// Draws traces of changing width into a small grey image with soft edges.
///
/// A trace is a chain of segments. A pixel's ink follows from its centre's distance d to the nearest segment, whose
/// half width r there changes evenly from one end to the other: full where d is well below r, none where it is well
/// above, and in between the smoothstep 3t² - 2t³ over a band of `softness` pixels. Where traces cross, the
/// stronger ink counts, so that joints and crossings show no spots.
package struct Pen {
  /// A straight piece of a trace, in pixels; pixel (0, 0) has its centre at (0.5, 0.5).
  package struct Segment {
    var start: SIMD2<Float>
    var end: SIMD2<Float>
    var startRadius: Float
    var endRadius: Float

    package init(start: SIMD2<Float>, end: SIMD2<Float>, startRadius: Float, endRadius: Float) {
      self.start = start
      self.end = end
      self.startRadius = startRadius
      self.endRadius = endRadius
    }
  }

  package let width: Int
  package let height: Int
  /// Coverage of every pixel, row by row, 0...1.
  package private(set) var coverage: [Float]

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
    coverage = Array(repeating: 0, count: width * height)
  }

  /// Clean paper.
  package mutating func clear() {
    for index in coverage.indices { coverage[index] = 0 }
  }

  /// Adds a segment with an edge `softness` pixels wide; what lies outside the image is cut off.
  package mutating func draw(_ segment: Segment, softness: Float) {
    let reach = max(segment.startRadius, segment.endRadius) + softness / 2
    let low = pointwiseMin(segment.start, segment.end) - reach - 0.5
    let high = pointwiseMax(segment.start, segment.end) + reach + 0.5
    let columns = cells(from: low.x, to: high.x, limit: width)
    let rows = cells(from: low.y, to: high.y, limit: height)
    let direction = segment.end - segment.start
    let inverseSquare = 1 / max((direction * direction).sum(), 1e-12)
    let widening = segment.endRadius - segment.startRadius
    let inverseSoftness = 1 / softness
    for row in rows {
      for column in columns {
        let centre: SIMD2<Float> = [Float(column) + 0.5, Float(row) + 0.5]
        let offset = centre - segment.start
        // The nearest point of the segment: start + along × direction, with along held within 0...1.
        let along = clamp((offset * direction).sum() * inverseSquare, 0...1)
        let gap = offset - direction * along
        let depth = segment.startRadius + widening * along - (gap * gap).sum().squareRoot()
        let t = clamp(depth * inverseSoftness + 0.5, 0...1)
        let place = row * width + column
        coverage[place] = max(coverage[place], t * t * (3 - 2 * t))
      }
    }
  }

  private func cells(from low: Float, to high: Float, limit: Int) -> Range<Int> {
    let first = max(0, min(limit, Int(low)))
    return first..<max(first, min(limit, Int(high) + 1))
  }
}
