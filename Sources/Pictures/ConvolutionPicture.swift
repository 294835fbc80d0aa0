/// A convolution at work: the kernel at a place of the input, and what comes of it.
///
/// A transposed convolution is drawn as what it does: each input value paints a copy of the kernel into the output.
/// Several channels lie above each other, and their products are added.
public struct ConvolutionPicture: Sendable {
  /// Which way the numbers go.
  public enum Direction: Sendable {
    /// Many values of the input make one of the output.
    case forward
    /// One value of the input is spread over many of the output.
    case transposed
  }

  /// One channel of the input with its kernel, rows of numbers.
  public struct Channel: Sendable {
    let input: Matrix
    let kernel: Matrix

    /// Rows of numbers; rows that are too short are filled with zeros.
    public init(input: [[Double]], kernel: [[Double]]) {
      self.input = Matrix(input)
      self.kernel = Matrix(kernel)
    }
  }

  /// The direction.
  public let direction: Direction
  /// All channels; their sizes are the same.
  public let channels: [Channel]
  /// How far the kernel moves.
  public let stride: Int
  /// The ring around the input: zeros for a convolution, what is cut off for a transposed one.
  public let padding: Int
  /// Rows and columns of the result.
  public let outputSize: (rows: Int, columns: Int)

  /// A convolution of channels, which the caller has checked to fit.
  ///
  /// - Parameter outputPadding: rows and columns that a transposed one adds at the end.
  /// - Throws: ``PictureError/empty(width:height:)`` when there is nothing to draw, ``PictureError/tooManyCells(rows:columns:limit:)``
  ///   when there are too many numbers.
  public init(
    _ direction: Direction, _ channels: [Channel], stride: Int = 1, padding: Int = 0, outputPadding: Int = 0
  ) throws(PictureError) {
    guard let first = channels.first, first.input.count > 0, first.kernel.count > 0, stride > 0, padding >= 0 else {
      throw .empty(width: channels.first?.input.columns ?? 0, height: channels.first?.input.rows ?? 0)
    }
    let (input, kernel) = (first.input, first.kernel)
    func length(_ n: Int, _ k: Int) -> Int {
      // Dumoulin and Visin 2016, relationships 6 and 14.
      direction == .forward
        ? (n + 2 * padding - k) / stride + 1 : stride * (n - 1) + k - 2 * padding + outputPadding
    }
    self.direction = direction
    self.channels = channels
    self.stride = stride
    self.padding = padding
    outputSize = (length(input.rows, kernel.rows), length(input.columns, kernel.columns))
    guard outputSize.rows > 0, outputSize.columns > 0 else {
      throw .empty(width: outputSize.columns, height: outputSize.rows)
    }
    for (rows, columns) in [
      (input.rows + 2 * padding, input.columns + 2 * padding), outputSize, (kernel.rows, kernel.columns),
    ]
    where rows > Self.mostCells || columns > Self.mostCells {
      throw .tooManyCells(rows: rows, columns: columns, limit: Self.mostCells)
    }
  }

  /// The most rows and columns of numbers that are drawn.
  public static let mostCells = 40

  var input: Matrix { channels[0].input }
  var kernel: Matrix { channels[0].kernel }

  /// How many places the kernel takes one after another.
  public var positionCount: Int {
    direction == .forward ? outputSize.rows * outputSize.columns : input.count
  }

  /// The row and column of a position: of the output's value for a convolution, of the input's for a transposed one.
  func place(_ position: Int) -> (row: Int, column: Int) {
    let columns = direction == .forward ? outputSize.columns : input.columns
    return (position / columns, position % columns)
  }

  /// The result once so many positions are done.
  func output(after positions: Int) -> [Double?] {
    var values: [Double?]
    switch direction {
    case .forward:
      values = Array(repeating: nil, count: outputSize.rows * outputSize.columns)
      for position in 0..<min(positions, values.count) {
        values[position] = products(at: position).joined().reduce(0) { $0 + $1.value * $1.weight }
      }
    case .transposed:
      values = Array(repeating: 0, count: outputSize.rows * outputSize.columns)
      for position in 0..<min(positions, input.count) {
        for channel in channels {
          for tap in 0..<kernel.count {
            guard let place = painted(position, tap) else { continue }
            values[place] = (values[place] ?? 0) + channel.input[position] * channel.kernel[tap]
          }
        }
      }
    }
    return values
  }

  /// What is multiplied at a position of a convolution, by channels.
  func products(at position: Int) -> [[(value: Double, weight: Double)]] {
    let (row, column) = place(position)
    return channels.map { channel in
      (0..<kernel.count).map { tap in
        let y = stride * row + tap / kernel.columns - padding
        let x = stride * column + tap % kernel.columns - padding
        let isInside = y >= 0 && y < input.rows && x >= 0 && x < input.columns
        return (isInside ? channel.input[y * input.columns + x] : 0, channel.kernel[tap])
      }
    }
  }

  /// Which value of the output an entry of the kernel paints on at a position of a transposed convolution; nil where it is
  /// cut off.
  func painted(_ position: Int, _ tap: Int) -> Int? {
    let (row, column) = place(position)
    let y = stride * row + tap / kernel.columns - padding
    let x = stride * column + tap % kernel.columns - padding
    guard y >= 0, y < outputSize.rows, x >= 0, x < outputSize.columns else { return nil }
    return y * outputSize.columns + x
  }
}

/// Numbers in rows.
struct Matrix: Sendable {
  let rows: Int
  let columns: Int
  private let values: [Double]

  init(_ lines: [[Double]]) {
    rows = lines.count
    columns = lines.map(\.count).max() ?? 0
    let columns = columns
    values = lines.flatMap { $0 + Array(repeating: 0, count: columns - $0.count) }
  }

  var count: Int { values.count }
  subscript(place: Int) -> Double { values[place] }
}
