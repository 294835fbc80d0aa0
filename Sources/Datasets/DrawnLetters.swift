/// Handwritten-looking capital letters, A to Z, drawn by the program itself: needs no file and no network.
///
/// How they are written is told by `LetterShapes`, how they are drawn and that they sit as MNIST's digits do by
/// `Handwriting`.
public struct DrawnLetters: Sendable {
  /// Decides every letter of the endless sequence.
  public let seed: UInt64

  static let name = "letters"
  /// "A" to "Z".
  static let classNames = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }

  /// The letters of a seed; none is drawn yet.
  public init(seed: UInt64) {
    self.seed = seed
  }

  /// The first `count` letters, at least one; 60,000 take a second or two.
  ///
  /// Letter number i depends on the seed and on i alone.
  public func dataset(count: Int) -> Dataset { dataset(count: count) {} }

  /// The same, unless `check`, called many times a second, ends it.
  func dataset<Stop: Error>(count: Int, check: () throws(Stop) -> Void) throws(Stop) -> Dataset {
    try Handwriting(seed: seed, forms: LetterShapes.forms)
      .dataset(count: count, name: Self.name, classNames: Self.classNames, check: check)
  }
}
