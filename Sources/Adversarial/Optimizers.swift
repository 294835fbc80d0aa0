import NeuralNetworks

/// The optimisers of both players, which are of one kind.
struct Optimizers {
  let kind: OptimizerKind
  let generator: any Optimizer
  let discriminator: any Optimizer

  /// New ones, that have learnt nothing yet.
  init(_ kind: OptimizerKind, _ generator: Network, _ discriminator: Network) {
    self.kind = kind
    self.generator = kind.make(for: generator.parameters)
    self.discriminator = kind.make(for: discriminator.parameters)
  }

  /// Gives both the numbers of the options that they understand.
  func apply(_ options: TrainingOptions) {
    for optimizer in [generator, discriminator] {
      optimizer.learningRate = options.learningRate
      switch optimizer {
      case let adam as Adam: (adam.beta1, adam.beta2) = (options.beta1, options.beta2)
      case let descent as SGD: descent.momentum = options.momentum
      default: break
      }
    }
  }
}
