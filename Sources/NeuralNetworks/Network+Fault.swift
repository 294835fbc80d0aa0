import Tensors

extension Network {
  /// Where numbers that are not finite first appeared.
  public struct Fault: Sendable, Equatable {
    /// Which numbers of a layer.
    public enum Part: String, Sendable {
      /// Its weights, hence the last update.
      case weights
      /// Its output, from finite weights and inputs.
      case output
      /// The gradient by its output, from finite outputs.
      case gradient
    }

    /// The layer's place, from 1.
    public let position: Int
    /// The layer as it describes itself.
    public let layer: String
    /// Which of its numbers.
    public let part: Part
  }

  /// The first place of the last passes, in the order of computing, where a number is infinite or none; nil if all are
  /// finite.
  public func firstFault() -> Fault? {
    guard let last else { return nil }
    func fault(_ index: Int, _ part: Fault.Part) -> Fault {
      Fault(position: index + 1, layer: layers[index].description, part: part)
    }
    for index in layers.indices {
      let entries = parameters.entries.filter { $0.name.hasPrefix("\(index).") }
      if !entries.allSatisfy({ Self.isFinite($0.values) }) {
        return fault(index, .weights)
      }
      if !Self.isFinite(ends(of: index, last.x, last.rows).y) {
        return fault(index, .output)
      }
    }
    let index = layers.indices.reversed().first {
      !Self.isFinite(gradients[$0].prefix(last.rows * shapes[$0].count))
    }
    return index.map { fault($0, .gradient) }
  }

  private static func isFinite(_ buffer: Buffer) -> Bool {
    buffer.values.allSatisfy(\.isFinite)
  }
}
