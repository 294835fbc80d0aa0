import Adversarial
import Datasets
import Jupyter
import Language
import Mathematics
import Tensors

/// One notebook's world: the data, the networks, their history, the seed.
///
/// A session belongs to the kernel's execution thread. Commands read and change it, and they change it only after they
/// have succeeded, so that a cell that fails leaves everything as it was.
public final class Session {
  /// The environment the kernel was started with (`FORGER_DATA`, `FORGER_LIVE`, `XDG_CACHE_HOME`).
  let environment: [String: String]
  /// Where relative paths begin; empty for the folder of the process, which Jupyter makes that of the notebook.
  let folder: String
  /// What names mean.
  var definitions = Definitions()
  /// Pairs of networks by their names.
  private(set) var pairs: [String: Players] = [:]
  /// The pair that commands speak of.
  private(set) var currentName: String?
  /// Architectures that blocks have described.
  var ownPresets: [Preset] = []
  /// The cell that runs, for commands that show what was written.
  var text = SourceText("")
  /// How long cells took.
  var stopwatch = Stopwatch()
  /// What the live pictures of the last training cost, and the seconds of its steps.
  var liveCost: (pictures: Int, seconds: Double, training: Double)?
  /// The workers, or why there are none: a wish of the environment that this machine cannot fulfil is told in the first
  /// cell that computes, where somebody reads it, and the kernel lives on.
  private let engine: Result<Threads, EngineError>
  /// Decides everything random from here on: weights, noise, dropout, the order of the images.
  var seed: UInt64 = 1
  /// Saves trainings by itself; nil when that is turned off.
  let autosave: Autosave?
  /// Writes trainings for TensorBoard, when `log` has said where.
  var log: TrainingLog?
  /// What `data` loaded last.
  var material: Material?
  /// The pictures that `data` loaded last, if it was pictures.
  var dataset: Dataset? {
    get { if case .pictures(let dataset) = material { dataset } else { nil } }
    set { material = newValue.map(Material.pictures) }
  }
  /// The pictures that `data` loaded last, for commands that need some.
  ///
  /// - Throws: `StudioError.noData`, or `.onlyPoints` when it was points.
  var pictures: Dataset {
    get throws {
      guard let material else { throw StudioError.noData }
      guard case .pictures(let dataset) = material else { throw StudioError.onlyPoints(material.samples.name) }
      return dataset
    }
  }
  /// Those that have judged or learnt here, by the names of their data.
  var recognisers: [String: Recogniser] = [:]
  /// What one of them said last.
  var guesses: Guesses?
  /// The pair that commands speak of, what `gan` made last or `use` chose.
  var players: Players? {
    get { currentName.flatMap { pairs[$0] } }
    set {
      guard let name = currentName ?? newValue?.game.preset.name else { return }
      pairs[name] = newValue
      currentName = newValue == nil ? nil : name
    }
  }

  /// What the pair in use is called; outputs about its pictures say whose they are.
  var nameInUse: String { currentName ?? "nobody" }

  /// A session with nothing in it yet.
  ///
  /// - Parameters:
  ///   - environment: the variables of the process.
  ///   - folder: where relative paths begin, unless it is the folder of the process.
  public init(environment: [String: String], folder: String = "") {
    self.environment = environment
    self.folder = folder
    autosave = Autosave(environment)
    do throws(EngineError) {
      engine = .success(try Threads(environment: environment))
    } catch {
      engine = .failure(error)
    }
  }

  /// The workers of every matrix product.
  var threads: Threads {
    get throws(EngineError) { try engine.get() }
  }

  /// Keeps a new pair under a name, and makes it the one that commands speak of.
  func keep(_ players: Players, as name: String) {
    pairs[name] = players
    currentName = name
  }

  /// A pair whose training or changes are to be kept, without becoming the one that commands speak of.
  func update(_ players: Players, as name: String) {
    pairs[name] = players
  }

  /// The pairs of those names, in their order; the one in use when there are none.
  ///
  /// - Parameters:
  ///   - range: where the names are written.
  ///   - verb: whose options may have been meant.
  func players(
    named names: [String], at range: SourceRange, of verb: Verb
  ) throws -> [(name: String, players: Players)] {
    guard !pairs.isEmpty else { throw StudioError.noNetworks }
    guard !names.isEmpty else {
      guard let currentName, let players else { throw StudioError.noNetworks }
      return [(currentName, players)]
    }
    return try names.map { name in
      if let players = pairs[name] { return (name, players) }
      let known = pairs.keys.sorted()
      throw Diagnostic(
        range, message: "there are no networks called `\(name)`",
        suggestion: Spelling.nearest(to: name, among: known + verb.optionNames.map { $0 + "=" }),
        hint: "There are: \(known.joined(separator: ", ")).")
    }
  }

  /// Makes a pair that exists the one that commands speak of.
  func use(_ name: String) {
    if pairs[name] != nil { currentName = name }
  }

  /// Computes with the names of the session.
  func evaluator(_ output: any Output) -> Evaluator {
    Evaluator(definitions, observations: observations) { output.isInterrupted }
  }

  /// The verbs, with the names that exist now.
  var vocabulary: Vocabulary {
    Self.makeVocabulary(
      definitions: definitions.names.map { Choice($0, definitions[$0]?.spelling ?? "") }
        + observations.names.filter { definitions[$0.name] == nil }.map { Choice($0.name, $0.summary) },
      presets: Preset.all + ownPresets,
      checkpoints: CheckpointShelf(environment, folder: folder),
      pairs: pairs.keys.sorted().map { Choice($0, pairs[$0]?.game.preset.summary ?? "") },
      environment: environment)
  }

  /// Whether long work shows itself while it runs; `FORGER_LIVE=off` leaves only its last state, for comparing outputs.
  var isLive: Bool { environment["FORGER_LIVE"]?.lowercased() != "off" }
}

/// A pair of networks with what has been observed of their game.
struct Players {
  let game: Game
  /// One report a step, from the first.
  var history: [StepReport] = []
  /// What `gradients` measured last.
  var gradients: [GeneratorGradients] = []
  /// What `units` counted last.
  var units: [UnitActivity] = []
  /// What `rules` found last.
  var rules: [Double] = []
  /// What judges found last.
  var judgements = Judgements()
  /// What was seen of their pictures on the way.
  var album = Album()
}
