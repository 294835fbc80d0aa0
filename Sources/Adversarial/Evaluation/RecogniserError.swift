public import NeuralNetworks

/// Why a file is no recogniser.
public enum RecogniserError: Error, Sendable, Equatable {
  /// An entry of the metadata or a tensor is absent, or not what it should be.
  case missing(String)
  /// A tensor holds numbers that are infinite or none.
  case notFinite(String)
  /// The pictures do not fit the layers.
  case layers(ShapeError)
  /// The file itself cannot be read.
  case file(SafetensorsError)
}

extension RecogniserError: CustomStringConvertible {
  /// The cause, then what to do next.
  public var description: String {
    let cause =
      switch self {
      case .missing(let name): "it lacks '\(name)', or has another shape there"
      case .notFinite(let name): "its '\(name)' holds numbers that are infinite or none"
      case .layers(let error): "its layers do not fit its pictures: \(error)"
      case .file(let error): "\(error)"
      }
    return "The recogniser cannot be used: \(cause). Build Forger anew, or make it again with `make recognisers`."
  }
}
