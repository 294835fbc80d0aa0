import Datasets
import Jupyter
import Language

/// `data mnist or digits`: loads the first data set of the list that is there.
struct DataCommand: SessionCommand {
  static let verb = Verb(
    "data", group: "data",
    summary: "loads pictures to learn from",
    details: """
      Several names joined by `or` are tried in order until one is found; which one it was is said. `mnist` is read from \
      the folder that FORGER_DATA names, or from the cache; `digits` are drawn by Forger itself and need no file.
      """,
    parameters: [
      .positional("name", .name(.dataset), repetition: .joined(by: "or"), help: "the data set, or several to try"),
      .option(
        "count", .integer(1...1_000_000), unit: "images", help: "how many images; all there are when left out"),
      .option("seed", .integer(0...Int.max), default: 1, help: "decides what is drawn (digits)"),
    ],
    examples: ["data mnist or digits", "data digits count=10_000"])

  let names: [String]
  let count: Int?
  let seed: UInt64

  init(_ arguments: Arguments) {
    names = arguments.texts("name")
    count = arguments.integer(ifGiven: "count")
    seed = UInt64(arguments.integer("seed"))
  }

  func run(in session: Session, showing output: any Output) throws {
    var missing: [DatasetError] = []
    for name in names {
      do throws(DatasetError) {
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
}
