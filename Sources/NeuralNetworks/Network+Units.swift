import Tensors

/// Which units of a network are at work.
extension Network {
  /// The slope below 0 of a layer that is a rectifier: 0 for `ReLU`; nil for layers of other kinds.
  public func rectifierSlope(of layer: Int) -> Float? {
    switch layers[layer] {
    case is ReLU: 0
    case let layer as LeakyReLU: layer.slope
    default: nil
    }
  }

  /// Marks the units of a layer that gave more than 0 for at least one sample of the last forward pass.
  ///
  /// - Parameter marks: one for each number that the layer gives for a sample; marks that are set stay.
  public func markActiveUnits(of layer: Int, in marks: inout [Bool]) {
    guard let last else { return }
    let (_, y) = ends(of: layer, last.x, last.rows)
    let values = y.values
    let size = shapes[layer].count
    for row in 0..<last.rows {
      for unit in 0..<min(size, marks.count) where values[row * size + unit] > 0 { marks[unit] = true }
    }
  }
}
