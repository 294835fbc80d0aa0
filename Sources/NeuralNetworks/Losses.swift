public import Tensors

/// The losses of the two players, on the discriminator's logits x, with D = sigmoid x.
///
/// All are means over the batch. Computed from logits they neither overflow nor lose digits:
/// -log D = softplus(-x) = softplus(x) - x and -log(1 - D) = softplus(x), whose derivatives are D - 1 and D.
public enum LogitLoss: Sendable, Equatable {
  /// D's loss on real pictures, -log D, as cross-entropy towards 1 - smoothing.
  ///
  /// One-sided smoothing (Salimans and others 2016, section 3.4): t = 1 - smoothing, loss = softplus(x) - t x,
  /// gradient D - t.
  case real(smoothing: Float)
  /// D's loss on made pictures: -log(1 - D) = softplus(x), gradient D.
  case fake
  /// G's loss as in the minimax game, the weak one: log(1 - D) = -softplus(x), gradient -D.
  ///
  /// It vanishes where the discriminator is sure (Goodfellow and others 2014, section 3).
  case minimax
  /// G's non-saturating loss, the strong one: -log D = softplus(x) - x, gradient D - 1.
  case nonSaturating

  /// The loss is sign (softplus(x) - target x).
  var terms: (sign: Float, target: Float) {
    switch self {
    case .real(let smoothing): (1, 1 - smoothing)
    case .fake: (1, 0)
    case .minimax: (-1, 0)
    case .nonSaturating: (1, 1)
    }
  }
}

/// Evaluates losses in buffers of its own.
public final class Losses {
  /// The result for a batch.
  public struct Value: Sendable, Equatable {
    /// The mean loss, in nats.
    public let loss: Double
    /// The mean of D = sigmoid x, between 0 and 1.
    public let score: Double
  }

  private var gradient = Buffer(count: 0)
  private var loss = Buffer(count: 0)
  private var score = Buffer(count: 0)

  /// Buffers for batches of this many logits.
  public init(rows: Int) {
    reserve(rows: rows)
  }

  /// Makes room for batches of this many logits; keeps larger room that is there.
  public func reserve(rows: Int) {
    guard rows > gradient.count else { return }
    gradient = Buffer(count: rows)
    loss = Buffer(count: rows)
    score = Buffer(count: rows)
  }

  /// The value of a loss, and its derivative by each logit, which stays valid until the next call.
  public func evaluate(_ kind: LogitLoss, logits: Buffer, on threads: Threads) -> (value: Value, gradient: Buffer) {
    let rows = logits.count
    let (sign, target) = kind.terms
    Elementwise.logitLoss(
      logits, sign: sign, target: target, scale: 1 / Float(rows), loss: loss, score: score, gradient: gradient,
      on: threads)
    let value = Value(
      loss: Double(Elementwise.sum(loss.prefix(rows), on: threads)) / Double(rows),
      score: Double(Elementwise.sum(score.prefix(rows), on: threads)) / Double(rows))
    return (value, gradient.prefix(rows))
  }
}
