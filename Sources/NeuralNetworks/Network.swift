public import Tensors

/// Layers bound to shapes, one after another, with their parameters and every buffer that training needs.
///
/// There is no tape: `forward` keeps what each layer computed, `backward` walks the layers in reverse. Neither
/// allocates; ``reserve(rows:)`` does, once.
public final class Network {
  /// The shape of one input sample.
  public let input: Shape
  /// The shape of one output sample.
  public let output: Shape
  /// The descriptions.
  public let layers: [any Layer]
  /// The shape each layer gives, as long as `layers`.
  public let shapes: [Shape]
  /// All weights and biases.
  public let parameters: Parameters
  /// The largest batch that fits the buffers.
  public private(set) var capacity = 0
  /// How many floats ``reserve(rows:)`` takes for each sample.
  public let floatsPerSample: Int

  let bound: [any BoundLayer]
  private let number: Int
  /// What each layer gave, and the derivative of the loss by it; `inputGradient` is that by the network's input.
  private(set) var outputs: [Buffer] = []
  private(set) var gradients: [Buffer] = []
  private var inputGradient = Buffer(count: 0)
  /// The last forward pass.
  private(set) var last: (x: Buffer, rows: Int, mode: Mode)?
  /// What differentiating a backward pass needs, reserved for networks that are asked to.
  var secondOrder: SecondOrderBuffers?

  /// Binds the layers to an input shape and draws the first weights.
  ///
  /// - Parameters:
  ///   - input: the shape of one sample.
  ///   - seed: what the weights depend on.
  ///   - number: 0 ... 3, to give networks with the same seed different weights and noise.
  ///   - layers: at least one.
  /// - Throws: `ShapeError` naming the first layer that does not fit.
  public init(input: Shape, seed: UInt64, number: Int = 0, layers: [any Layer]) throws(ShapeError) {
    precondition((0..<4).contains(number), "a network's number is 0 ... 3")
    guard !layers.isEmpty else { throw ShapeError(layer: "Network", input: input, problem: .noLayers) }
    guard layers.count <= 1024 else {
      throw ShapeError(layer: "Network", input: input, problem: .tooManyLayers(layers.count))
    }
    guard !input.dims.isEmpty, input.dims.allSatisfy({ $0 > 0 }) else {
      throw ShapeError(layer: "Network", input: input, problem: .emptyShape(input))
    }
    var layout = ParameterLayout()
    var bound: [any BoundLayer] = []
    var shapes: [Shape] = []
    var shape = input
    for (index, layer) in layers.enumerated() {
      let next: Shape
      do {
        next = try layer.outputShape(for: shape)
      } catch {
        var error = error
        error.position = index + 1
        throw error
      }
      layout.layer = index
      bound.append(layer.bind(to: shape, layout: &layout))
      try Network.checkCount(layout, input: input)
      shapes.append(next)
      shape = next
    }
    self.input = input
    self.output = shape
    self.layers = layers
    self.shapes = shapes
    self.number = number
    let joined = Network.joined(bound, input: input, shapes: shapes)
    self.bound = joined
    self.floatsPerSample = try Network.floatsPerSample(of: joined, input: input, shapes: shapes)
    try Network.checkMemory(layout, input: input)
    self.parameters = Parameters(layout, seed: seed, network: number)
  }

  /// Makes room for batches of this many samples; keeps larger room that is there.
  public func reserve(rows: Int) {
    guard rows > capacity else { return }
    capacity = rows
    last = nil
    outputs = []
    gradients = []
    for (layer, shape) in zip(bound, shapes) {
      // What was left out has its predecessor's buffers.
      let isAbsorbed = Network.isAbsorbed(layer)
      outputs.append(isAbsorbed ? outputs[outputs.count - 1] : Buffer(count: rows * shape.count))
      gradients.append(isAbsorbed ? gradients[gradients.count - 1] : Buffer(count: rows * shape.count))
    }
    inputGradient = Buffer(count: rows * input.count)
    for layer in bound {
      layer.reserve(rows: rows)
    }
  }

  /// The network's output for a batch: `rows` samples one after another.
  ///
  /// - Parameter x: rows x input; it must stay as it is until the backward pass.
  /// - Returns: rows x output, a buffer of the network's, valid until its next forward pass.
  public func forward(_ x: Buffer, rows: Int, mode: Mode, on threads: Threads) -> Buffer {
    precondition(rows <= capacity, "\(rows) samples do not fit a capacity of \(capacity)")
    let x = x.prefix(rows * input.count)
    last = (x, rows, mode)
    var current = x
    for index in layers.indices {
      let y = outputs[index].prefix(rows * shapes[index].count)
      bound[index].forward(current, into: y, pass(index, rows, mode, threads))
      current = y
    }
    return current
  }

  /// Carries the gradient by the output of the last forward pass back through the network.
  ///
  /// - Parameters:
  ///   - dy: the derivative of the loss by each output, rows x output.
  ///   - parameterGradients: what to do about the gradients in ``parameters``.
  ///   - inputGradient: whether the gradient by the input is wanted.
  /// - Returns: rows x input if wanted, a buffer of the network's, valid until its next backward pass.
  @discardableResult
  public func backward(
    _ dy: Buffer, parameterGradients: ParameterGradients, inputGradient wanted: Bool, on threads: Threads
  ) -> Buffer? {
    guard let last else { return nil }
    var dy = dy.prefix(last.rows * output.count)
    for index in layers.indices.reversed() {
      let (x, y) = ends(of: index, last.x, last.rows)
      let dx: Buffer? =
        if index > 0 { gradients[index - 1].prefix(x.count) } else if wanted { inputGradient.prefix(x.count) } else {
          nil
        }
      bound[index].backward(
        x: x, y: y, dy: dy, into: dx, parameterGradients: parameterGradients,
        pass(index, last.rows, last.mode, threads))
      guard let dx else { return nil }
      dy = dx
    }
    return dy
  }

  /// Makes the first samples of the last forward pass all that a backward pass is about.
  ///
  /// - Parameter rows: how many; fewer than the pass had only where no layer ``dependsOnBatch``.
  package func forget(after rows: Int) {
    guard let last, rows < last.rows else { return }
    self.last = (last.x.prefix(rows * input.count), rows, last.mode)
  }

  /// Whether two batches that make one pass, with `Noise` for both, give the same bits as two passes, and faster: all
  /// samples are treated alike, and there are so many weights that reading them costs more than the samples do.
  public var gainsFromJoinedBatches: Bool {
    parameters.count > 16 * shapes.reduce(0) { $0 + $1.count } && !dependsOnBatch
  }

  /// Whether in training what comes out for a sample also depends on the samples beside it.
  package var dependsOnBatch: Bool { bound.contains { $0.dependsOnBatch } }

  /// The addresses of all buffers that passes work in, to see that they stay.
  package var addresses: [UInt] {
    (outputs + gradients + [inputGradient, parameters.values, parameters.gradients]).map(\.address)
  }

  /// What a layer got and gave in the last forward pass.
  func ends(of layer: Int, _ x: Buffer, _ rows: Int) -> (x: Buffer, y: Buffer) {
    let before = layer == 0 ? x : outputs[layer - 1].prefix(rows * shapes[layer - 1].count)
    return (before, outputs[layer].prefix(rows * shapes[layer].count))
  }

  func pass(_ layer: Int, _ rows: Int, _ mode: Mode, _ threads: Threads) -> Pass {
    Pass(rows: rows, mode: mode, parameters: parameters, threads: threads, network: number, layer: layer)
  }
}
