public import Datasets
import Tensors

/// How good a generator's pictures are in a recogniser's eyes, each figure beside what real pictures get.
public struct Score: Sendable {
  /// The pictures of each kind: made, real, and other real ones for the floor.
  public let count: Int
  /// The class score of the made pictures, and of the real ones.
  public let classScore: Double, realClassScore: Double
  /// The Fréchet distance of made to real pictures.
  public let distance: Double
  /// That of other real pictures to the same ones: what sampling alone makes of a distance of 0.
  public let floor: Double
  /// The mean confidence of the guesses at made and at real pictures.
  public let confidence: Double, realConfidence: Double
  /// The share of each class among the guesses at made and at real pictures.
  public let shares: [Double], realShares: [Double]
  /// How much the made pictures differ from one another.
  public let diversity: Diversity

  /// The most pictures of each kind that pairs are made of.
  static let pairCount = 1_000
  /// A class with less than this part of its real share counts as missing.
  static let missingShare = 0.1
  /// Pictures half as varied as real ones or less raise the alarm.
  static let alarmRatio = 0.5

  /// Classes that the generator hardly makes, as indices.
  public var missing: [Int] {
    shares.indices.filter { realShares[$0] > 0 && shares[$0] < Self.missingShare * realShares[$0] }
  }

  /// Signs that the generator makes only part of what it should.
  public enum Alarm: Sendable, Equatable {
    /// Classes are missing.
    case missing([Int])
    /// The pictures are too much alike.
    case alike(ratio: Double)
  }

  /// What points to a collapse; empty when nothing does.
  public var alarms: [Alarm] {
    (missing.isEmpty ? [] : [.missing(missing)])
      + (diversity.ratio < Self.alarmRatio ? [.alike(ratio: diversity.ratio)] : [])
  }

  /// Scores pictures against a data set.
  ///
  /// - Parameters:
  ///   - made: two pictures or more in [-1, 1], one after another.
  ///   - data: at least twice as many real ones, of the recogniser's shape.
  ///   - recogniser: who judges.
  ///   - seed: which pictures of the data are taken.
  ///   - isInterrupted: asked now and then.
  /// - Returns: nil when interrupted.
  public init?(
    of made: [Float], against data: Dataset, by recogniser: Recogniser, seed: UInt64, isInterrupted: () -> Bool
  ) {
    let size = data.imageShape.count
    let count = made.count / size
    precondition(count > 1 && 2 * count <= data.count, "two pictures or more, and twice as many real ones")
    let order = shuffledIndices(data.count, seed: seed)
    let real = Array(order.prefix(count))
    let pictures = Tensor(shape: Shape([count] + data.imageShape.dims), values: made)
    let judged = recogniser.judge(pictures, isInterrupted: isInterrupted)
    let realJudged = recogniser.judge(data, at: real, isInterrupted: isInterrupted)
    let otherJudged = recogniser.judge(data, at: Array(order[count..<2 * count]), isInterrupted: isInterrupted)
    guard [judged, realJudged, otherJudged].allSatisfy({ $0.count == count }) else { return nil }
    let other = FeatureStatistics(otherJudged)
    let statistics = FeatureStatistics(realJudged)
    self.count = count
    classScore = judged.classScore
    realClassScore = realJudged.classScore
    distance = FeatureStatistics(judged).frechetDistance(to: statistics)
    floor = other.frechetDistance(to: statistics)
    confidence = judged.meanConfidence
    realConfidence = realJudged.meanConfidence
    shares = judged.histogram.map { Double($0) / Double(count) }
    realShares = realJudged.histogram.map { Double($0) / Double(count) }
    if isInterrupted() { return nil }
    let pairs = min(count, Self.pairCount)
    diversity = Diversity(
      made: Array(made.prefix(pairs * size)), real: copied(data, at: Array(real.prefix(pairs))), size: size,
      threads: recogniser.threads)
  }
}
