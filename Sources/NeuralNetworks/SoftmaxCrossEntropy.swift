public import Tensors

/// The loss of a classifier, -log p[class] in nats, mean over the batch, with p = softmax x of its logits.
///
///     log p[j] = x[j] - m - log sum over k of exp(x[k] - m),   m = max x
///
/// Without the largest logit nothing overflows; the derivative by x[j] is p[j] - (1 for the class, else 0). (Bridle 1990,
/// "Probabilistic interpretation of feedforward classification network outputs")
public final class SoftmaxCrossEntropy {
  /// The result for a batch.
  public struct Value: Sendable, Equatable {
    /// The mean loss in nats; log(classes) where the classifier can only guess.
    public let loss: Double
    /// How many rows have their largest logit at their class; the first of several equal ones counts.
    public let correct: Int
  }

  /// The number of classes, the length of a row.
  public let classes: Int
  private var logProbabilities = Buffer(count: 0)
  private var probabilities = Buffer(count: 0)
  private var sums = Buffer(count: 0)

  /// Buffers for batches of this many rows of logits.
  public init(classes: Int, rows: Int) {
    precondition(classes > 0, "a classifier has at least one class")
    self.classes = classes
    reserve(rows: rows)
  }

  /// Makes room for batches of this many rows; keeps larger room that is there.
  public func reserve(rows: Int) {
    guard rows > sums.count else { return }
    sums = Buffer(count: rows)
    logProbabilities = Buffer(count: rows * classes)
    probabilities = Buffer(count: rows * classes)
  }

  /// p and log p of logits, rows x classes, valid until the next call.
  public func probabilities(of logits: Buffer, on threads: Threads) -> (probabilities: Buffer, logarithms: Buffer) {
    let rows = logits.count / classes
    let logs = logProbabilities.prefix(rows * classes)
    let exponentials = probabilities.prefix(rows * classes)
    for row in 0..<rows {
      let start = row * classes
      var largest = logits[start]
      for index in start..<start + classes { largest = max(largest, logits[index]) }
      for index in start..<start + classes { logs[index] = logits[index] - largest }
    }
    Elementwise.exp(logs, into: exponentials, on: threads)
    for row in 0..<rows {
      var sum: Float = 0
      for index in row * classes..<(row + 1) * classes { sum += exponentials[index] }
      for index in row * classes..<(row + 1) * classes { exponentials[index] /= sum }
      sums[row] = sum
    }
    let logSums = sums.prefix(rows)
    Elementwise.log(logSums, into: logSums, on: threads)
    for row in 0..<rows {
      for index in row * classes..<(row + 1) * classes { logs[index] -= logSums[row] }
    }
    return (exponentials, logs)
  }

  /// The value of the loss, and its derivative by each logit, which stays valid until the next call.
  ///
  /// - Parameters:
  ///   - logits: rows x classes.
  ///   - labels: the class of each row, below `classes`.
  public func evaluate(
    logits: Buffer, labels: [UInt8], on threads: Threads
  ) -> (value: Value, gradient: Buffer) {
    let rows = labels.count
    precondition(logits.count == rows * classes, "one label for each row")
    let (gradient, logs) = probabilities(of: logits, on: threads)
    var loss = 0.0
    var correct = 0
    let scale = 1 / Float(rows)
    for (row, label) in labels.enumerated() {
      let start = row * classes
      let place = start + Int(label)
      loss -= Double(logs[place])
      let rival = (start..<start + classes).contains {
        logits[$0] > logits[place] || (logits[$0] == logits[place] && $0 < place)
      }
      correct += rival ? 0 : 1
      for index in start..<start + classes {
        gradient[index] = (gradient[index] - (index == place ? 1 : 0)) * scale
      }
    }
    return (Value(loss: loss / Double(rows), correct: correct), gradient)
  }
}
