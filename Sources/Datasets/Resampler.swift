/// Brings a row of pixels to another length without jagged edges.
///
/// Shorter rows are averages over area: each new pixel is the mean of the stretch of old ones that it covers, parts of
/// pixels by their part. Longer rows are linear interpolations between the centres of old pixels.
struct Resampler {
  /// For each new pixel the first old one it is made of, and the weights from there on, which add to 1.
  private let taps: [(first: Int, weights: [Float])]

  /// From `old` pixels to `new`, both positive.
  init(from old: Int, to new: Int) {
    let scale = Float(old) / Float(new)
    taps = (0..<new).map { place in
      if scale <= 1 {
        let centre = max(0, min(Float(old - 1), (Float(place) + 0.5) * scale - 0.5))
        let first = min(Int(centre), max(0, old - 2))
        let share = centre - Float(first)
        return (first, old == 1 ? [1] : [1 - share, share])
      }
      let low = Float(place) * scale
      let high = min(Float(old), Float(place + 1) * scale)
      let first = min(Int(low), old - 1)
      let last = max(first, min(old - 1, Int(high.rounded(.up)) - 1))
      let parts = (first...last).map { max(0, min(high, Float($0 + 1)) - max(low, Float($0))) }
      let sum = parts.reduce(0, +)
      return (first, parts.map { $0 / sum })
    }
  }

  /// A plane of `width` x `height` bytes at another size.
  ///
  /// `self` resamples the rows, `columns` the columns.
  func resample(_ plane: ArraySlice<UInt8>, width: Int, columns: Resampler) -> [UInt8] {
    let height = plane.count / width
    let newWidth = taps.count
    var rows = [Float](repeating: 0, count: height * newWidth)
    let bytes = plane.span
    for row in 0..<height {
      for (column, tap) in taps.enumerated() {
        var sum: Float = 0
        for (offset, weight) in tap.weights.enumerated() {
          sum += weight * Float(bytes[row * width + tap.first + offset])
        }
        rows[row * newWidth + column] = sum
      }
    }
    var result: [UInt8] = []
    result.reserveCapacity(newWidth * columns.taps.count)
    for tap in columns.taps {
      for column in 0..<newWidth {
        var sum: Float = 0
        for (offset, weight) in tap.weights.enumerated() {
          sum += weight * rows[(tap.first + offset) * newWidth + column]
        }
        result.append(UInt8(max(0, min(255, sum.rounded()))))
      }
    }
    return result
  }
}
