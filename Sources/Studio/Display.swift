import Datasets
import Jupyter
import Language
import Pictures
import Tensors

extension DisplayData {
  /// A picture drawn at twice the pixels, shown at its size in points, with words for those who do not see it.
  ///
  /// `isQuick` is for a picture that is soon replaced: quickly packed, not small.
  init(_ image: Image, text: String, displayID: String? = nil, isQuick: Bool = false) throws {
    let scale = Canvas.defaultScale
    self = .png(
      bytes: try PNG.encode(image, isQuick: isQuick), width: image.width / scale, height: image.height / scale,
      text: text,
      displayID: displayID)
  }
}

extension DisplayData {
  /// A picture that moves, with words for those who do not see it; what cannot move shows its still.
  init(_ animation: Animation, text: String) throws {
    guard let first = animation.frames.first?.image else { throw PNGError.noFrames }
    let file = try animation.encode()
    let scale = Canvas.defaultScale
    let size = (Double(file.bytes.count) / 1000).fixed(0)
    self = .png(
      bytes: file.bytes, width: first.width / scale, height: first.height / scale,
      text: "\(text)\n  animation: \(file.frameCount.counted("frame")), \(animation.seconds.fixed(1)) s, \(size) kB")
  }
}

extension Image {
  /// One picture out of a batch in [-1, 1], shape [count, channels, height, width]: -1 is black, 1 is white.
  init(_ batch: Tensor, at index: Int) throws {
    let (channels, height, width) = (batch.shape.dims[1], batch.shape.dims[2], batch.shape.dims[3])
    let area = height * width
    let start = index * channels * area
    // Planes of channels, as the literature orders shapes, become pixels with their channels side by side.
    let pixels = (0..<(area * channels)).map { place in
      let value = batch.values[start + place % channels * area + place / channels]
      return UInt8(Swift.max(0, Swift.min(255, ((value + 1) * 127.5).rounded())))
    }
    try self.init(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// One picture of the data; `index` is in `0..<data.count`.
  init(_ data: Dataset, at index: Int) throws {
    let (channels, height, width) = (data.imageShape.dims[0], data.imageShape.dims[1], data.imageShape.dims[2])
    let planes = Array(data.image(index))
    let area = height * width
    let pixels = planes.indices.map { planes[$0 % channels * area + $0 / channels] }
    try self.init(width: width, height: height, channels: channels, pixels: pixels)
  }
}
