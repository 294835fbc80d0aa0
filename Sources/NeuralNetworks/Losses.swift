public import Tensors

/// The losses of the two players, on the discriminator's outputs x, means over the batch.
///
/// The first four take x for a logit, D = sigmoid x. Computed from logits they neither overflow nor lose digits:
/// -log D = softplus(-x) = softplus(x) - x and -log(1 - D) = softplus(x), whose derivatives are D - 1 and D. The others
/// take x itself for the discriminator's word.
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
  /// Least squares: (x - target)^2 / 2, gradient x - target (Mao and others 2017, equation 9).
  case squares(target: Float)
  /// Wasserstein: sign x, gradient sign (Arjovsky, Chintala, Bottou 2017, algorithm 1).
  ///
  /// The critic takes sign -1 for real and 1 for made pictures, the generator -1 for its own.
  case value(sign: Float)

  /// Of a loss on logits, which is sign (softplus(x) - target x).
  var terms: (sign: Float, target: Float)? {
    switch self {
    case .real(let smoothing): (1, 1 - smoothing)
    case .fake: (1, 0)
    case .minimax: (-1, 0)
    case .nonSaturating: (1, 1)
    case .squares, .value: nil
    }
  }
}

/// Evaluates losses in buffers of its own.
public final class Losses {
  /// The result for a batch.
  public struct Value: Sendable, Equatable {
    /// The mean loss; on logits in nats.
    public let loss: Double
    /// The mean of the discriminator's word: D = sigmoid x, between 0 and 1, for a loss on logits, else x.
    public let score: Double

    /// A value as it was found, or read from a file.
    package init(loss: Double, score: Double) {
      (self.loss, self.score) = (loss, score)
    }
  }

  private var gradient = Buffer(count: 0)
  private var loss = Buffer(count: 0)
  private var score = Buffer(count: 0)

  /// Buffers for batches of this many logits.
  public init(rows: Int) {
    reserve(rows: rows)
  }

  /// The derivatives of the losses on the parts of a batch, evaluated one after another.
  public func gradients(rows: Int) -> Buffer { gradient.prefix(rows) }

  /// Makes room for batches of this many logits; keeps larger room that is there.
  public func reserve(rows: Int) {
    guard rows > gradient.count else { return }
    gradient = Buffer(count: rows)
    loss = Buffer(count: rows)
    score = Buffer(count: rows)
  }

  /// The value of a loss, and its derivative by each output, which stays valid until the next call for the same rows.
  ///
  /// - Parameter first: the row of the buffers to begin with, for losses on parts of a batch.
  public func evaluate(
    _ kind: LogitLoss, logits x: Buffer, first: Int = 0, on threads: Threads
  ) -> (value: Value, gradient: Buffer) {
    let rows = x.count
    let scale = 1 / Float(rows)
    let gradient = gradient[first..<first + rows]
    if let (sign, target) = kind.terms {
      Elementwise.logitLoss(
        x, sign: sign, target: target, scale: scale, loss: loss, score: score, gradient: gradient, on: threads)
    } else {
      score.copy(x)
      for row in 0..<rows {
        switch kind {
        case .squares(let target):
          let distance = x[row] - target
          (loss[row], gradient[row]) = (0.5 * distance * distance, scale * distance)
        case .value(let sign): (loss[row], gradient[row]) = (sign * x[row], scale * sign)
        case .real, .fake, .minimax, .nonSaturating: break
        }
      }
    }
    let value = Value(
      loss: Double(Elementwise.sum(loss.prefix(rows), on: threads)) / Double(rows),
      score: Double(Elementwise.sum(score.prefix(rows), on: threads)) / Double(rows))
    return (value, gradient)
  }
}
