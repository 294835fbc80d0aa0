/// What can go wrong with a PNG file.
public enum PNGError: Error, Sendable, Equatable {
  /// The file does not begin as a PNG file does; these are its first bytes, at most 8.
  case notPNG(start: [UInt8])
  /// The file is longer than is read.
  case fileTooLarge(bytes: Int, limit: Int)
  /// The image has more pixels than memory is set aside for.
  case tooLarge(width: Int, height: Int, limit: Int)
  /// The file is too short to hold the pixels that it promises.
  case tooShort(width: Int, height: Int, bytes: Int)
  /// An animation without a picture.
  case noFrames
  /// Pictures of an animation have different sizes.
  case sizesDiffer(width: Int, height: Int, otherWidth: Int, otherHeight: Int)
  /// libpng refused, in its own words.
  case library(String)
}

extension PNGError: CustomStringConvertible {
  /// Cause, then what to do next.
  public var description: String {
    switch self {
    case .notPNG(let start) where start.isEmpty:
      "the file is empty; give a PNG file"
    case .notPNG(let start):
      "not a PNG file: it begins with the bytes \(start.map { Self.hexadecimal($0) }.joined(separator: " ")); "
        + "convert the picture to PNG first"
    case .fileTooLarge(let bytes, let limit):
      "the PNG file has \(bytes) bytes, more than the \(limit) that are read; give a smaller file"
    case .tooLarge(let width, let height, let limit):
      "the PNG image has \(width)x\(height) pixels, more than the \(limit) that are read; give a smaller image"
    case .tooShort(let width, let height, let bytes):
      "the PNG file promises \(width)x\(height) pixels, which its \(bytes) bytes cannot hold; it is damaged or cut short"
    case .noFrames:
      "an animation needs a picture; give at least one"
    case .sizesDiffer(let width, let height, let otherWidth, let otherHeight):
      "an animation has pictures of \(width)x\(height) and of \(otherWidth)x\(otherHeight) pixels; draw all in one size"
    case .library(let message):
      "the PNG file cannot be read or written: \(message); it may be damaged or cut short"
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
