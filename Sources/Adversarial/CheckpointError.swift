public import NeuralNetworks

/// Why a game or a recogniser cannot be saved or restored: facts; the words are below.
public enum CheckpointError: Error, Sendable, Equatable {
  /// The file cannot be read or written, is no safetensors file, or is damaged.
  case file(SafetensorsError)
  /// A safetensors file without a game in it.
  case notACheckpoint
  /// A checkpoint of a later kind.
  case version(String)
  /// The part of the description that cannot be read.
  case recipe(String)
  /// A layer that has no recipe, by its description.
  case layer(String)
  /// A tensor is not there.
  case missing(String)
  /// A tensor has another shape than the network needs.
  case shape(String, is: [Int], needs: [Int])
  /// A tensor holds no floats.
  case type(String, ScalarType)
  /// A tensor holds a number that is infinite or none.
  case notFinite(String)
  /// A tensor that the networks have no place for.
  case surplus(String)
  /// The networks that the file describes cannot be built.
  case game(TrainingError)
  /// The layers of a recogniser do not fit the pictures that the file speaks of.
  case layers(ShapeError)

  init(_ fault: NetworkFileFault) {
    self =
      switch fault {
      case .missing(let name): .missing(name)
      case .shape(let name, let found, let needed): .shape(name, is: found, needs: needed)
      case .type(let name, let type): .type(name, type)
      case .notFinite(let name): .notFinite(name)
      }
  }
}

extension CheckpointError: CustomStringConvertible {
  /// The cause.
  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .notACheckpoint: "It holds tensors, but no game: Forger’s `save` did not write it."
    case .version(let version): "It is a checkpoint of the kind '\(version)', which a later version of Forger writes."
    case .recipe(let part): "Its description cannot be read: \(part)."
    case .layer(let layer): "The layer \(layer) is not one of the engine’s own, and has no place in a file."
    case .missing(let name): "The tensor '\(name)' is not in it; it belongs to other networks."
    case .shape(let name, let found, let needed):
      "The tensor '\(name)' is \(Self.text(found)), but the network needs \(Self.text(needed)); it belongs to other "
        + "networks."
    case .type(let name, let type): "The tensor '\(name)' holds numbers of type \(type.rawValue), not floats."
    case .notFinite(let name): "The tensor '\(name)' holds a number that is infinite or not a number."
    case .surplus(let name): "The tensor '\(name)' has no place in the networks; it belongs to others."
    case .game(let error): "\(error)"
    case .layers(let error): "Its layers do not fit its pictures. \(error)"
    }
  }

  private static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? "a single number" : shape.map(String.init).joined(separator: "x")
  }
}
