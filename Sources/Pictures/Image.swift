/// A picture as bytes: rows from the top, pixels from the left, channels side by side.
///
/// One channel is gray (0 black, 255 white), three are red, green and blue, four add opacity (not premultiplied).
public struct Image: Sendable, Equatable {
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// 1, 3 or 4.
  public let channels: Int
  /// `height * width * channels` bytes.
  public private(set) var pixels: [UInt8]

  /// The most pixels of one image, 2^26: what a decoder or a canvas may set memory aside for.
  public static let maximumPixels = 1 << 26

  /// Wraps bytes.
  ///
  /// - Throws: ``PictureError`` when an extent is not positive, there are not 1, 3 or 4 channels, or the count of bytes
  ///   is not `width * height * channels`.
  public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) throws(PictureError) {
    try Self.check(width: width, height: height, channels: channels)
    let expected = width * height * channels
    guard pixels.count == expected else {
      throw .pixelCountMismatch(expected: expected, found: pixels.count)
    }
    self.init(unchecked: pixels, width: width, height: height, channels: channels)
  }

  /// An image of one value in every channel.
  public init(width: Int, height: Int, channels: Int, filling value: UInt8) throws(PictureError) {
    try Self.check(width: width, height: height, channels: channels)
    let pixels = [UInt8](repeating: value, count: width * height * channels)
    self.init(unchecked: pixels, width: width, height: height, channels: channels)
  }

  init(unchecked pixels: [UInt8], width: Int, height: Int, channels: Int) {
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }

  private static func check(width: Int, height: Int, channels: Int) throws(PictureError) {
    guard width > 0, height > 0 else { throw .empty(width: width, height: height) }
    guard channels == 1 || channels == 3 || channels == 4 else { throw .unsupportedChannels(channels) }
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, count <= maximumPixels else {
      throw .tooManyPixels(width: width, height: height, limit: maximumPixels)
    }
  }

  /// The channels of one pixel.
  public func pixel(_ x: Int, _ y: Int) -> ArraySlice<UInt8> {
    let start = (y * width + x) * channels
    return pixels[start..<start + channels]
  }

  /// The part of the image that lies in the given rectangle, or nil when none of it does.
  public func cropped(x: Int, y: Int, width: Int, height: Int) -> Image? {
    let columns = (max(0, x)..<max(0, x, min(self.width, x + width)))
    let rows = (max(0, y)..<max(0, y, min(self.height, y + height)))
    guard !columns.isEmpty, !rows.isEmpty else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(columns.count * rows.count * channels)
    for row in rows {
      let start = (row * self.width + columns.lowerBound) * channels
      bytes += pixels[start..<start + columns.count * channels]
    }
    return Image(unchecked: bytes, width: columns.count, height: rows.count, channels: channels)
  }

  /// Copies another image over this one with its top left corner at (x, y); what lies outside is left out.
  ///
  /// The other image is converted to this one's channels first. Opacity is copied, not blended.
  public mutating func paste(_ other: Image, x: Int, y: Int) {
    let source = other.converted(toChannels: channels)
    let columns = max(0, -x)..<max(max(0, -x), min(source.width, width - x))
    let rows = max(0, -y)..<max(max(0, -y), min(source.height, height - y))
    guard !columns.isEmpty else { return }
    for row in rows {
      let from = (row * source.width + columns.lowerBound) * channels
      let to = ((y + row) * width + x + columns.lowerBound) * channels
      let count = columns.count * channels
      pixels.replaceSubrange(to..<to + count, with: source.pixels[from..<from + count])
    }
  }

  /// Every pixel repeated `factor` times across and down, so that its edges stay sharp.
  public func enlarged(by factor: Int) throws(PictureError) -> Image {
    guard factor > 1 else { return self }
    let (newWidth, wide) = width.multipliedReportingOverflow(by: factor)
    let (newHeight, high) = height.multipliedReportingOverflow(by: factor)
    guard !wide, !high else {
      throw .tooManyPixels(width: width, height: height, limit: Self.maximumPixels)
    }
    return try resized(width: newWidth, height: newHeight)
  }

  /// The image at another size, each pixel taken from the nearest one.
  public func resized(width newWidth: Int, height newHeight: Int) throws(PictureError) -> Image {
    try Self.check(width: newWidth, height: newHeight, channels: channels)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(newWidth * newHeight * channels)
    for row in 0..<newHeight {
      let source = (2 * row + 1) * height / (2 * newHeight)
      for column in 0..<newWidth {
        let start = (source * width + (2 * column + 1) * width / (2 * newWidth)) * channels
        bytes += pixels[start..<start + channels]
      }
    }
    return Image(unchecked: bytes, width: newWidth, height: newHeight, channels: channels)
  }
}
