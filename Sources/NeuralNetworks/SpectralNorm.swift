public import Tensors

/// Spectral normalisation (Miyato and others 2018): another layer, with each of its weight matrices W as W / sigma(W).
///
/// sigma, the largest singular value, is how much the matrix can stretch anything; a layer divided by it is Lipschitz
/// with constant 1. Each training pass improves the estimate by one power iteration (algorithm 1 there):
///
///     v <- W u / |W u|,    u <- W^T v / |W^T v|,    sigma = v^T W u = |W^T v|
///
/// With u and v as constants, d sigma / dW = v u^T, and therefore, for G the gradient by W / sigma (equation 12),
///
///     dW = (G - <G, W / sigma> v u^T) / sigma.
///
/// W is what the layer asks for in more than one dimension, outputs last, all others together being the inputs; its other
/// parameters stay as they are. u is kept with the parameters, not learned; evaluation iterates on from it without
/// keeping the result.
public struct SpectralNorm: Layer {
  let layer: any Layer

  /// The layer with normalised weights.
  public init(_ layer: any Layer) {
    self.layer = layer
  }

  /// `SpectralNorm(Dense(256))`.
  public var description: String { "SpectralNorm(\(layer))" }

  /// The shape that the layer inside gives.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    try layer.outputShape(for: input)
  }

  /// Asks for what the layer inside asks for, and for u of each matrix.
  public func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer {
    // The layer inside reads normalised parameters, which are not the network's: it is bound to a layout of its own.
    var inside = ParameterLayout()
    inside.layer = layout.layer
    let bound = layer.bind(to: input, layout: &inside)
    let (first, directions) = layout.addNormalized(inside)
    let normalized = Parameters(inside, seed: 0, network: 0)
    let matrices = normalized.entries.indices.compactMap { index in
      directions[index].map {
        NormalizedMatrix(entry: first + index, direction: $0, normalized: normalized.entries[index])
      }
    }
    if let bound = bound as? any TwiceDifferentiable {
      return TwiceDifferentiableSpectralNorm(bound, first: first, normalized: normalized, matrices: matrices)
    }
    return BoundSpectralNorm(bound, first: first, normalized: normalized, matrices: matrices)
  }
}

private class BoundSpectralNorm: BoundLayer {
  let inside: any BoundLayer
  /// Where the network's parameters of the layer begin, and the normalised ones.
  let first: Int
  let normalized: Parameters
  let matrices: [NormalizedMatrix]

  var order: ChannelOrder { inside.order }

  /// Every training pass improves the estimate of sigma.
  var dependsOnBatch: Bool { true }

  init(_ inside: any BoundLayer, first: Int, normalized: Parameters, matrices: [NormalizedMatrix]) {
    (self.inside, self.first, self.normalized, self.matrices) = (inside, first, normalized, matrices)
  }

  var floatsPerSample: Int { inside.floatsPerSample }

  func reserve(rows: Int) {
    inside.reserve(rows: rows)
  }

  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    for (index, entry) in normalized.entries.enumerated() where entry.shape.dims.count == 1 {
      entry.values.copy(pass.parameters.entries[first + index].values)
    }
    let keeps =
      switch pass.mode {
      case .training: true
      case .evaluation: false
      }
    for matrix in matrices {
      matrix.normalize(pass.parameters, keepsDirection: keeps, on: pass.threads)
    }
    normalized.valuesChanged()
    inside.forward(x, into: y, pass.reading(normalized))
  }

  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    inside.backward(
      x: x, y: y, dy: dy, into: dx, parameterGradients: parameterGradients == .skip ? .skip : .write,
      pass.reading(normalized))
    if parameterGradients != .skip {
      passOn(adding: parameterGradients == .add, pass)
    }
  }

  /// The gradients of the normalised parameters become those of the network's.
  final func passOn(adding: Bool, _ pass: Pass) {
    for (index, entry) in normalized.entries.enumerated() where entry.shape.dims.count == 1 {
      let target = pass.parameters.entries[first + index].gradients
      Elementwise.multiply(entry.gradients, by: 1, adding: adding ? target : nil, into: target, on: pass.threads)
    }
    for matrix in matrices {
      matrix.passOn(to: pass.parameters, adding: adding, on: pass.threads)
    }
  }
}

private final class TwiceDifferentiableSpectralNorm: BoundSpectralNorm, TwiceDifferentiable {
  var isCurved: Bool { (inside as? any TwiceDifferentiable)?.isCurved ?? false }

  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass
  ) {
    normalized.gradients.withMutableSpan { gradients in
      for index in gradients.indices { gradients[index] = 0 }
    }
    (inside as? any TwiceDifferentiable)?.differentiateBackward(
      x: x, y: y, dy: dy, t: t, tangent: tangent, curvature: curvature, pass.reading(normalized))
    passOn(adding: true, pass)
  }
}
