public import Tensors

/// The description of a layer: its kind and its numbers, without weights and without memory.
///
/// A ``Network`` binds descriptions to shapes. A new kind of layer is one file: the description, and a ``BoundLayer``
/// with the two passes.
public protocol Layer: Sendable, CustomStringConvertible {
  /// The shape of the output for one sample.
  ///
  /// - Throws: `ShapeError` when the layer cannot work on `input`.
  func outputShape(for input: Shape) throws(ShapeError) -> Shape

  /// The layer at work on samples of this shape.
  ///
  /// - Parameters:
  ///   - input: a shape that `outputShape(for:)` has accepted.
  ///   - layout: where to ask for parameters.
  func bind(to input: Shape, layout: inout ParameterLayout) -> any BoundLayer
}

/// A layer bound to a shape: the forward pass and its derivative.
///
/// Samples are rows. The network owns the buffers of inputs, outputs and their gradients; a bound layer owns at most
/// what its backward pass needs beside them, reserved in advance, so that no pass allocates.
public protocol BoundLayer: AnyObject {
  /// In which order the layer wants its input's channels and pixels, and gives its output's.
  var order: ChannelOrder { get }

  /// Takes over the work of the layer behind it, if it can do it in the same pass; the network then leaves that one out.
  func absorb(_ next: any BoundLayer) -> Bool

  /// Whether what a sample becomes in training depends on the other samples of the batch, or each pass changes the layer.
  var dependsOnBatch: Bool { get }

  /// How many floats ``reserve(rows:)`` takes for each sample, so that whoever plans a batch knows before.
  var floatsPerSample: Int { get }

  /// Makes room for batches of this many samples.
  func reserve(rows: Int)

  /// Computes y from x.
  func forward(_ x: Buffer, into y: Buffer, _ pass: Pass)

  /// Computes dx, the gradient of the loss by the input, from dy, that by the output, for the last forward pass.
  ///
  /// - Parameters:
  ///   - x: the input of that pass.
  ///   - y: its output.
  ///   - dy: the gradient by y.
  ///   - dx: where the gradient by x goes; nil when nobody needs it.
  ///   - parameterGradients: what to do about the gradients of the layer's own parameters.
  func backward(
    x: Buffer, y: Buffer, dy: Buffer, into dx: Buffer?, parameterGradients: ParameterGradients, _ pass: Pass)
}

extension BoundLayer {
  /// What the network's own input and output are in.
  public var order: ChannelOrder { .first }

  /// Most layers treat every sample alike, whichever batch it is in.
  public var dependsOnBatch: Bool { false }

  /// Most layers do their own work alone.
  public func absorb(_ next: any BoundLayer) -> Bool { false }

  /// Most layers need nothing beside what the network keeps.
  public var floatsPerSample: Int { 0 }

  /// Most layers need nothing beside what the network keeps.
  public func reserve(rows: Int) {}
}

/// How the numbers of a picture follow one another; the network converts between layers that differ.
public enum ChannelOrder: Sendable {
  /// Channels x rows x columns, as shapes are written.
  case first
  /// Rows x columns x channels: the convolutions' order, in which a run of pixels is a run of floats.
  case last
  /// The layer works on each number alone and takes either order.
  case any
}

/// What a backward pass does about the gradients of the parameters.
public enum ParameterGradients: Sendable {
  /// Nothing: the generator's step only passes through the discriminator.
  case skip
  /// Overwrites them.
  case write
  /// Adds to them: the second half of a loss with two terms.
  case add
  /// Overwrites them or, where a layer can, leaves them as they are and gives the optimiser the factors of the new ones.
  ///
  /// Only for an optimiser that ``Optimizer/takesFactors``, and whose update comes before the next forward pass.
  case hand
}

/// Whether a network learns or is used.
public enum Mode: Sendable {
  /// Layers such as dropout make noise, keyed by these numbers.
  case training(Noise)
  /// No noise: the same input gives the same output.
  case evaluation
}

/// Which noise a training pass gets: no two passes of a training may have all three numbers in common.
public struct Noise: Sendable {
  let seed: UInt64
  let step: UInt64
  let pass: Int
  let batches: Int

  /// The noise of one pass, below 4,096, within one step.
  ///
  /// - Parameter batches: how many batches of equal size the pass joins; each gets the noise of a pass of its own, from
  ///   `pass` on.
  public init(seed: UInt64, step: Int, pass: Int = 0, batches: Int = 1) {
    precondition(pass >= 0 && batches > 0 && pass + batches <= 4096, "pass \(pass) is not within 0 ..< 4096")
    self.seed = seed
    self.step = UInt64(step)
    self.pass = pass
    self.batches = batches
  }

  /// No noise: samples are treated as in training, by what is common to their batch, but nothing is dropped.
  ///
  /// For looking; a training pass that is to be learnt from has noise of its own.
  public static let silent = Noise()

  private init() { (seed, step, pass, batches) = (0, 0, 0, 0) }
}

/// The circumstances of a forward pass, kept for the backward pass that belongs to it.
public struct Pass {
  /// The number of samples.
  public let rows: Int
  /// Training or evaluation.
  public let mode: Mode
  /// The parameters of the network.
  public let parameters: Parameters
  /// Who does the work.
  public let threads: Threads
  /// The network's number and the layer's, to tell their noise apart.
  let network: Int
  let layer: Int

  /// How many batches the pass joins; none where there is no noise, as in evaluation.
  public var noisyBatches: Int {
    switch mode {
    case .evaluation: 0
    case .training(let noise): noise.batches
    }
  }

  /// The random numbers of this layer for one of the batches of this pass; nil in evaluation.
  public func random(_ purpose: Random.Purpose, batch: Int = 0) -> Random? {
    switch mode {
    case .evaluation: nil
    case .training(let noise):
      Random(
        seed: noise.seed, purpose: purpose, step: noise.step,
        stream: UInt32(network << 22 | (noise.pass + batch) << 10 | layer))
    }
  }

  /// The same pass of the next layer, for one that has absorbed it.
  var ofLayerBehind: Pass {
    Pass(rows: rows, mode: mode, parameters: parameters, threads: threads, network: network, layer: layer + 1)
  }

  /// The same pass with other parameters, for a layer inside of another.
  func reading(_ parameters: Parameters) -> Pass {
    Pass(rows: rows, mode: mode, parameters: parameters, threads: threads, network: network, layer: layer)
  }
}
