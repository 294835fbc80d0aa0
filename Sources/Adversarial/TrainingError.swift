public import NeuralNetworks
public import Tensors

/// What can be wrong with a game or its training.
public enum TrainingError: Error, Sendable, Equatable {
  /// One of the two players.
  public enum Player: String, Sendable {
    /// The forger.
    case generator
    /// The expert.
    case discriminator
  }

  /// A network's layers do not fit each other.
  case layers(Player, ShapeError)
  /// A network's output is not what the game needs.
  case output(Player, is: Shape, needs: Shape)
  /// A training option out of its range.
  case option(name: String, value: Double, allowed: String)
  /// A training length that is not positive.
  case length(TrainingLength)
  /// A dataset without pictures.
  case emptyDataset(name: String)
  /// Samples to learn from and to be tested on, and there is only one.
  case singleSample(dataset: String)
  /// Batches that need more bytes than there are, and how large a batch may be; nil when none fits.
  case memory(batch: Int, needed: Int, available: Int, fitting: Int?)
  /// Pictures of another shape than the game's.
  case imageShape(dataset: String, is: Shape, game: Shape)
  /// A step was given up before it had changed anything that lasts; not an error for anyone outside.
  case stopped
  /// A loss that is no finite number. The networks are as they were before the training began.
  case notFinite(Player, step: Int, loss: String, at: Place?, options: TrainingOptions)

  /// Where such numbers first appeared.
  public struct Place: Sendable, Equatable {
    /// In whose network.
    public let network: Player
    /// In which layer, and what of it.
    public let fault: Network.Fault
  }
}

extension TrainingError: CustomStringConvertible {
  /// The cause, then what to do next.
  public var description: String {
    switch self {
    case .layers(let player, let error):
      "The \(player.rawValue) cannot be built. \(error)"
    case .output(let player, let shape, let needed):
      "The \(player.rawValue) gives \(shape), but the game needs \(needed)"
        + (player == .discriminator ? ", one logit." : needed.dims == [2] ? ", a point." : ", the shape of a picture.")
        + " Change its last layer, or take a preset for "
        + (needed.dims == [2] ? "points, such as ring2d." : "pictures of this size.")
    case .option(let name, let value, let allowed):
      "\(name) is \(TrainingError.text(value)); allowed is \(allowed)."
    case .length(.epochs(let value)):
      "epochs is \(TrainingError.text(value)); it has to be a number above 0. Try 1."
    case .length(.steps(let value)):
      "steps is \(value); it has to be at least 1. Try 100."
    case .length(.minutes(let value)):
      "minutes is \(TrainingError.text(value)); it has to be a number above 0. Try 1."
    case .emptyDataset(let name):
      "The dataset \(name) has no pictures. Load another one."
    case .singleSample(let name):
      "The dataset \(name) has a single sample, and a test needs one more. Load at least two."
    case .memory(let batch, let needed, let available, let fitting):
      "Batches of \(batch) need \(SystemMemory.text(needed)) of memory, and there are \(SystemMemory.text(available)) "
        + "left. Nothing has changed. Try "
        + (fitting.map { "batch=\($0), or networks with fewer units." } ?? "networks with fewer units.")
    case .imageShape(let name, let shape, let game):
      "The \(shape.dims == [2] ? "points" : "pictures") of \(name) are \(shape), but this game was made for \(game). "
        + "Make a new one for this data."
    case .stopped:
      "The step was given up before it had changed anything. Train again to go on."
    case .notFinite(let player, let step, let loss, let place, let options):
      "Training broke down at step \(step): the \(player.rawValue)'s loss is \(loss). "
        + (place.map { "\($0) " } ?? "")
        + "The networks are as they were before this training began. Try a lower learning rate (it was "
        + "\(TrainingError.text(options.learningRate)); \(options.usualLearningRate) is usual) or a new game with "
        + "another seed."
    }
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

extension TrainingError.Place: CustomStringConvertible {
  /// Layer and network, and what that means.
  public var description: String {
    let layer = "layer \(fault.position) of the \(network.rawValue), \(fault.layer)"
    return switch fault.part {
    case .weights: "What is no number first appears in the weights of \(layer): the update before was too large."
    case .output: "What is no number first appears in the output of \(layer): its weights or inputs are too large."
    case .gradient: "What is no number first appears in the gradient at \(layer): the slopes are too steep."
    }
  }
}

extension TrainingOptions {
  /// A step size that works for most networks with this optimiser.
  fileprivate var usualLearningRate: String {
    switch optimizer {
    case .adam: "0.0002"
    case .rmsProp: "0.00005"
    case .sgd, .momentum: "0.01"
    }
  }
}
