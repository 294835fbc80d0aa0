public import Tensors

/// Changes the parameters of a network along their gradients.
public protocol Optimizer: AnyObject {
  /// What is changed.
  var parameters: Parameters { get }
  /// The step size.
  var learningRate: Double { get set }
  /// The numbers kept for every parameter from one update to the next, in buffers as long as the parameters'.
  var memory: [Buffer] { get }
  /// What else is kept between updates.
  var progress: OptimizerProgress { get set }
  /// Whether it can multiply the factors of a gradient itself.
  var takesFactors: Bool { get }

  /// One update from the gradients in the parameters.
  func update(on threads: Threads)
}

/// How far an optimiser has come.
public struct OptimizerProgress: Sendable, Equatable {
  /// The number of updates made.
  public var step = 0
  /// beta1^t and beta2^t as products, which round alike everywhere, as a library's power might not.
  package var power1 = 1.0
  package var power2 = 1.0

  /// Before the first update.
  public init() {}
}

/// The optimisers there are, with PyTorch's definitions.
public enum OptimizerKind: String, CaseIterable, Sendable {
  /// Stochastic gradient descent.
  case sgd
  /// The same with momentum.
  case momentum
  /// Adaptive moments.
  case adam
  /// Gradients divided by a running root mean square.
  case rmsProp = "rmsprop"

  /// How many numbers it keeps for every parameter.
  public var memoryCount: Int {
    switch self {
    case .sgd: 0
    case .momentum, .rmsProp: 1
    case .adam: 2
    }
  }

  /// One of this kind for these parameters, that has learnt nothing yet.
  public func make(for parameters: Parameters) -> any Optimizer {
    switch self {
    case .sgd: SGD(parameters, momentum: 0)
    case .momentum: SGD(parameters, momentum: 0.9)
    case .adam: Adam(parameters)
    case .rmsProp: RMSProp(parameters)
    }
  }
}

/// A copy of parameters and an optimiser's memory, to go back to.
package struct OptimizerSnapshot {
  fileprivate let values: Buffer
  fileprivate let memory: [Buffer]
  fileprivate var progress: OptimizerProgress
}

extension Optimizer {
  /// The number of updates made.
  public var step: Int { progress.step }

  /// Most read the gradients.
  public var takesFactors: Bool { false }

  /// Copies the state, into the memory of an earlier snapshot of an optimiser of the same kind if there is one.
  package func snapshot(reusing earlier: OptimizerSnapshot? = nil) -> OptimizerSnapshot {
    let room: OptimizerSnapshot
    if let earlier, earlier.memory.count == memory.count, earlier.values.count == parameters.values.count {
      room = earlier
    } else {
      room = OptimizerSnapshot(
        values: Buffer(count: parameters.values.count), memory: memory.map { Buffer(count: $0.count) },
        progress: progress)
    }
    room.values.copy(parameters.values)
    for (copy, original) in zip(room.memory, memory) {
      copy.copy(original)
    }
    var snapshot = room
    snapshot.progress = progress
    return snapshot
  }

  /// Goes back to a snapshot.
  package func restore(_ snapshot: OptimizerSnapshot) {
    parameters.values.copy(snapshot.values)
    for (original, copy) in zip(memory, snapshot.memory) {
      original.copy(copy)
    }
    progress = snapshot.progress
    parameters.valuesChanged()
  }
}
