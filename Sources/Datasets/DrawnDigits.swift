/// Handwritten-looking digits, drawn by the program itself: a data set that needs no file and no network.
///
/// How they are written is told by `DigitShapes`, how they are drawn and that they sit as MNIST's do by `Handwriting`.
public struct DrawnDigits: Sendable {
  /// Decides every digit of the endless sequence.
  public let seed: UInt64

  static let name = "digits"

  /// The digits of a seed; none is drawn yet.
  public init(seed: UInt64) {
    self.seed = seed
  }

  /// The first `count` digits, at least one; 60,000 take a second or two.
  ///
  /// Digit number i depends on the seed and on i alone.
  public func dataset(count: Int) -> Dataset { dataset(count: count) {} }

  /// The same, unless `check`, called many times a second, ends it.
  func dataset<Stop: Error>(count: Int, check: () throws(Stop) -> Void) throws(Stop) -> Dataset {
    try Handwriting(seed: seed, forms: DigitShapes.forms)
      .dataset(count: count, name: Self.name, classNames: (0...9).map(String.init), check: check)
  }
}
