/// What a recogniser says of some pictures.
public struct Recognition: Sendable {
  /// The number of classes.
  public let classes: Int
  /// The number of features.
  public let featureCount: Int
  /// p(y | x), picture by picture, `classes` numbers each.
  public private(set) var probabilities: [Float] = []
  /// log p(y | x), alike.
  public private(set) var logarithms: [Float] = []
  /// Picture by picture, `featureCount` numbers each.
  public private(set) var features: [Float] = []

  /// Of no pictures yet.
  package init(classes: Int, features: Int) {
    self.classes = classes
    featureCount = features
  }

  /// The number of pictures.
  public var count: Int { probabilities.count / classes }

  mutating func reserve(_ count: Int) {
    probabilities.reserveCapacity(count * classes)
    logarithms.reserveCapacity(count * classes)
    features.reserveCapacity(count * featureCount)
  }

  /// Adds further pictures.
  package mutating func append(probabilities: [Float], logarithms: [Float], features: [Float]) {
    self.probabilities += probabilities
    self.logarithms += logarithms
    self.features += features
  }

  /// The most likely class of a picture, the first of several equally likely ones, and its probability.
  public func guess(_ picture: Int) -> (label: Int, confidence: Double) {
    let start = picture * classes
    var best = start
    for index in start..<start + classes where probabilities[index] > probabilities[best] { best = index }
    return (best - start, Double(probabilities[best]))
  }

  /// How many pictures were taken for each class.
  public var histogram: [Int] {
    var counts = Array(repeating: 0, count: classes)
    for picture in 0..<count { counts[guess(picture).label] += 1 }
    return counts
  }

  /// The mean probability of the guesses.
  public var meanConfidence: Double {
    (0..<count).reduce(0) { $0 + guess($1).confidence } / Double(max(count, 1))
  }

  /// The share of guesses that equal the labels, of which there is one for each picture.
  public func accuracy(labels: [UInt8]) -> Double {
    let right = (0..<min(count, labels.count)).count { guess($0).label == Int(labels[$0]) }
    return Double(right) / Double(max(min(count, labels.count), 1))
  }

  /// The class score, exp of the mean over x of KL(p(y | x) ‖ p(y)), p(y) the mean of p(y | x): from 1, when all pictures
  /// look alike or nobody can tell what they show, to the number of classes, when each surely shows one and all equally
  /// often (Salimans and others 2016, section 4, there with Inception as the recogniser).
  public var classScore: Double {
    guard count > 0 else { return 1 }
    var marginal = Array(repeating: 0.0, count: classes)
    var information = 0.0
    for (index, probability) in probabilities.enumerated() where probability > 0 {
      marginal[index % classes] += Double(probability)
      information += Double(probability) * Double(logarithms[index])
    }
    let pictures = Double(count)
    // E sum p log p - sum of the means' entropy: the marginal's logarithm is the same for all pictures.
    let entropy = marginal.reduce(0.0) { $0 + ($1 > 0 ? $1 / pictures * naturalLogarithm($1 / pictures) : 0) }
    return exponential(max(0, information / pictures - entropy))
  }
}
