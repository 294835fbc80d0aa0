public import Tensors

/// Where the derivative of a backward pass is computed.
struct SecondOrderBuffers {
  /// J t of every other layer: one layer reads what the one before wrote.
  let tangents: [Buffer]
  /// The derivative by x of every other layer, on the way back.
  let adjoints: [Buffer]
  /// The derivatives by x that curved layers tell; empty for the others.
  let curvatures: [Buffer]
}

extension Network {
  /// Checks that every layer can be differentiated twice.
  ///
  /// - Throws: `ShapeError` with `.noSecondDerivative`, naming the first layer that cannot.
  public func requireSecondDerivatives() throws(ShapeError) {
    for (index, layer) in bound.enumerated() where !(layer is any TwiceDifferentiable) {
      var error = ShapeError(
        layer: layers[index].description, input: index == 0 ? input : shapes[index - 1], problem: .noSecondDerivative)
      error.position = index + 1
      throw error
    }
  }

  /// The most numbers that a sample has anywhere.
  private var largestCount: Int { ([input] + shapes).reduce(0) { max($0, $1.count) } }

  /// The numbers of a layer's input that its derivative depends on.
  private func curvedCount(of layer: Int) -> Int {
    guard (bound[layer] as? any TwiceDifferentiable)?.isCurved ?? false else { return 0 }
    return layer == 0 ? input.count : shapes[layer - 1].count
  }

  /// How many floats ``reserveSecondOrder()`` takes for each sample.
  var secondOrderFloatsPerSample: Int {
    4 * largestCount + bound.indices.reduce(0) { $0 + curvedCount(of: $1) }
  }

  /// Makes room for ``differentiateBackward(_:by:on:)``, for as many samples as ``reserve(rows:)`` has.
  public func reserveSecondOrder() {
    let largest = capacity * largestCount
    if let first = secondOrder?.tangents.first, first.count >= largest { return }
    secondOrder = SecondOrderBuffers(
      tangents: [Buffer(count: largest), Buffer(count: largest)],
      adjoints: [Buffer(count: largest), Buffer(count: largest)],
      curvatures: bound.indices.map { Buffer(count: capacity * curvedCount(of: $0)) })
  }

  /// Adds to the gradients of the parameters those of a function of the last backward pass's input gradient.
  ///
  /// The way back of a way back: first from the first layer to the last along the tangents t, through every layer's
  /// backward pass; then, where a layer's derivative depends on its input, from there down again through the forward
  /// pass. All layers have to pass ``requireSecondDerivatives()``, and the room has to be reserved.
  ///
  /// - Parameters:
  ///   - dy: what the last backward pass began with, rows x output.
  ///   - t: the derivative of the function by the input gradient, rows x input.
  public func differentiateBackward(_ dy: Buffer, by t: Buffer, on threads: Threads) {
    guard let last, let buffers = secondOrder else { return }
    let rows = last.rows
    var t = t.prefix(rows * input.count)
    for (index, layer) in bound.enumerated() {
      guard let layer = layer as? any TwiceDifferentiable else { return }
      let (x, y) = ends(of: index, last.x, rows)
      let isLast = index == bound.count - 1
      let tangent = buffers.tangents[index % 2].prefix(y.count)
      layer.differentiateBackward(
        x: x, y: y, dy: isLast ? dy.prefix(y.count) : gradients[index].prefix(y.count), t: t,
        tangent: isLast ? nil : tangent, curvature: layer.isCurved ? buffers.curvatures[index].prefix(x.count) : nil,
        pass(index, rows, last.mode, threads))
      t = tangent
    }

    var adjoint: Buffer?
    for index in bound.indices.reversed() {
      let (x, y) = ends(of: index, last.x, rows)
      let curvature = buffers.curvatures[index]
      if let dy = adjoint {
        let dx = index == 0 ? nil : buffers.adjoints[index % 2].prefix(x.count)
        bound[index].backward(
          x: x, y: y, dy: dy, into: dx, parameterGradients: .add, pass(index, rows, last.mode, threads))
        adjoint = dx
        if let dx, curvature.count > 0 {
          Elementwise.multiply(curvature.prefix(x.count), by: 1, adding: dx, into: dx, on: threads)
        }
      } else if curvature.count > 0 {
        adjoint = curvature.prefix(x.count)
      }
    }
  }
}
