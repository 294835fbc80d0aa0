public import Datasets
import NeuralNetworks
import Tensors

extension Recogniser {
  /// How an epoch of training went.
  public struct EpochReport: Sendable, Equatable {
    /// The number of the epoch, from 1.
    public let epoch: Int
    /// The mean loss in nats.
    public let loss: Double
    /// The share of distorted training pictures it named rightly while learning.
    public let accuracy: Double
  }

  /// Pictures in a training step.
  static let trainingBatch = 100

  /// Trains by Adam on softmax cross-entropy, on pictures distorted anew every epoch.
  ///
  /// The step size rises over the first tenth of the steps and falls to nothing over the others. Same data, seed and
  /// epochs give the same bits of every weight, on any number of threads.
  ///
  /// - Parameters:
  ///   - data: labelled pictures of its shape and classes.
  ///   - rate: the largest step size.
  ///   - observer: called after every epoch; nobody interrupts between.
  ///   - isInterrupted: asked after every step; when true, the training ends and false is returned.
  /// - Returns: whether it went through all epochs.
  @discardableResult
  public func train(
    on data: Dataset, epochs: Int, rate: Double = 2e-3, seed: UInt64, isInterrupted: () -> Bool,
    observer: (EpochReport) -> Void
  ) -> Bool {
    precondition(knows(data) && !data.labels.isEmpty, "labelled pictures of the recogniser's shape and classes")
    let rows = min(Self.trainingBatch, data.count)
    let stepsPerEpoch = data.count / rows
    let optimizers = [Adam(body.parameters, learningRate: rate), Adam(head.parameters, learningRate: rate)]
    let distortion = Distortion(seed: seed)
    let pictures = Buffer(count: rows * data.imageShape.count)
    let total = Double(stepsPerEpoch * epochs)
    for epoch in 0..<epochs {
      var order = Array(0..<data.count)
      var random = Random(seed: seed, purpose: .shuffle, step: UInt64(epoch))
      random.shuffle(&order)
      var sum = (loss: 0.0, correct: 0)
      for index in 0..<stepsPerEpoch {
        let step = epoch * stepsPerEpoch + index
        let share = Double(step) / total
        for optimizer in optimizers {
          optimizer.learningRate = rate * min((Double(step) + 1) / (0.1 * total), (1 - share) / 0.9)
        }
        let batch = order[index * rows..<(index + 1) * rows]
        distortion.copy(data, at: batch, epoch: epoch, into: pictures, on: threads)
        let value = learn(pictures, labels: batch.map { data.labels[$0] }, noise: Noise(seed: seed, step: step))
        for optimizer in optimizers { optimizer.update(on: threads) }
        sum = (sum.loss + value.loss, sum.correct + value.correct)
        if isInterrupted() { return false }
      }
      observer(
        EpochReport(
          epoch: epoch + 1, loss: sum.loss / Double(stepsPerEpoch),
          accuracy: Double(sum.correct) / Double(stepsPerEpoch * rows)))
    }
    return true
  }

  /// Forward and backward for one batch.
  private func learn(_ pictures: Buffer, labels: [UInt8], noise: Noise) -> SoftmaxCrossEntropy.Value {
    let rows = labels.count
    let features = body.forward(pictures, rows: rows, mode: .training(noise), on: threads)
    let logits = head.forward(features, rows: rows, mode: .training(noise), on: threads)
    let (value, gradient) = loss.evaluate(logits: logits, labels: labels, on: threads)
    if let byFeatures = head.backward(gradient, parameterGradients: .write, inputGradient: true, on: threads) {
      body.backward(byFeatures, parameterGradients: .write, inputGradient: false, on: threads)
    }
    return value
  }
}
