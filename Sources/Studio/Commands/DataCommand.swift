import Datasets
import Jupyter
import Language

/// `data mnist or digits`: loads the first data set of the list that is there.
struct DataCommand: SessionCommand {
  static let verb = Verb(
    "data", group: "data",
    summary: "loads pictures or points to learn from",
    details: """
      Several names joined by `or` are tried in order until one is found; which one it was is said. `mnist` is read from \
      the folder that FORGER_DATA names, or from the cache; `digits` are drawn by Forger itself and need no file. \
      `ring`, `grid` and the like are points of the plane, for games that are seen at a glance; `data points` takes your \
      own.
      """,
    parameters: [
      .positional("name", .name(.dataset), repetition: .joined(by: "or"), help: "the data set, or several to try"),
      .positional(
        "list", .expression("a list of points such as `[[0, 1], [2, 3]]`"), onlyWith: ["points"],
        help: "x and y of each point, within about -1..1"),
      .option(
        "count", .integer(1...1_000_000), unit: "images",
        help: "how many images or points; all there are, or \(PointCloud.defaultCount.grouped) points, when left out"),
      .option("seed", .integer(0...Int.max), default: 1, help: "decides what is drawn (digits, points)"),
    ],
    examples: [
      "data mnist or digits", "data digits count=10_000", "data ring", "data points [[-0.5, 0], [0.5, 0], [0, 0.8]]",
    ])

  let names: [String]
  let count: Int?
  let seed: UInt64
  let list: Expression?

  init(_ arguments: Arguments) {
    names = arguments.texts("name")
    count = arguments.integer(ifGiven: "count")
    seed = UInt64(arguments.integer("seed"))
    list = arguments.expressions("list").first
  }

  func run(in session: Session, showing output: any Output) throws {
    if let list {
      return load(try PointCloud(list, count: count, by: session.evaluator(output)), in: session, output)
    }
    var missing: [DatasetError] = []
    for name in names {
      do throws(DatasetError) {
        if let cloud = PointCloud.Distribution(rawValue: name) {
          return load(PointCloud(cloud, count: count ?? PointCloud.defaultCount, seed: seed), in: session, output)
        }
        let dataset = try Catalog.load(name, count: count, seed: seed, environment: session.environment)
        // A name that was not to be had is worth a line; the next one took its place, as the command said it may.
        for case .notFound(let absent, _, let folders, _) in missing {
          let places = folders.isEmpty ? "" : " (looked in \(folders.joined(separator: ", ")))"
          output.stream(.stdout, "\(absent) is not on this computer\(places); taking \(name) instead.\n")
        }
        session.dataset = dataset
        output.stream(.stdout, dataset.origin + "\n")
        return
      } catch {
        // Only absence leads to the next name: a file that is there but broken is an error to be told.
        guard case .notFound = error else { throw error }
        missing.append(error)
      }
    }
    throw StudioError.noneOf(missing.map(\.description))
  }

  private func load(_ cloud: PointCloud, in session: Session, _ output: any Output) {
    session.material = .points(cloud)
    output.stream(.stdout, cloud.origin + "\n")
  }
}
