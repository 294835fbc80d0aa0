import CRecognisers
import NeuralNetworks
public import Tensors

extension Recogniser {
  /// The names of the recognisers that the program carries, each the name of a data set.
  ///
  /// For all C here: "Name and bytes live as long as the program and never change."
  public static let shippedNames = (0..<recognisers_count()).map { unsafe String(cString: recognisers_file($0).name) }

  /// The recogniser that the program carries for a data set; nil when there is none.
  public static func shipped(_ name: String, threads: Threads) throws(CheckpointError) -> Recogniser? {
    guard let index = shippedNames.firstIndex(of: name) else { return nil }
    let embedded = unsafe recognisers_file(Int32(index))
    let bytes = unsafe Array(UnsafeBufferPointer(start: embedded.bytes, count: embedded.count))
    let file: Safetensors
    do {
      file = try Safetensors(bytes: bytes, requiresDigest: true)
    } catch {
      throw .file(error)
    }
    return try Recogniser(file, threads: threads)
  }
}
