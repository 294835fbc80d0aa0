/// What can go wrong when a picture is made or drawn.
public enum PictureError: Error, Sendable, Equatable {
  /// A picture without a pixel was asked for.
  case empty(width: Int, height: Int)
  /// More pixels than memory is set aside for.
  case tooManyPixels(width: Int, height: Int, limit: Int)
  /// A side longer than can be drawn; sizes in pixels.
  case tooLong(width: Int, height: Int, limit: Int)
  /// More numbers than a table of a picture has.
  case tooManyCells(rows: Int, columns: Int, limit: Int)
  /// A picture has 1, 3 or 4 channels.
  case unsupportedChannels(Int)
  /// The bytes do not fill the picture exactly.
  case pixelCountMismatch(expected: Int, found: Int)
  /// The drawing library refused, in its own words.
  case drawing(String)
}

extension PictureError: CustomStringConvertible {
  /// Cause, then what to do next.
  public var description: String {
    switch self {
    case .empty(let width, let height):
      "a picture of \(width)x\(height) has no pixels; give a width and a height of at least 1"
    case .tooManyPixels(let width, let height, let limit):
      "a picture of \(width)x\(height) has more than the \(limit) pixels that one may have; "
        + "show fewer images or choose a smaller size"
    case .tooLong(let width, let height, let limit):
      "a picture of \(width)x\(height) pixels has a side longer than \(limit); "
        + "show fewer images or choose a smaller size"
    case .tooManyCells(let rows, let columns, let limit):
      "a table of \(rows)x\(columns) numbers has more than the \(limit) rows or columns that are drawn; "
        + "take a smaller part"
    case .unsupportedChannels(let count):
      "a picture has 1 (gray), 3 (red, green, blue) or 4 channels (and opacity), not \(count)"
    case .pixelCountMismatch(let expected, let found):
      "the picture needs \(expected) bytes and was given \(found)"
    case .drawing(let message):
      "the drawing library refused: \(message)"
    }
  }
}
