import Tensors

extension Network {
  /// The bound layers, prepared to follow one another: work is taken over by the layer before where it can be, and
  /// channels are put into the order that each layer wants.
  static func joined(_ bound: [any BoundLayer], input: Shape, shapes: [Shape]) -> [any BoundLayer] {
    var result = bound
    for index in bound.indices.dropLast() where result[index].absorb(result[index + 1]) {
      result[index + 1] = AbsorbedLayer()
    }
    var order = ChannelOrder.first
    for index in result.indices {
      let wanted = result[index].order
      guard wanted != .any else { continue }
      let shape = index == 0 ? input : shapes[index - 1]
      if wanted != order, let picture = Picture(shape) {
        result[index] = ReorderingLayer(result[index], input: picture, to: wanted)
      }
      order = wanted
    }
    if order == .last, let last = shapes.last, let picture = Picture(last) {
      // The layer that gives the network's output: not one that was left out.
      let index = result.lastIndex { !($0 is AbsorbedLayer) } ?? result.count - 1
      result[index] = ReorderingLayer(result[index], output: picture)
    }
    return result
  }
}

/// A layer that another one has absorbed: its input and output are the same buffer.
final class AbsorbedLayer: TwiceDifferentiable {
  let order = ChannelOrder.any

  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {}

  /// Behind the last layer of a network, the gradient comes from outside.
  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    if let dx, dx.address != dy.address {
      dx.copy(dy)
    }
  }

  /// Nothing happens to a tangent either, but it goes on in another buffer.
  func differentiateBackward(
    x: Buffer, y: Buffer, dy: Buffer, t: Buffer, tangent: Buffer?, curvature: Buffer?, _ pass: Pass
  ) {
    tangent?.copy(t)
  }
}

/// A shape whose channels and pixels can follow one another in two ways.
struct Picture {
  let channels: Int
  let pixels: Int
  var count: Int { channels * pixels }

  init?(_ shape: Shape) {
    guard shape.dims.count == 3 else { return nil }
    channels = shape.dims[0]
    pixels = shape.dims[1] * shape.dims[2]
    if channels == 1 || pixels == 1 { return nil }
  }
}

/// A layer whose input or output has its channels in another order than the network around it.
private final class ReorderingLayer: BoundLayer {
  let order: ChannelOrder
  var dependsOnBatch: Bool { inner.dependsOnBatch }

  private let inner: any BoundLayer
  private let input: Picture?
  private let inputOrder: ChannelOrder
  private let output: Picture?
  /// The inner layer's input and output and the gradients by them, where they are not the network's.
  private var x = Buffer(count: 0)
  private var dx = Buffer(count: 0)
  private var y = Buffer(count: 0)
  private var dy = Buffer(count: 0)

  /// Gives `inner` its input in the order it wants.
  init(_ inner: any BoundLayer, input: Picture, to order: ChannelOrder) {
    self.inner = inner
    self.order = order
    self.input = input
    inputOrder = order
    output = nil
  }

  /// Takes the output from `inner` with the channels last, and gives it with the channels first.
  init(_ inner: any BoundLayer, output: Picture) {
    self.inner = inner
    order = .first
    input = nil
    inputOrder = inner.order
    self.output = output
  }

  var floatsPerSample: Int { inner.floatsPerSample + 2 * (input?.count ?? 0) + 2 * (output?.count ?? 0) }

  func reserve(rows: Int) {
    inner.reserve(rows: rows)
    if let input {
      x = Buffer(count: rows * input.count)
      dx = Buffer(count: x.count)
    }
    if let output {
      y = Buffer(count: rows * output.count)
      dy = Buffer(count: y.count)
    }
  }

  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass) {
    let innerX = input == nil ? x : self.x.prefix(x.count)
    let innerY = output == nil ? y : self.y.prefix(y.count)
    if let input {
      reorder(x, innerX, input, to: inputOrder, pass)
    }
    inner.forward(innerX, into: innerY, pass)
    if let output {
      reorder(innerY, y, output, to: .first, pass)
    }
  }

  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass
  ) {
    let innerX = input == nil ? x : self.x.prefix(x.count)
    let innerY = output == nil ? y : self.y.prefix(y.count)
    let innerDY = output == nil ? dy : self.dy.prefix(dy.count)
    if let output {
      reorder(dy, innerDY, output, to: .last, pass)
    }
    let innerDX = dx.map { input == nil ? $0 : self.dx.prefix($0.count) }
    inner.backward(
      x: innerX, y: innerY, dy: innerDY, into: innerDX, parameterGradients: parameterGradients, pass)
    if let input, let dx, let innerDX {
      reorder(innerDX, dx, input, to: inputOrder == .last ? .first : .last, pass)
    }
  }

  private func reorder(_ source: Buffer, _ target: Buffer, _ picture: Picture, to order: ChannelOrder, _ pass: Pass) {
    let (rows, columns) =
      order == .last ? (picture.channels, picture.pixels) : (picture.pixels, picture.channels)
    Elementwise.transposeEach(count: pass.rows, rows: rows, columns: columns, source, into: target, on: pass.threads)
  }
}
