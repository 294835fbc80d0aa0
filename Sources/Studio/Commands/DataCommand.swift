import Adversarial
import Datasets
import Jupyter
import Language

/// `data mnist or digits`: loads the first data set of the list that is there.
struct DataCommand: SessionCommand {
  static let verb = Verb(
    "data", group: "data",
    summary: "loads pictures or points to learn from",
    details: """
      Several names joined by `or` are tried in order until one is found; which one it was is said. Files are looked for \
      in the folder that FORGER_DATA names (each subfolder of it is a data set of its own) and in the cache; `mnist`, \
      `fashion` and `emnist` are downloaded once if they are not there, unless FORGER_OFFLINE is set (FORGER_MIRRORS \
      names other servers, laid out like FORGER_DATA); `digits` and `letters` are drawn by Forger itself and need no \
      file. `ring`, `grid` and the like are points of the plane, for games that are seen at a glance; `data points` takes \
      your own.

      `data folder "path"` reads PNG pictures of any size and colour; its subfolders are the classes. They are brought to \
      one size, whole and in proportion: that of `size=`, else that of the networks at hand, else their own if all have \
      the same up to 64x64, else 28x28. Folders with IDX files are read as well.
      """,
    parameters: [
      .positional("name", .name(.dataset), repetition: .joined(by: "or"), help: "the data set, or several to try"),
      .positional("path", .text, onlyWith: ["folder"], help: "the folder, in double quotes"),
      .positional(
        "list", .expression("a list of points such as `[[0, 1], [2, 3]]`"), onlyWith: ["points"],
        help: "x and y of each point, within about -1..1"),
      .option(
        "count", .integer(1...1_000_000), unit: "images",
        help: "how many images or points, drawn ones up to 250,000; all there are, or "
          + "\(PointCloud.defaultCount.grouped) points, when left out"),
      .option("seed", .integer(0...Int.max), default: 1, help: "decides what is drawn (digits, letters, points)"),
      .option(
        "part",
        .word([
          Choice("train", "those to learn from"), Choice("test", "those kept back for tests"),
        ]), help: "which pictures of a published data set; those to learn from when left out"),
      .option("size", .size(2...2), help: "width and height to bring the pictures to, such as `64x64`"),
      .option("channels", .integer(1...3), help: "1 for grey, 3 for colour; as the pictures are when left out"),
      .option("invert", .flag, default: .flag(false), help: "dark becomes light and light dark"),
    ],
    examples: [
      "data mnist or digits", "data digits count=10_000", "data letters", "data digits count=2_000 size=32x32",
      "data ring", "data points [[-0.5, 0], [0.5, 0], [0, 0.8]]", "data folder \"pictures\"",
    ])

  let names: [String]
  let path: String?
  let range: SourceRange
  /// Points of one's own.
  let list: Expression?
  private let options: LoadingOptions
  private let arguments: Arguments

  init(_ arguments: Arguments) {
    self.arguments = arguments
    names = arguments.texts("name")
    path = arguments.text(ifGiven: "path")
    range = arguments.range(of: "name")
    list = arguments.expressions("list").first
    options = LoadingOptions(
      count: arguments.integer(ifGiven: "count"), seed: UInt64(arguments.integer("seed")),
      part: arguments.text(ifGiven: "part").flatMap(Part.init),
      size: arguments.size(ifGiven: "size").map { (width: $0[0], height: $0[1]) },
      channels: arguments.integer(ifGiven: "channels"), isInverted: arguments.flag("invert"))
  }

  func run(in session: Session, showing output: any Output) throws {
    try checkOptions()
    if let list {
      return load(try PointCloud(list, count: options.count, by: session.evaluator(output)), in: session, output)
    }
    if names.contains(Self.folder), path == nil {
      throw Diagnostic(range, message: "`folder` needs the path of one", hint: "Write `data folder \"path\"`.")
    }
    if let path {
      try Session.checkNamed(path, at: arguments.range(of: "path"), example: "data folder \"pictures\"")
    }
    var missing: [Absence] = []
    for name in names {
      do throws(DatasetError) {
        if let shape = PointCloud.Distribution(rawValue: name) {
          let count = options.count ?? PointCloud.defaultCount
          return load(PointCloud(shape, count: count, seed: options.seed), in: session, output)
        }
        let dataset = try load(name, in: session, showing: output)
        // A name that was not to be had is worth a line; the next one took its place, as the command said it may.
        for absence in missing {
          output.stream(.stdout, "\(absence.name) \(absence.reason); taking \(name) instead.\n")
        }
        session.dataset = dataset
        output.stream(.stdout, dataset.origin + "\n")
        for remark in dataset.remarks { output.stream(.stdout, "Note: \(remark)\n") }
        return
      } catch {
        switch error {
        // Only absence leads to the next name: a file that is there but broken is an error to be told.
        case .notFound(let absence): missing.append(absence)
        case .interrupted: throw Interruption(error.description)
        default: throw error
        }
      }
    }
    throw StudioError.noneOf(missing.map(\.description))
  }

  /// Checks that every option that was written counts for at least one of the names.
  private func checkOptions() throws {
    func isCloud(_ name: String) -> Bool { name == Self.points || PointCloud.Distribution(rawValue: name) != nil }
    func isMade(_ name: String) -> Bool {
      name == "digits" || name == "letters" || PointCloud.Distribution(rawValue: name) != nil
    }
    let rules: [(options: [String], counts: (String) -> Bool, what: String)] = [
      (["part", "size", "channels", "invert"], { !isCloud($0) }, "pictures, as in `data digits`"),
      (["seed"], isMade, "what Forger draws, as in `data digits` or `data ring`"),
    ]
    for (options, counts, what) in rules where !names.contains(where: counts) {
      for option in options where arguments.has(option) {
        throw Diagnostic(
          arguments.range(of: option),
          message: "`\(option)` does not go with `data \(names.joined(separator: " or "))`",
          hint: "It goes with \(what).")
      }
    }
  }

  /// Loads one of the names, live.
  private func load(_ name: String, in session: Session, showing output: any Output) throws(DatasetError) -> Dataset {
    let display = LoadingDisplay(name: name, isLive: session.isLive, output: output)
    var options = options
    options.preferredShape = session.players?.game.imageShape
    var isComplete = false
    defer { try? display.finish(isComplete: isComplete) }
    let dataset =
      if name == Self.folder {
        try Catalog.loadFolder(
          path ?? "", options: options, environment: session.environment, monitor: { display.observe($0) })
      } else {
        try Catalog.load(
          name, options: options, environment: session.environment, monitor: { display.observe($0) })
      }
    isComplete = true
    return dataset
  }

  /// The word before a path, and that before a list.
  static let folder = "folder"
  private static let points = "points"

  /// What can be typed as a name.
  static func choices(environment: [String: String]) -> [Choice] {
    Catalog.names.map { Choice($0, Catalog.summary(of: $0)) } + PointCloud.choices
      + Catalog.ownNames(environment: environment).map { Choice($0, "the folder of this name in FORGER_DATA") }
      + [Choice(folder, "PNG pictures or IDX files of a folder: data folder \"path\"")]
  }

  private func load(_ cloud: PointCloud, in session: Session, _ output: any Output) {
    session.material = .points(cloud)
    output.stream(.stdout, cloud.origin + "\n")
  }
}
