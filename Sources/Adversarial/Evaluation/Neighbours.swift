public import Datasets
public import Tensors

/// A picture and the training picture nearest to it.
public struct Neighbour: Sendable, Equatable {
  /// Which picture of the data is nearest.
  public let index: Int
  /// The Euclidean distance over all pixels, black and white being 2 apart: at most 56 for 28x28.
  public let distance: Double
}

/// Whether a generator has learnt to make something new, or knows its training pictures by heart.
public struct Neighbours: Sendable {
  /// One for each picture.
  public let found: [Neighbour]
  /// The same for as many training pictures, each beside the nearest other one: what is usual between two real pictures.
  public let real: [Neighbour]

  /// The mean distance of the pictures to their nearest training pictures.
  public var mean: Double { Self.mean(found) }
  /// The same between training pictures.
  public var realMean: Double { Self.mean(real) }

  /// Looks for the nearest training picture of each picture.
  ///
  /// - Parameters:
  ///   - pictures: in [-1, 1], count x the shape of the data's pictures.
  ///   - seed: which training pictures are compared with the others.
  ///   - isInterrupted: asked now and then.
  /// - Returns: nil when interrupted.
  public init?(
    of pictures: Tensor, in data: some TrainingData, seed: UInt64, on threads: Threads, isInterrupted: () -> Bool
  ) {
    let size = data.imageShape.count
    let count = pictures.values.count / size
    let chosen = Array(shuffledIndices(data.count, seed: seed).prefix(count))
    var isStopped = false
    let matches = NearestPictures(
      queries: pictures.values + copied(data, at: chosen), size: size, threads: threads
    ).search(
      count: data.count, excluding: Array(repeating: -1, count: count) + chosen,
      isInterrupted: {
        isStopped = isStopped || isInterrupted()
        return isStopped
      }
    ) { range, buffer in
      buffer.withMutableSpan { data.copyImages(at: range, into: &$0) }
    }
    if isStopped { return nil }
    let all = matches.map { Neighbour(index: $0.index, distance: $0.distance) }
    found = Array(all.prefix(count))
    // One picture alone has no other.
    real = all.dropFirst(count).filter { $0.index >= 0 }
  }

  private static func mean(_ neighbours: [Neighbour]) -> Double {
    neighbours.reduce(0) { $0 + $1.distance } / Double(max(neighbours.count, 1))
  }
}

/// The numbers 0 ..< count in an order that the seed alone decides; not that of any training.
func shuffledIndices(_ count: Int, seed: UInt64) -> [Int] {
  var indices = Array(0..<count)
  var random = Random(seed: seed, purpose: .shuffle, stream: 1)
  random.shuffle(&indices)
  return indices
}

/// Samples of the data one after another.
func copied(_ data: some TrainingData, at indices: [Int]) -> [Float] {
  let buffer = Buffer(count: indices.count * data.imageShape.count)
  buffer.withMutableSpan { data.copyImages(at: indices, into: &$0) }
  return buffer.values
}
