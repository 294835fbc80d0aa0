import Files

/// The data sets that can be asked for by name.
public enum Catalog {
  /// One data set: its name, what it is, and how it is had.
  private struct Entry: Sendable {
    let name: String
    let summary: String
    let load:
      @Sendable (LoadingOptions, _ environment: [String: String], @escaping LoadingMonitor) throws(DatasetError) ->
        Dataset
  }

  private static let entries =
    [
      drawn(DrawnDigits.name, "drawn digits") { (seed, count, check) throws(DatasetError) in
        try DrawnDigits(seed: seed).dataset(count: count, check: check)
      },
      drawn(DrawnLetters.name, "drawn capital letters, A to Z") { (seed, count, check) throws(DatasetError) in
        try DrawnLetters(seed: seed).dataset(count: count, check: check)
      },
    ] + Publication.known.map(published)

  /// Draws so many signs of a seed, and calls `check` now and then.
  private typealias Drawing =
    @Sendable (_ seed: UInt64, _ count: Int, _ check: () throws(DatasetError) -> Void) throws(DatasetError) -> Dataset

  /// A data set that the program draws.
  private static func drawn(_ name: String, _ what: String, draw: @escaping Drawing) -> Entry {
    Entry(
      name: name,
      summary: "\(what), 28x28, as many as asked for (\(grouped(Handwriting.defaultCount)) by default); "
        + "built in, no file needed"
    ) { (options, _, monitor) throws(DatasetError) in
      let count = options.count ?? Handwriting.defaultCount
      guard Handwriting.counts.contains(count) else {
        throw .countOutOfRange(count, allowed: Handwriting.counts, name: name)
      }
      let check = { () throws(DatasetError) in
        if !monitor(.drawing) { throw .interrupted(name: name) }
      }
      guard options.part == .test else { return try draw(options.seed, count, check).adapted(to: options) }
      // What is kept back is written by other hands, those of a seed that nobody types.
      let dataset = try draw(~options.seed, count, check)
      return try dataset.described("\(grouped(count)) drawn \(name) for tests, seed \(options.seed)").adapted(
        to: options)
    }
  }

  /// A data set that somebody published.
  private static func published(_ publication: Publication) -> Entry {
    Entry(name: publication.name, summary: publication.summary) {
      (options, environment, monitor) throws(DatasetError) in
      try publication.load(
        count: options.count, part: options.part, environment: environment, monitor: monitor
      ).adapted(to: options)
    }
  }

  /// What `load` understands without any folder of one's own, in the order in which it is best listed.
  public static let names = entries.map(\.name)

  /// One line of help about a data set; empty for a name that is not in `names`.
  public static func summary(of name: String) -> String {
    entries.first { $0.name == name }?.summary ?? ""
  }

  /// The names of one's own data sets: the subfolders of `FORGER_DATA` that are called so that they can be typed, and
  /// that have no meaning already.
  public static func ownNames(environment: [String: String]) -> [String] {
    guard let chosen = (try? DataFolders(environment: environment))?.chosen else { return [] }
    let names = (try? Datasets.entries(of: chosen)) ?? []
    return names.filter { name in
      guard let first = name.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else { return false }
      let isWord = name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
          UInt8(ascii: "_"):
          true
        default: false
        }
      }
      return isWord && !isTaken(name) && FileSystem.kind(of: FileSystem.join(chosen, name)) == .folder
    }
  }

  /// Whether the name of a folder is one of a published data set, or a word with another meaning.
  private static func isTaken(_ name: String) -> Bool {
    name == "folder" || names.contains(name) || Publication.known.contains { $0.folderNames.contains(name) }
  }

  /// Reads, fetches or draws a data set.
  ///
  /// - `name`: one of `names` or of `ownNames`.
  /// - `environment`: `FORGER_DATA`, `XDG_CACHE_HOME` and `HOME` say where files are looked for, `FORGER_MIRRORS` and
  ///   `FORGER_OFFLINE` where and whether they are fetched.
  /// - `monitor`: is told what takes long, and may end it.
  public static func load(
    _ name: String, options: LoadingOptions = LoadingOptions(), environment: [String: String],
    monitor: @escaping LoadingMonitor = { _ in true }
  ) throws(DatasetError) -> Dataset {
    try options.check()
    if let entry = entries.first(where: { $0.name == name }) { return try entry.load(options, environment, monitor) }
    let own = ownNames(environment: environment)
    guard own.contains(name), let chosen = try DataFolders(environment: environment).chosen else {
      throw .unknownName(name, known: names + own)
    }
    return try DataFolder(path: FileSystem.join(chosen, name)).load(name: name, options: options, monitor: monitor)
  }

  /// Reads, fetches or draws the first `count` pictures of a data set; nil for all there are.
  public static func load(
    _ name: String, count: Int?, seed: UInt64, environment: [String: String]
  ) throws(DatasetError) -> Dataset {
    try load(name, options: LoadingOptions(count: count, seed: seed), environment: environment)
  }

  /// Reads a folder of PNG pictures or IDX files.
  ///
  /// - `path`: as it is typed: `~` is the home folder, and what does not begin with `/` is below the working folder.
  public static func loadFolder(
    _ path: String, options: LoadingOptions = LoadingOptions(), environment: [String: String],
    monitor: @escaping LoadingMonitor = { _ in true }
  ) throws(DatasetError) -> Dataset {
    try options.check()
    let folder = try DataFolder(typed: path, environment: environment)
    let name = folder.path.split(separator: "/").last.map(String.init) ?? "folder"
    return try folder.load(name: name, options: options, monitor: monitor)
  }
}
