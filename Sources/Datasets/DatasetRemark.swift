/// Something about the data that people should know: facts, and their words below.
public enum DatasetRemark: Sendable, Equatable {
  /// Files that could not be read, some of them with the reason.
  case skipped(count: Int, examples: [String])
  /// Pictures in formats that are not read, by the endings of their names.
  case otherFormats(count: Int, endings: [String])
  /// Pictures that lie beside the folders of the classes.
  case beside(count: Int)
  /// So few pictures that networks learn them by heart.
  case few(count: Int)
  /// Dark ink on a light ground, unlike the handwritten data sets.
  case darkOnLight
}

extension DatasetRemark: CustomStringConvertible {
  /// Fewer pictures than this are worth a word.
  static let enough = 1_000

  /// What is the case, then what to do.
  public var description: String {
    switch self {
    case .skipped(let count, let examples):
      "\(files(count)) could not be read and \(count == 1 ? "was" : "were") left out:"
        + examples.map { "\n  \($0)" }.joined() + (count > examples.count ? "\n  …" : "")
    case .otherFormats(let count, let endings):
      "\(files(count)) left out: only PNG is read, not \(endings.joined(separator: ", ")). Convert them, "
        + "for instance with ImageMagick: mogrify -format png *\(endings.first ?? ".jpg")"
    case .beside(let count):
      "\(pictures(count)) beside the folders of the classes left out; put them into the folder of a class"
    case .few(let count):
      "\(pictures(count)) are few: the discriminator may learn them by heart, which shows as D(x) near 1 and D(G(z)) "
        + "near 0. Collect some thousands, or train for a short time only"
    case .darkOnLight:
      "the pictures are dark on light, the handwritten data sets are light on dark: `invert=on` makes them alike"
    }
  }

  private func files(_ count: Int) -> String { "\(grouped(count)) file\(count == 1 ? "" : "s")" }
  private func pictures(_ count: Int) -> String { "\(grouped(count)) picture\(count == 1 ? "" : "s")" }
}
