import NeuralNetworks
import Tensors

/// What passes in training mode change although no optimiser does, running statistics and the directions of spectral
/// normalisation, with room for a copy of it.
struct Unlearned {
  private let networks: [Network]
  private let parts: [(values: Buffer, copy: Buffer)]

  /// Makes the room.
  init(of networks: [Network]) {
    self.networks = networks
    parts = networks.flatMap(\.parameters.entries).filter { !$0.isLearned }
      .map { ($0.values, Buffer(count: $0.values.count)) }
  }

  /// Copies the values as they are.
  func keep() {
    for part in parts { part.copy.copy(part.values) }
  }

  /// Makes the values those that were kept last.
  func putBack() {
    guard !parts.isEmpty else { return }
    for part in parts { part.values.copy(part.copy) }
    for network in networks { network.parameters.valuesChanged() }
  }
}
