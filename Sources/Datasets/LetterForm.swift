/// A point that the pen passes, in units of the digit's height: x to the right, y downwards, 0 at the top.
struct Knot: Sendable, Equatable {
  let x: Float
  let y: Float
  /// Whether the pen turns on the spot here instead of passing in a curve.
  let isCorner: Bool

  var point: SIMD2<Float> { [x, y] }
}

/// One movement of the pen from paper to paper.
typealias Stroke = [Knot]

/// One way in which people write a digit.
struct LetterForm: Sendable {
  /// How many people of a hundred write it so, roughly; only the ratios within one digit count.
  let share: Int
  let strokes: [Stroke]
  /// The width of the whole, in digit heights.
  let width: Float

  init(share: Int, _ strokes: Stroke...) {
    self.share = share
    self.strokes = strokes
    let columns = strokes.joined().map(\.x)
    width = (columns.max() ?? 0) - (columns.min() ?? 0)
  }
}

/// A point passed in a curve.
func via(_ x: Float, _ y: Float) -> Knot { Knot(x: x, y: y, isCorner: false) }

/// A point at which the direction changes at once.
func turn(_ x: Float, _ y: Float) -> Knot { Knot(x: x, y: y, isCorner: true) }
