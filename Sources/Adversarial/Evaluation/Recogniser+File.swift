public import NeuralNetworks
public import Tensors

extension Recogniser {
  /// Its weights rounded to half precision, with its credentials, under PyTorch's names and in PyTorch's shapes:
  /// `body.0.weight`, outputs x inputs x height x width.
  public var file: Safetensors {
    var metadata = [
      "format": "pt", "name": credentials.name, "shape": credentials.imageShape.description,
      "classes": credentials.classNames.joined(separator: ","), "test": credentials.test,
    ]
    metadata["accuracy"] = credentials.accuracy.map { "\($0)" }
    let tensors = parts.flatMap { part, network in
      network.parameters.entries.map { entry in
        let layout = ForeignLayout(entry.shape)
        return Safetensors.Tensor(
          "\(part).\(entry.name)", shape: layout.shape, layout.foreign(entry.values.values), type: .float16)
      }
    }
    return Safetensors(metadata: metadata, tensors: tensors)
  }

  /// The recogniser in a file.
  ///
  /// - Throws: `RecogniserError` when it is not one.
  public convenience init(_ file: Safetensors, threads: Threads) throws(RecogniserError) {
    func text(_ key: String) throws(RecogniserError) -> String {
      guard let text = file.metadata[key] else { throw .missing(key) }
      return text
    }
    let dims = try text("shape").split(separator: "x").compactMap { Int($0) }
    let classNames = try text("classes").split(separator: ",").map(String.init)
    guard dims.count == 3, dims.allSatisfy({ (1...4_096).contains($0) }) else { throw .missing("shape") }
    guard (1...256).contains(classNames.count) else { throw .missing("classes") }
    let credentials = Credentials(
      name: try text("name"), imageShape: Shape(dims), classNames: classNames,
      accuracy: file.metadata["accuracy"].flatMap { Double($0) }, test: try text("test"))
    do {
      try self.init(credentials, seed: 0, threads: threads)
    } catch {
      throw .layers(error)
    }
    for (part, network) in parts {
      for entry in network.parameters.entries {
        let name = "\(part).\(entry.name)"
        let layout = ForeignLayout(entry.shape)
        guard let tensor = file[name], tensor.shape == layout.shape, let values = tensor.floats else {
          throw .missing(name)
        }
        guard values.allSatisfy(\.isFinite) else { throw .notFinite(name) }
        entry.values.copy(layout.own(values))
      }
      network.parameters.valuesChanged()
    }
  }

  private var parts: [(String, Network)] { [("body", body), ("head", head)] }
}

/// How PyTorch lays out what an entry of ``Parameters`` holds.
///
/// A dense layer's inputs x outputs become outputs x inputs, a convolution's kernel x kernel x inputs x outputs become
/// outputs x inputs x kernel x kernel.
private struct ForeignLayout {
  /// PyTorch's shape.
  let shape: [Int]
  private let rows: Int
  private let inputs: Int
  private let outputs: Int

  init(_ own: Shape) {
    let dims = own.dims
    outputs = dims.count > 1 ? dims[dims.count - 1] : own.count
    inputs = dims.count > 1 ? dims[dims.count - 2] : 1
    rows = own.count / (inputs * outputs)
    shape = dims.count > 1 ? [outputs, inputs] + dims.dropLast(2) : dims
  }

  /// Our numbers in PyTorch's order.
  func foreign(_ values: [Float]) -> [Float] {
    (0..<values.count).map { values[place($0)] }
  }

  /// PyTorch's numbers in our order.
  func own(_ values: [Float]) -> [Float] {
    var own = values
    for (index, value) in values.enumerated() { own[place(index)] = value }
    return own
  }

  /// Where we keep PyTorch's number of this index.
  private func place(_ index: Int) -> Int {
    let row = index % rows
    let input = index / rows % inputs
    let output = index / rows / inputs
    return (row * inputs + input) * outputs + output
  }
}
