import Datasets
import Tensors

/// In which order a game sees the pictures: every epoch all of them, shuffled anew by seed and epoch alone.
///
/// The last batch of an epoch is smaller when the batch size does not divide the number of pictures, so that every
/// picture is seen exactly once an epoch.
struct BatchOrder {
  private let seed: UInt64
  private var identity = ""
  private(set) var indices: [Int] = []
  /// Epochs ended.
  private var epoch = 0
  /// Pictures seen in the current epoch.
  private var offset = 0

  init(seed: UInt64) {
    self.seed = seed
  }

  /// How many times the data have been gone through.
  var progress: Double {
    Double(epoch) + (indices.isEmpty ? 0 : Double(offset) / Double(indices.count))
  }

  /// Prepares for a dataset; another one than before ends the epoch that has begun.
  mutating func use(_ dataset: some TrainingData) {
    let next = "\(dataset.count) \(dataset.name) \(dataset.origin)"
    guard next != identity else { return }
    identity = next
    if offset > 0 {
      epoch += 1
    }
    indices = Array(0..<dataset.count)
    offset = 0
    shuffle()
  }

  /// The positions in `indices` of the next minibatch.
  mutating func next(batch: Int) -> Range<Int> {
    if offset == indices.count {
      epoch += 1
      offset = 0
      shuffle()
    }
    let start = offset
    offset = min(start + batch, indices.count)
    return start..<offset
  }

  /// From the natural order, so that an epoch's order does not depend on those before it.
  private mutating func shuffle() {
    for index in indices.indices {
      indices[index] = index
    }
    var random = Random(seed: seed, purpose: .shuffle, step: UInt64(epoch))
    random.shuffle(&indices)
  }
}
