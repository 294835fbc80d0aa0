public import Tensors

/// Something to learn from: samples of one shape, which can be copied into a batch.
public protocol TrainingData: Sendable {
  /// The name by which the data are asked for.
  var name: String { get }
  /// One line for people: what it is, how many, and where it came from.
  var origin: String { get }
  /// The shape of one sample; of a picture, [channels, height, width].
  var imageShape: Shape { get }
  /// The number of samples.
  var count: Int { get }

  /// Writes samples, within about [-1, 1], one after another, without allocating.
  ///
  /// `destination` has room for `indices.count * imageShape.count` numbers; every index is in `0..<count`.
  func copyImages(at indices: some Collection<Int>, into destination: inout MutableSpan<Float>)
}

extension Dataset: TrainingData {}
