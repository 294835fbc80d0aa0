import Tensors

/// One weight matrix W of a network, inputs x outputs, and W / sigma, which the layer computes with.
final class NormalizedMatrix {
  private let entry: Int
  private let direction: Int
  private let normalized: Parameters.Entry
  private let inputs: Int
  private let outputs: Int
  /// The singular vectors of the last forward pass, and scratch for a product of two matrices.
  private let v: Buffer
  private let u: Buffer
  private let scratch: Buffer
  /// The largest singular value as the last forward pass estimated it.
  private(set) var sigma: Float = 1

  /// The matrix at `entry` of the network's parameters, its u at `direction`.
  init(entry: Int, direction: Int, normalized: Parameters.Entry) {
    self.entry = entry
    self.direction = direction
    self.normalized = normalized
    outputs = normalized.shape.dims.last ?? 1
    inputs = normalized.values.count / max(outputs, 1)
    v = Buffer(count: inputs)
    u = Buffer(count: outputs)
    scratch = Buffer(count: inputs * outputs)
  }

  /// One power iteration, then W / sigma.
  func normalize(_ parameters: Parameters, keepsDirection: Bool, on threads: Threads) {
    let weights = parameters.entries[entry]
    let kept = parameters.entries[direction].values
    MatrixProduct.multiply(rows: inputs, columns: 1, depth: outputs, weights.values, kept, into: v, on: threads)
    _ = Self.makeUnit(v, scratch, threads)
    MatrixProduct.multiply(rows: 1, columns: outputs, depth: inputs, v, weights.values, into: u, on: threads)
    sigma = Self.makeUnit(u, scratch, threads)
    if keepsDirection {
      kept.copy(u)
    }
    Elementwise.multiply(weights.values, by: 1 / sigma, into: normalized.values, on: threads)
  }

  /// dW (+)= (G - <G, W / sigma> v u^T) / sigma.
  func passOn(to parameters: Parameters, adding: Bool, on threads: Threads) {
    let target = parameters.entries[entry].gradients
    Elementwise.multiply(normalized.gradients, normalized.values, into: scratch, on: threads)
    let share = Elementwise.sum(scratch, on: threads)
    Elementwise.multiply(
      normalized.gradients, by: 1 / sigma, adding: adding ? target : nil, into: target, on: threads)
    let scaled = scratch.prefix(inputs)
    Elementwise.multiply(v, by: -share / sigma, into: scaled, on: threads)
    MatrixProduct.multiply(
      rows: inputs, columns: outputs, depth: 1, scaled, u, accumulate: true, into: target, on: threads)
  }

  /// Divides by the Euclidean norm and returns that, at least 1e-12, as a matrix of zeros has no direction.
  private static func makeUnit(_ x: Buffer, _ scratch: Buffer, _ threads: Threads) -> Float {
    let squares = scratch.prefix(x.count)
    Elementwise.multiply(x, x, into: squares, on: threads)
    let norm = max(Elementwise.sum(squares, on: threads).squareRoot(), 1e-12)
    Elementwise.multiply(x, by: 1 / norm, into: x, on: threads)
    return norm
  }
}
