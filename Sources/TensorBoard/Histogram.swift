/// How often numbers lie where.
public struct Histogram: Sendable, Equatable {
  /// The smallest and the largest number.
  public let range: ClosedRange<Double>
  /// How many numbers there are.
  public let count: Int
  /// Their sum.
  public let sum: Double
  /// The sum of their squares.
  public let squares: Double
  /// The upper ends of the buckets.
  public let limits: [Double]
  /// How many numbers each bucket holds.
  public let buckets: [Double]

  /// Counts finite numbers in buckets of equal width; nil without any.
  public init?(_ numbers: some Collection<Float>, buckets count: Int = 64) {
    var (low, high) = (Double.infinity, -Double.infinity)
    var (sum, squares, total) = (0.0, 0.0, 0)
    for number in numbers where number.isFinite {
      let value = Double(number)
      low = min(low, value)
      high = max(high, value)
      sum += value
      squares += value * value
      total += 1
    }
    guard total > 0 else { return nil }
    let width = (high - low) / Double(max(count, 1))
    if width > 0 {
      var counts = [Double](repeating: 0, count: max(count, 1))
      for number in numbers where number.isFinite {
        counts[min(Int((Double(number) - low) / width), counts.count - 1)] += 1
      }
      buckets = counts
      limits = counts.indices.map { $0 == counts.count - 1 ? high : low + width * Double($0 + 1) }
    } else {
      (buckets, limits) = ([Double(total)], [high])
    }
    (range, self.count, self.sum, self.squares) = (low...high, total, sum, squares)
  }

  /// `HistogramProto`: min = 1, max = 2, num = 3, sum = 4, sum_squares = 5, bucket_limit = 6, bucket = 7.
  var message: ProtocolBuffer {
    var message = ProtocolBuffer()
    message.add(1, range.lowerBound)
    message.add(2, range.upperBound)
    message.add(3, Double(count))
    message.add(4, sum)
    message.add(5, squares)
    message.add(6, limits)
    message.add(7, buckets)
    return message
  }
}
