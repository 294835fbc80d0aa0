public import Tensors

/// How a data set is wanted.
public struct LoadingOptions: Sendable {
  /// How many pictures; nil for as many as there are.
  public var count: Int?
  /// Decides what is drawn; files are the same for every seed.
  public var seed: UInt64
  /// Which part of a published data set; nil for the one to learn from.
  public var part: Part?
  /// Width and height; nil for the data set's own.
  public var size: (width: Int, height: Int)?
  /// 1 for grey, 3 for colour; nil for the data set's own.
  public var channels: Int?
  /// Whether dark becomes light and light dark.
  public var isInverted: Bool
  /// The shape that networks at hand are made for: what pictures of a folder, which have no shape of their own, are
  /// brought to.
  public var preferredShape: Shape?

  /// Everything as the data set has it.
  public init(
    count: Int? = nil, seed: UInt64 = 1, part: Part? = nil, size: (width: Int, height: Int)? = nil,
    channels: Int? = nil, isInverted: Bool = false, preferredShape: Shape? = nil
  ) {
    (self.count, self.seed, self.part, self.size) = (count, seed, part, size)
    (self.channels, self.isInverted, self.preferredShape) = (channels, isInverted, preferredShape)
  }
}

extension LoadingOptions {
  /// The least and the most pixels across and down.
  static let extents = 1...1_024

  /// Finds what no data set can give.
  func check() throws(DatasetError) {
    if let size, !Self.extents.contains(size.width) || !Self.extents.contains(size.height) {
      throw .sizeOutOfRange(width: size.width, height: size.height, allowed: Self.extents)
    }
    if let channels, channels != 1, channels != 3 { throw .wrongChannels(channels) }
  }
}

extension Dataset {
  /// The same data with other words about where they came from.
  func described(_ origin: String) -> Dataset {
    Dataset(
      name: name, origin: origin, imageShape: imageShape, pixels: pixels, labels: labels, classNames: classNames,
      remarks: remarks)
  }

  /// The same pictures in the size, the channels and the polarity that are wanted.
  func adapted(to options: LoadingOptions) throws(DatasetError) -> Dataset {
    let old = imageShape.dims
    let channels = options.channels ?? old[0]
    let size = options.size ?? (width: old[2], height: old[1])
    let shape = Shape([channels, size.height, size.width])
    guard shape != imageShape || options.isInverted else { return self }
    guard count <= IDX.limit / shape.count else {
      throw .tooManyPictures(count: count, shape: shape.dims, limit: IDX.limit / shape.count)
    }
    var pixels: [UInt8] = pixels
    if shape != imageShape {
      let fitter = ImageFitter(shape: Shape([1, size.height, size.width]))
      let area = old[1] * old[2]
      var planes: [UInt8] = []
      planes.reserveCapacity(count * shape.count)
      for index in 0..<count {
        let image = image(index)
        for channel in 0..<channels {
          let plane = old[0] == channels ? channel : 0
          let start = image.startIndex + plane * area
          fitter.append(image[start..<(start + area)], width: old[2], height: old[1], to: &planes)
        }
      }
      pixels = planes
    }
    if options.isInverted { for index in pixels.indices { pixels[index] = 255 - pixels[index] } }
    let changes = [
      shape == imageShape ? nil : "as \(shape)", options.isInverted ? "inverted" : nil,
    ].compactMap(\.self).joined(separator: ", ")
    return Dataset(
      name: name, origin: "\(origin), \(changes)", imageShape: shape, pixels: pixels, labels: labels,
      classNames: classNames, remarks: remarks)
  }
}
