public import NeuralNetworks
public import Tensors

extension Recogniser {
  /// Its weights rounded to half precision, with its credentials, under PyTorch's names and in PyTorch's shapes:
  /// `body.0.weight`, outputs x inputs x height x width.
  public func file() throws(CheckpointError) -> Safetensors {
    var metadata = [
      "format": "pt", "name": credentials.name, "shape": credentials.imageShape.description,
      "classes": credentials.classNames.joined(separator: ","), "test": credentials.test,
    ]
    metadata["accuracy"] = credentials.accuracy.map { "\($0)" }
    do {
      return Safetensors(
        metadata: metadata,
        tensors: try body.tensors(prefix: "body.", type: .float16) + head.tensors(prefix: "head.", type: .float16))
    } catch {
      throw CheckpointError(error)
    }
  }

  /// The recogniser in a file.
  ///
  /// - Throws: `CheckpointError` when it is not one.
  public convenience init(_ file: Safetensors, threads: Threads) throws(CheckpointError) {
    func text(_ key: String) throws(CheckpointError) -> String {
      guard let text = file.metadata[key] else { throw .recipe(key) }
      return text
    }
    let dims = try text("shape").split(separator: "x").compactMap { Int($0) }
    let classNames = try text("classes").split(separator: ",").map(String.init)
    guard dims.count == 3, dims.allSatisfy({ (1...4_096).contains($0) }) else { throw .recipe("shape") }
    guard (1...256).contains(classNames.count) else { throw .recipe("classes") }
    let credentials = Credentials(
      name: try text("name"), imageShape: Shape(dims), classNames: classNames,
      accuracy: file.metadata["accuracy"].flatMap { Double($0) }, test: try text("test"))
    do {
      try self.init(credentials, seed: 0, threads: threads)
    } catch {
      throw .layers(error)
    }
    do throws(NetworkFileFault) {
      try body.load(file, prefix: "body.")
      try head.load(file, prefix: "head.")
    } catch {
      throw CheckpointError(error)
    }
  }
}
