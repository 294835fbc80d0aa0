extension Image {
  /// The same picture with 1, 3 or 4 channels; any other count returns it unchanged.
  ///
  /// Colour becomes gray by luma, (299 R + 587 G + 114 B) / 1000 (ITU-R BT.601). Opacity is given up by laying the
  /// picture on white.
  public func converted(toChannels count: Int) -> Image {
    guard count != channels else { return self }
    let convert: (ArraySlice<UInt8>, inout [UInt8]) -> Void
    switch (channels, count) {
    case (1, 3):
      convert = { pixel, bytes in bytes.append(contentsOf: repeatElement(pixel[pixel.startIndex], count: 3)) }
    case (1, 4):
      convert = { pixel, bytes in
        bytes.append(contentsOf: repeatElement(pixel[pixel.startIndex], count: 3))
        bytes.append(255)
      }
    case (3, 4):
      convert = { pixel, bytes in
        bytes += pixel
        bytes.append(255)
      }
    case (4, 3):
      convert = { pixel, bytes in bytes += Self.onWhite(pixel) }
    case (3, 1):
      convert = { pixel, bytes in bytes.append(Self.luma(pixel)) }
    case (4, 1):
      convert = { pixel, bytes in bytes.append(Self.luma(Self.onWhite(pixel)[...])) }
    default:
      return self
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * height * count)
    for start in stride(from: 0, to: pixels.count, by: channels) {
      convert(pixels[start..<start + channels], &bytes)
    }
    return Image(unchecked: bytes, width: width, height: height, channels: count)
  }

  /// The same picture with the fewest channels that lose nothing.
  ///
  /// Fewer channels make a smaller file: a grid of digits with its captions is gray.
  public func compacted() -> Image {
    guard channels > 1 else { return self }
    var isOpaque = true
    var isGray = true
    for start in stride(from: 0, to: pixels.count, by: channels) {
      if channels == 4, pixels[start + 3] != 255 {
        isOpaque = false
        break
      }
      if isGray {
        isGray = pixels[start] == pixels[start + 1] && pixels[start] == pixels[start + 2]
      } else if channels == 3 {
        return self
      }
    }
    guard isOpaque, isGray || channels == 4 else { return self }
    let count = isGray ? 1 : 3
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * height * count)
    for start in stride(from: 0, to: pixels.count, by: channels) {
      bytes.append(pixels[start])
      if count == 3 {
        bytes.append(pixels[start + 1])
        bytes.append(pixels[start + 2])
      }
    }
    return Image(unchecked: bytes, width: width, height: height, channels: count)
  }

  private static func onWhite(_ pixel: ArraySlice<UInt8>) -> [UInt8] {
    let start = pixel.startIndex
    let opacity = Int(pixel[start + 3])
    return (0..<3).map { UInt8((Int(pixel[start + $0]) * opacity + 255 * (255 - opacity) + 127) / 255) }
  }

  private static func luma(_ pixel: ArraySlice<UInt8>) -> UInt8 {
    let start = pixel.startIndex
    let (red, green, blue) = (Int(pixel[start]), Int(pixel[start + 1]), Int(pixel[start + 2]))
    return UInt8((299 * red + 587 * green + 114 * blue + 500) / 1000)
  }
}
