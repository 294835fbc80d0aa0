public import Tensors

/// How a parameter begins.
public enum Initializer: Sendable, Equatable {
  /// Uniform in ±1/sqrt(inputs), weights and bias alike: PyTorch's and Torch7's default for dense layers.
  case fanIn
  /// Normal with mean 0 and this standard deviation, bias 0: 0.02 in DCGAN (Radford, Metz, Chintala 2016, section 3).
  case normal(Float)
  /// Normal with variance 2 / inputs, bias 0, for rectifiers (He, Zhang, Ren, Sun 2015, equation 10).
  case he
  /// Uniform with variance 2 / (inputs + outputs), bias 0 (Glorot and Bengio 2010, equation 16).
  case glorot

  /// The starts of weights and bias for a unit with this many inputs and outputs.
  fileprivate func starts(
    inputs: Int, outputs: Int
  ) -> (weights: ParameterLayout.Start, bias: ParameterLayout.Start) {
    switch self {
    case .fanIn:
      let bound = 1 / Float(inputs).squareRoot()
      return (.uniform(bound: bound), .uniform(bound: bound))
    case .normal(let deviation):
      return (.normal(mean: 0, deviation: deviation), .constant(0))
    case .he:
      return (.normal(mean: 0, deviation: (2 / Float(inputs)).squareRoot()), .constant(0))
    case .glorot:
      return (.uniform(bound: (6 / Float(inputs + outputs)).squareRoot()), .constant(0))
    }
  }
}

/// The parameters that the layers of a network ask for, in their order.
public struct ParameterLayout {
  /// The first values of one parameter.
  enum Start {
    case uniform(bound: Float)
    case normal(mean: Float, deviation: Float)
    case constant(Float)
  }

  struct Request {
    let name: String
    let shape: Shape
    let start: Start
    var isLearned = true
  }

  private(set) var requests: [Request] = []
  var layer = 0

  /// Asks for a matrix of weights, inputs x outputs, and on request a bias for each output.
  ///
  /// - Returns: the index of the weights in ``Parameters``; the bias follows if there is one.
  public mutating func addDense(inputs: Int, outputs: Int, bias: Bool = true, initializer: Initializer) -> Int {
    let starts = initializer.starts(inputs: inputs, outputs: outputs)
    requests.append(
      Request(name: "\(layer).weight", shape: [inputs, outputs], start: starts.weights))
    if bias {
      requests.append(Request(name: "\(layer).bias", shape: [outputs], start: starts.bias))
    }
    return requests.count - (bias ? 2 : 1)
  }

  /// Asks for the weights of a convolution, kernel x kernel x large channels x small channels, and on request a bias
  /// for each of `outputs` channels.
  ///
  /// Initialisers count kernel^2 large channels as the inputs, as PyTorch does for both directions.
  ///
  /// - Returns: the index of the weights in ``Parameters``; the bias follows if there is one.
  public mutating func addConvolution(
    _ shape: ConvolutionShape, outputs: Int, bias: Bool, initializer: Initializer
  ) -> Int {
    let taps = shape.kernel * shape.kernel
    let starts = initializer.starts(inputs: taps * shape.large.channels, outputs: taps * shape.small.channels)
    requests.append(
      Request(
        name: "\(layer).weight", shape: [shape.kernel, shape.kernel, shape.large.channels, shape.small.channels],
        start: starts.weights))
    if bias {
      requests.append(Request(name: "\(layer).bias", shape: [outputs], start: starts.bias))
    }
    return requests.count - (bias ? 2 : 1)
  }

  /// Asks for the scale and shift of a batch normalisation and its running mean and variance.
  ///
  /// - Parameter deviation: of the first scales around 1.
  /// - Returns: the index of the scale in ``Parameters``; shift, mean and variance follow.
  public mutating func addNormalization(channels: Int, deviation: Float) -> Int {
    requests += [
      Request(name: "\(layer).weight", shape: [channels], start: .normal(mean: 1, deviation: deviation)),
      Request(name: "\(layer).bias", shape: [channels], start: .constant(0)),
      Request(name: "\(layer).running_mean", shape: [channels], start: .constant(0), isLearned: false),
      Request(name: "\(layer).running_var", shape: [channels], start: .constant(1), isLearned: false),
    ]
    return requests.count - 4
  }

  /// Asks for what another layout asks for, and for a direction of outputs for each of its weights, which are the
  /// requests of more than one dimension, outputs last.
  ///
  /// - Returns: the index of the first entry, and that of the direction for each request of weights.
  mutating func addNormalized(_ inside: ParameterLayout) -> (first: Int, directions: [Int?]) {
    let first = requests.count
    requests += inside.requests
    var directions: [Int?] = []
    for request in inside.requests {
      let isWeights = request.shape.dims.count > 1
      directions.append(isWeights ? requests.count : nil)
      if let outputs = request.shape.dims.last, isWeights {
        requests.append(
          Request(
            name: request.name + ".direction", shape: [outputs],
            start: .normal(mean: 0, deviation: 1), isLearned: false))
      }
    }
    return (first, directions)
  }
}

/// All parameters of a network, one after another in one buffer, and their gradients in another.
///
/// Every entry begins on a cache line; the few floats between entries stay zero and belong to nobody.
public final class Parameters {
  /// One parameter of a layer.
  public struct Entry {
    /// The layer's index and the parameter's name: `0.weight`.
    public let name: String
    /// A dense layer's weights are inputs x outputs, a convolution's kernel x kernel x large channels x small channels.
    public let shape: Shape
    /// The values.
    public let values: Buffer
    /// The derivative of the loss by each value.
    public let gradients: Buffer
    /// Where in the flat buffers the entry lies.
    public let range: Range<Int>
    /// False for running statistics and directions of spectral normalisation: optimisers leave them alone, their layers
    /// keep them, and they are restored and hashed with the weights.
    public let isLearned: Bool
  }

  /// The parameters in the order of the layers.
  public let entries: [Entry]
  /// All values.
  public let values: Buffer
  /// All gradients.
  public let gradients: Buffer
  /// Changes with every change of the values, so that a layer knows when to derive its packed weights anew.
  public private(set) var version = 0
  /// For each entry the factors of its gradient, where the last backward pass has given these instead.
  private var factors: [GradientFactors?]

  /// Memory for a layout, and its first values, which depend on the seed, the network's number and the entry alone.
  init(_ layout: ParameterLayout, seed: UInt64, network: Int) {
    var ranges: [Range<Int>] = []
    var end = 0
    for request in layout.requests {
      ranges.append(end..<end + request.shape.count)
      end += (request.shape.count + 15) / 16 * 16
    }
    let values = Buffer(count: end)
    let gradients = Buffer(count: end)
    entries = zip(layout.requests, ranges).map { request, range in
      Entry(
        name: request.name, shape: request.shape, values: values[range], gradients: gradients[range], range: range,
        isLearned: request.isLearned)
    }
    factors = Array(repeating: nil, count: entries.count)
    self.values = values
    self.gradients = gradients
    for (index, request) in layout.requests.enumerated() {
      let random = Random(seed: seed, purpose: .weights, step: UInt64(index), stream: UInt32(network))
      switch request.start {
      case .uniform(let bound): random.fillUniform(entries[index].values, in: -bound...bound)
      case .normal(let mean, let deviation):
        random.fillNormal(entries[index].values, scale: deviation)
        entries[index].values.add(mean)
      case .constant(let value): entries[index].values.add(value)
      }
    }
    valuesChanged()
  }

  /// Gives the gradient of an entry by its factors, to be multiplied by the optimiser.
  func hand(_ factors: GradientFactors, for entry: Int) {
    self.factors[entry] = factors
  }

  /// Forgets the factors of an entry's gradient: the gradient itself is being written.
  func dropFactors(of entry: Int) {
    factors[entry] = nil
  }

  /// The factors of an entry's gradient if they were given; once.
  func takeFactors(of entry: Int) -> GradientFactors? {
    defer { factors[entry] = nil }
    return factors[entry]
  }

  /// The number of learned values.
  public var count: Int {
    entries.reduce(0) { $0 + ($1.isLearned ? $1.range.count : 0) }
  }

  /// Says that the values are others now; for whoever writes to them.
  public func valuesChanged() {
    version += 1
  }

  /// A 64-bit hash over the bits of all values in the order of the entries, continuing `hash`.
  public func digest(continuing hash: UInt64 = 0) -> UInt64 {
    entries.reduce(hash) { Elementwise.digest($1.values, continuing: $0) }
  }
}
