import Pictures
import Tensors

/// Brings pictures of any size to one size, whole and in proportion.
///
/// What is left free beside a picture that is too narrow or too flat gets the mean colour of its corners.
final class ImageFitter {
  /// [channels, height, width] of every result.
  let shape: Shape
  private var width: Int { shape.dims[2] }
  private var height: Int { shape.dims[1] }
  /// Pictures of a folder mostly have few different sizes.
  private var resamplers: [[Int]: Resampler] = [:]

  init(shape: Shape) {
    self.shape = shape
  }

  /// Appends an image's planes of channels.
  func append(_ image: Image, to pixels: inout [UInt8]) {
    let channels = shape.dims[0]
    let image = image.converted(toChannels: channels)
    let area = image.width * image.height
    for channel in 0..<channels {
      let plane = channels == 1 ? image.pixels : (0..<area).map { image.pixels[$0 * channels + channel] }
      append(plane[...], width: image.width, height: image.height, to: &pixels)
    }
  }

  /// Appends one plane.
  func append(_ plane: ArraySlice<UInt8>, width oldWidth: Int, height oldHeight: Int, to pixels: inout [UInt8]) {
    if oldWidth == width && oldHeight == height {
      pixels += plane
      return
    }
    // Compared crosswise: which side is the first to touch the frame?
    let isWide = oldWidth * height >= width * oldHeight
    let newWidth = isWide ? width : max(1, (oldWidth * height + oldHeight / 2) / oldHeight)
    let newHeight = isWide ? max(1, (oldHeight * width + oldWidth / 2) / oldWidth) : height
    let fitted = resampler(oldWidth, newWidth)
      .resample(plane, width: oldWidth, columns: resampler(oldHeight, newHeight))
    guard newWidth != width || newHeight != height else {
      pixels += fitted
      return
    }
    let start = plane.startIndex
    let corners = [0, oldWidth - 1, oldWidth * (oldHeight - 1), oldWidth * oldHeight - 1].map { Int(plane[start + $0]) }
    let ground = UInt8((corners.reduce(0, +) + 2) / 4)
    let left = (width - newWidth) / 2
    let top = (height - newHeight) / 2
    for row in 0..<height {
      guard (top..<(top + newHeight)).contains(row) else {
        pixels += repeatElement(ground, count: width)
        continue
      }
      pixels += repeatElement(ground, count: left)
      pixels += fitted[((row - top) * newWidth)..<((row - top + 1) * newWidth)]
      pixels += repeatElement(ground, count: width - left - newWidth)
    }
  }

  private func resampler(_ old: Int, _ new: Int) -> Resampler {
    if let known = resamplers[[old, new]] { return known }
    let made = Resampler(from: old, to: new)
    resamplers[[old, new]] = made
    return made
  }
}
