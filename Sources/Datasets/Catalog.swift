/// The data sets that can be asked for by name.
public enum Catalog {
  /// One data set: its name, what it is, and how it is had.
  struct Entry: Sendable {
    let name: String
    let summary: String
    let load: @Sendable (_ count: Int?, _ seed: UInt64, _ environment: [String: String]) throws(DatasetError) -> Dataset
  }

  static let entries = [
    drawn(DrawnDigits.name, "drawn digits") { DrawnDigits(seed: $0).dataset(count: $1) },
    drawn(DrawnLetters.name, "drawn capital letters, A to Z") { DrawnLetters(seed: $0).dataset(count: $1) },
    Entry(
      name: MNIST.name,
      summary: "handwritten digits by LeCun, Cortes and Burges, 28x28, 60,000; from FORGER_DATA or the cache"
    ) { (count, _, environment) throws(DatasetError) in
      try MNIST.load(count: count, environment: environment)
    },
  ]

  /// A data set that the program draws.
  private static func drawn(
    _ name: String, _ what: String, draw: @escaping @Sendable (_ seed: UInt64, _ count: Int) -> Dataset
  ) -> Entry {
    Entry(
      name: name,
      summary: "\(what), 28x28, as many as asked for (\(grouped(Handwriting.defaultCount)) by default); "
        + "built in, no file needed"
    ) { (count, seed, _) throws(DatasetError) in
      let count = count ?? Handwriting.defaultCount
      guard Handwriting.counts.contains(count) else {
        throw .countOutOfRange(count, allowed: Handwriting.counts, name: name)
      }
      return draw(seed, count)
    }
  }

  /// What `load` understands, in the order in which it is best listed.
  public static let names = entries.map(\.name)

  /// One line of help about a data set; empty for a name that is not in `names`.
  public static func summary(of name: String) -> String {
    entries.first { $0.name == name }?.summary ?? ""
  }

  /// Reads or draws a data set.
  ///
  /// - `count`: how many images; nil for the data set's own number.
  /// - `seed`: decides what is drawn; files are the same for every seed.
  /// - `environment`: `FORGER_DATA`, `XDG_CACHE_HOME` and `HOME` say where files are looked for.
  public static func load(
    _ name: String, count: Int?, seed: UInt64, environment: [String: String]
  ) throws(DatasetError) -> Dataset {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw .unknownName(name, known: names)
    }
    return try entry.load(count, seed, environment)
  }
}
