public import Tensors

/// Pictures to learn from, one byte a pixel, and what they show.
public struct Dataset: Sendable {
  /// The name by which the data set is asked for: "mnist", "digits".
  public let name: String
  /// One line for people: what it is, how many, and where it came from.
  public let origin: String
  /// The shape of one image: [channels, height, width].
  public let imageShape: Shape
  /// All images one after another, row by row; 0 is background, 255 is full ink.
  public let pixels: [UInt8]
  /// The class of every image, an index into `classNames`; empty if there are no classes.
  public let labels: [UInt8]
  /// What the classes are called.
  public let classNames: [String]
  /// What people should know about them.
  public let remarks: [DatasetRemark]
  /// The number of images.
  public let count: Int

  /// Joins checked parts: whole images only, and no labels or one for each image.
  package init(
    name: String, origin: String, imageShape: Shape, pixels: [UInt8], labels: [UInt8], classNames: [String],
    remarks: [DatasetRemark] = []
  ) {
    precondition(pixels.count.isMultiple(of: imageShape.count), "pixels are whole images")
    let count = pixels.count / imageShape.count
    precondition(labels.isEmpty || labels.count == count, "one label for each image")
    self.name = name
    self.origin = origin
    self.imageShape = imageShape
    self.pixels = pixels
    self.labels = labels
    self.classNames = classNames
    self.remarks = remarks
    self.count = count
  }

  /// The bytes of one image; `index` is in `0..<count`.
  public func image(_ index: Int) -> ArraySlice<UInt8> {
    pixels[(index * imageShape.count)..<((index + 1) * imageShape.count)]
  }

  /// Writes images scaled to [-1, 1] (x / 127.5 - 1) one after another, without allocating.
  ///
  /// `destination` has room for `indices.count * imageShape.count` numbers; every index is in `0..<count`.
  public func copyImages(at indices: some Collection<Int>, into destination: inout MutableSpan<Float>) {
    let length = imageShape.count
    let bytes = pixels.span
    var place = 0
    for index in indices {
      let image = bytes.extracting((index * length)..<((index + 1) * length))
      for offset in image.indices {
        destination[place + offset] = Float(image[offset]) / 127.5 - 1
      }
      place += length
    }
  }
}
