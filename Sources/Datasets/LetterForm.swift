/// A point that the pen passes, in units of the sign's height: x to the right, y downwards, 0 at the top.
package struct Knot: Sendable, Equatable {
  package let x: Float
  package let y: Float
  /// Whether the pen turns on the spot here instead of passing in a curve.
  package let isCorner: Bool

  var point: SIMD2<Float> { [x, y] }
}

/// One movement of the pen from paper to paper.
package typealias Stroke = [Knot]

/// One way in which people write a digit or letter.
package struct LetterForm: Sendable {
  /// How many people of a hundred write it so, roughly; only the ratios within one sign count.
  package let share: Int
  package let strokes: [Stroke]
  /// The width of the whole, in sign heights.
  package let width: Float

  init(share: Int, _ strokes: Stroke...) {
    self.share = share
    self.strokes = strokes
    let columns = strokes.joined().map(\.x)
    width = (columns.max() ?? 0) - (columns.min() ?? 0)
  }
}

/// A point passed in a curve.
package func via(_ x: Float, _ y: Float) -> Knot { Knot(x: x, y: y, isCorner: false) }

/// A point at which the direction changes at once.
package func turn(_ x: Float, _ y: Float) -> Knot { Knot(x: x, y: y, isCorner: true) }
