/// The mean and the covariance of features, all that a Fréchet distance knows of them.
public struct FeatureStatistics: Sendable {
  /// The number of samples.
  public let count: Int
  /// One number for each feature.
  public let mean: [Double]
  /// Unbiased: divided by the number of samples less one.
  let covariance: SymmetricMatrix

  /// Of samples one after another, `dimension` numbers each; at least two of them.
  public init(_ samples: [Float], dimension: Int) {
    let count = samples.count / dimension
    precondition(count > 1, "a covariance needs two samples")
    var mean = [Double](repeating: 0, count: dimension)
    for sample in 0..<count {
      for index in 0..<dimension { mean[index] += Double(samples[sample * dimension + index]) }
    }
    for index in mean.indices { mean[index] /= Double(count) }
    var sums = [Double](repeating: 0, count: dimension * dimension)
    var centred = mean
    for sample in 0..<count {
      for index in 0..<dimension { centred[index] = Double(samples[sample * dimension + index]) - mean[index] }
      for row in 0..<dimension {
        let factor = centred[row]
        for column in 0...row { sums[row * dimension + column] += factor * centred[column] }
      }
    }
    for row in 0..<dimension {
      for column in 0...row {
        let value = sums[row * dimension + column] / Double(count - 1)
        sums[row * dimension + column] = value
        sums[column * dimension + row] = value
      }
    }
    self.count = count
    self.mean = mean
    covariance = SymmetricMatrix(size: dimension, elements: sums)
  }

  /// The features of a recognition.
  public init(_ recognition: Recognition) {
    self.init(recognition.features, dimension: recognition.featureCount)
  }

  /// The squared Fréchet distance of the normal distributions with these means m and covariances C.
  ///
  ///     |m1 - m2|^2 + tr C1 + tr C2 - 2 tr (C1^1/2 C2 C1^1/2)^1/2
  ///
  /// (Dowson and Landau 1982; Heusel and others 2017, equation 6.) It is 0 only for equal ones; rounding below 0 counts as 0. N(0, 1) and N(1, 4) are 2 apart.
  public func frechetDistance(to other: FeatureStatistics) -> Double {
    precondition(mean.count == other.mean.count, "features of one recogniser")
    let shift = zip(mean, other.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let inner = other.covariance.sandwiched(by: covariance.squareRoot())
    return max(0, shift + covariance.trace + other.covariance.trace - 2 * inner.traceOfSquareRoot)
  }
}
