import Tensors

/// How much pictures differ from one another, beside as many real ones.
public struct Diversity: Sendable, Equatable {
  /// How many pictures of each kind were compared.
  public let count: Int
  /// The mean distance of a made picture to the made one nearest to it, over all pixels, black and white being 2 apart.
  public let nearest: Double
  /// The same for real pictures.
  public let realNearest: Double
  /// Pairs of made pictures that are closer than any two of the real ones.
  public let twins: Int

  /// The nearest made picture's distance as a share of the real one's: 1 as varied as reality, 0 all the same.
  public var ratio: Double { realNearest > 0 ? nearest / realNearest : 1 }

  /// How many different pictures there seem to be, by the birthday test of Arora and Zhang (2018); nil without twins.
  ///
  /// Of N equally likely pictures, s drawn make about s (s - 1) / 2N pairs of the same one.
  public var support: Double? {
    twins == 0 ? nil : Double(count * (count - 1)) / Double(2 * twins)
  }

  /// Compares made and real pictures, as many of each, of `size` pixels.
  init(made: [Float], real: [Float], size: Int, threads: Threads) {
    count = made.count / size
    let realMatches = NearestPictures(queries: real, size: size, threads: threads).amongThemselves()
    let limit = realMatches.map(\.distance).min() ?? 0
    let matches = NearestPictures(queries: made, size: size, threads: threads).amongThemselves(limit: limit)
    nearest = matches.reduce(0) { $0 + $1.distance } / Double(max(matches.count, 1))
    realNearest = realMatches.reduce(0) { $0 + $1.distance } / Double(max(realMatches.count, 1))
    twins = matches.reduce(0) { $0 + $1.close } / 2
  }
}
