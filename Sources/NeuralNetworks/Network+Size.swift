import Tensors

/// How large a network may be, found out before there is any memory for it.
extension Network {
  /// The largest number of parameters of all layers: a gibibyte of weights.
  public static let parameterLimit = 1 << 28
  /// The largest number of floats that all layers keep of one sample: half a gibibyte.
  public static let floatLimit = 1 << 27

  /// What every parameter takes: its value, its gradient, and Adam's two moments.
  private static let bytesPerParameter = 4 * MemoryLayout<Float>.stride

  /// Checks that the parameters asked for so far are not too many.
  ///
  /// - Throws: `ShapeError` with `.networkTooLarge`.
  static func checkCount(_ layout: ParameterLayout, input: Shape) throws(ShapeError) {
    let count = parameterCount(of: layout)
    if count > parameterLimit {
      throw ShapeError(layer: "Network", input: input, problem: .networkTooLarge(count, limit: parameterLimit))
    }
  }

  /// Checks that there is memory for parameters that are not too many.
  ///
  /// - Throws: `ShapeError` with `.noMemory`.
  static func checkMemory(_ layout: ParameterLayout, input: Shape) throws(ShapeError) {
    let needed = parameterCount(of: layout) * bytesPerParameter
    if let available = SystemMemory.lack(of: needed) {
      throw ShapeError(layer: "Network", input: input, problem: .noMemory(needed: needed, available: available))
    }
  }

  private static func parameterCount(of layout: ParameterLayout) -> Int {
    layout.requests.reduce(0) { sum($0, $1.shape.count) }
  }

  /// A sum, `Int.max` where it is beyond that.
  private static func sum(_ a: Int, _ b: Int) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? .max : sum
  }

  /// What ``reserve(rows:)`` takes for each sample: outputs and the gradients by them, the input's, and what the layers
  /// keep.
  ///
  /// - Throws: `ShapeError` with `.sampleTooLarge`.
  static func floatsPerSample(
    of bound: [any BoundLayer], input: Shape, shapes: [Shape]
  ) throws(ShapeError) -> Int {
    let count = zip(bound, shapes).reduce(input.count) { count, pair in
      let (layer, shape) = pair
      let own = isAbsorbed(layer) ? 0 : sum(shape.count, shape.count)
      return sum(count, sum(own, layer.floatsPerSample))
    }
    if count > floatLimit {
      throw ShapeError(layer: "Network", input: input, problem: .sampleTooLarge(count, limit: floatLimit))
    }
    return count
  }

  /// Whether a layer has its predecessor's buffers.
  static func isAbsorbed(_ layer: any BoundLayer) -> Bool { layer is AbsorbedLayer }
}
