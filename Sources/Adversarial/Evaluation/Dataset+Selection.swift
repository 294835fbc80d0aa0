public import Datasets
import Tensors

extension Dataset {
  /// Some of its pictures as a data set of their own, of the same name.
  public func selection(_ indices: some Collection<Int>) -> Dataset {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(indices.count * imageShape.count)
    for index in indices { pixels += image(index) }
    return Dataset(
      name: name, origin: "\(indices.count) of \(origin)", imageShape: imageShape, pixels: pixels,
      labels: labels.isEmpty ? [] : indices.map { labels[$0] }, classNames: classNames)
  }
}
