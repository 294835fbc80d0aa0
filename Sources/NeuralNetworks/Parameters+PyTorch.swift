import Tensors

extension Parameters.Entry {
  /// The name that PyTorch gives the parameter in a `Sequential` of the same layers.
  ///
  /// Its spectral normalisation keeps the learned matrix as `weight_orig` and the direction of the outputs as `weight_u`.
  package func torchName(among entries: [Parameters.Entry]) -> String {
    let suffix = ".direction"
    if name.hasSuffix(suffix) { return String(name.dropLast(suffix.count)) + "_u" }
    return entries.contains { $0.name == name + suffix } ? name + "_orig" : name
  }

  /// The shape that PyTorch has: outputs x inputs of a dense layer; outputs x inputs x height x width of a convolution and
  /// inputs x outputs x height x width of a transposed one, which are both small x large channels.
  package var torchShape: [Int] {
    let sizes = shape.dims
    return switch sizes.count {
    case 2: [sizes[1], sizes[0]]
    case 4: [sizes[3], sizes[2], sizes[0], sizes[1]]
    default: sizes
    }
  }

  /// Numbers of this parameter, or of an optimiser for it, in PyTorch's order.
  package func torchOrder(_ values: [Float]) -> [Float] {
    var result = values
    for (place, own) in ownPlaces.enumerated() { result[place] = values[own] }
    return result
  }

  /// Numbers in PyTorch's order, in this parameter's own.
  package func ownOrder(_ values: [Float]) -> [Float] {
    var result = values
    for (place, own) in ownPlaces.enumerated() { result[own] = values[place] }
    return result
  }

  /// For each number in PyTorch's order, its place in this parameter.
  private var ownPlaces: [Int] {
    let sizes = shape.dims
    // The two channels change places and stand in front; taps keep their order.
    let (taps, rows, columns): (Int, Int, Int)
    switch sizes.count {
    case 2: (taps, rows, columns) = (1, sizes[0], sizes[1])
    case 4: (taps, rows, columns) = (sizes[0] * sizes[1], sizes[2], sizes[3])
    default: return Array(0..<shape.count)
    }
    var places: [Int] = []
    places.reserveCapacity(shape.count)
    for column in 0..<columns {
      for row in 0..<rows {
        for tap in 0..<taps { places.append((tap * rows + row) * columns + column) }
      }
    }
    return places
  }
}
