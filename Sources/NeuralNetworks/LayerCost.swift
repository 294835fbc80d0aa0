public import Tensors

/// What a layer does to one sample, for people who plan networks.
public struct LayerCost: Sendable, Equatable {
  /// Products that are added up in the forward pass; what works number by number counts as none, and so does nothing
  /// that is skipped at the border.
  public let multiplyAdds: Int
  /// Of a transposed convolution, by how few and by how many input pixels an inner pixel of the output is painted.
  ///
  /// It is even, and no checkerboard is drawn, if and only if the stride divides the kernel (Odena and others
  /// 2016).
  public let covering: ClosedRange<Int>?
}

extension Layer {
  /// What the layer costs for an input of that shape.
  ///
  ///     dense                  inputs x outputs
  ///     convolution            channels kernel² x outputs
  ///     transposed convolution inputs x filters kernel²
  ///
  /// - Throws: `ShapeError` when the input does not fit.
  public func cost(of input: Shape) throws(ShapeError) -> LayerCost {
    let output = try outputShape(for: input)
    switch self {
    case is Dense: return LayerCost(multiplyAdds: input.count * output.count, covering: nil)
    case let layer as Conv:
      let taps = (input.dims.first ?? 1) * layer.kernel * layer.kernel
      return LayerCost(multiplyAdds: taps * output.count, covering: nil)
    case let layer as ConvTranspose:
      let taps = layer.filters * layer.kernel * layer.kernel
      let fewest = layer.kernel / layer.stride
      let most = (layer.kernel + layer.stride - 1) / layer.stride
      return LayerCost(multiplyAdds: input.count * taps, covering: (fewest * fewest)...(most * most))
    case let layer as SpectralNorm: return try layer.layer.cost(of: input)
    default: return LayerCost(multiplyAdds: 0, covering: nil)
    }
  }
}
