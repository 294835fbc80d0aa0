import Tensors

/// Why tensors of a file do not fit a network: facts.
package enum NetworkFileFault: Error, Sendable, Equatable {
  /// The network needs a tensor that the file does not have.
  case missing(String)
  /// A tensor of another shape than the network's.
  case shape(String, is: [Int], needs: [Int])
  /// A tensor that holds no floats.
  case type(String, ScalarType)
  /// A number that is infinite or none.
  case notFinite(String)
}

extension Network {
  /// The parameters as tensors with PyTorch's names and shapes behind a prefix such as `generator.`.
  ///
  /// - Throws: `.notFinite` for numbers that are none, or too large for the type.
  package func tensors(
    prefix: String, type: ScalarType = .float32
  ) throws(NetworkFileFault) -> [Safetensors.Tensor] {
    let entries = parameters.entries
    var tensors: [Safetensors.Tensor] = []
    for entry in entries {
      let name = prefix + entry.torchName(among: entries)
      tensors.append(try Self.tensor(name, entry, entry.values.values, type))
    }
    return tensors
  }

  /// What the tensors are called.
  package func tensorNames(prefix: String) -> [String] {
    parameters.entries.map { prefix + $0.torchName(among: parameters.entries) }
  }

  /// Takes the parameters from tensors; when it throws, some may have been taken.
  package func load(_ file: Safetensors, prefix: String) throws(NetworkFileFault) {
    let entries = parameters.entries
    for entry in entries {
      let name = prefix + entry.torchName(among: entries)
      entry.values.copy(entry.ownOrder(try Self.floats(name, entry, file)))
    }
    parameters.valuesChanged()
  }

  static func tensor(
    _ name: String, _ entry: Parameters.Entry, _ values: [Float], _ type: ScalarType
  ) throws(NetworkFileFault) -> Safetensors.Tensor {
    let tensor = Safetensors.Tensor(name, shape: entry.torchShape, entry.torchOrder(values), type: type)
    let isFinite = values.allSatisfy(\.isFinite)
    guard isFinite, type == .float32 || tensor.floats?.allSatisfy(\.isFinite) == true else { throw .notFinite(name) }
    return tensor
  }

  static func floats(
    _ name: String, _ entry: Parameters.Entry, _ file: Safetensors
  ) throws(NetworkFileFault) -> [Float] {
    guard let tensor = file[name] else { throw .missing(name) }
    guard tensor.shape == entry.torchShape else { throw .shape(name, is: tensor.shape, needs: entry.torchShape) }
    guard let values = tensor.floats else { throw .type(name, tensor.type) }
    guard values.allSatisfy(\.isFinite) else { throw .notFinite(name) }
    return values
  }
}

extension OptimizerKind {
  /// What PyTorch calls the numbers that the optimiser keeps for each parameter.
  package var memoryNames: [String] {
    switch self {
    case .sgd: []
    case .momentum: ["momentum_buffer"]
    case .adam: ["exp_avg", "exp_avg_sq"]
    case .rmsProp: ["square_avg"]
    }
  }
}

extension Optimizer {
  /// The memory as tensors, `PREFIX0.weight.exp_avg`, in PyTorch's shapes.
  package func tensors(_ kind: OptimizerKind, prefix: String) throws(NetworkFileFault) -> [Safetensors.Tensor] {
    var tensors: [Safetensors.Tensor] = []
    for (kept, memory) in zip(kind.memoryNames, memory) {
      for entry in parameters.entries where entry.isLearned {
        let name = prefix + entry.torchName(among: parameters.entries) + "." + kept
        tensors.append(try Network.tensor(name, entry, memory[entry.range].values, .float32))
      }
    }
    return tensors
  }

  /// What the tensors are called.
  package func tensorNames(_ kind: OptimizerKind, prefix: String) -> [String] {
    let entries = parameters.entries
    return kind.memoryNames.flatMap { kept in
      entries.filter(\.isLearned).map { prefix + $0.torchName(among: entries) + "." + kept }
    }
  }

  /// Takes the memory from tensors; when it throws, some may have been taken.
  package func load(_ kind: OptimizerKind, _ file: Safetensors, prefix: String) throws(NetworkFileFault) {
    for (kept, memory) in zip(kind.memoryNames, memory) {
      for entry in parameters.entries where entry.isLearned {
        let name = prefix + entry.torchName(among: parameters.entries) + "." + kept
        memory[entry.range].copy(entry.ownOrder(try Network.floats(name, entry, file)))
      }
    }
  }
}
