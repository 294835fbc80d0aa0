import Datasets
import Tensors

/// In which order a game sees the pictures: every epoch all of them, shuffled anew by seed and epoch alone.
///
/// The last batch of an epoch is smaller when the batch size does not divide the number of pictures, so that every
/// picture is seen exactly once an epoch.
struct BatchOrder {
  /// Where the order stands; with the seed, this is all there is to know.
  struct State: Equatable {
    /// Which data: their number, their name and a hash over some of them; empty before the first.
    var identity = ""
    /// Their number.
    var count = 0
    /// Epochs ended.
    var epoch = 0
    /// Pictures seen in the current epoch.
    var offset = 0
  }

  private let seed: UInt64
  private(set) var state: State
  private(set) var indices: [Int] = []

  /// An order that begins, or goes on from a state.
  init(seed: UInt64, from state: State = State()) {
    self.seed = seed
    self.state = state
  }

  /// How many times the data have been gone through.
  var progress: Double {
    Double(state.epoch) + (state.count == 0 ? 0 : Double(state.offset) / Double(state.count))
  }

  /// Prepares for a dataset; another one than before ends the epoch that has begun.
  mutating func use(_ dataset: some TrainingData) {
    let next = Self.identity(of: dataset)
    if next != state.identity {
      state = State(
        identity: next, count: dataset.count, epoch: state.offset > 0 ? state.epoch + 1 : state.epoch, offset: 0)
    } else if !indices.isEmpty {
      return
    }
    indices = Array(0..<dataset.count)
    shuffle()
  }

  /// The positions in `indices` of the next minibatch.
  mutating func next(batch: Int) -> Range<Int> {
    if state.offset == indices.count {
      state.epoch += 1
      state.offset = 0
      shuffle()
    }
    let start = state.offset
    state.offset = min(start + batch, indices.count)
    return start..<state.offset
  }

  /// From the natural order, so that an epoch's order does not depend on those before it.
  private mutating func shuffle() {
    for index in indices.indices {
      indices[index] = index
    }
    var random = Random(seed: seed, purpose: .shuffle, step: UInt64(state.epoch))
    random.shuffle(&indices)
  }

  /// The same on every computer, wherever the data came from there.
  private static func identity(of dataset: some TrainingData) -> String {
    let samples = min(64, dataset.count)
    let pixels = Buffer(count: samples * dataset.imageShape.count)
    let spread = (0..<samples).map { $0 * (dataset.count - 1) / max(samples - 1, 1) }
    pixels.withMutableSpan { dataset.copyImages(at: spread, into: &$0) }
    return "\(dataset.count) \(dataset.name) \(String(Elementwise.digest(pixels, continuing: 0), radix: 16))"
  }
}
