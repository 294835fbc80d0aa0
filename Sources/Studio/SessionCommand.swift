import Adversarial
import Jupyter
import Language
import Mathematics

/// A verb with its meaning.
///
/// One declaration, from which parsing, completion, inspection, help and error messages derive, and one action; each in a
/// file of its own in `Commands`.
protocol SessionCommand: SendableMetatype {
  /// What can be typed.
  static var verb: Verb { get }
  /// Takes the checked arguments apart.
  init(_ arguments: Arguments)
  /// Does it. The session is changed only after success.
  func run(in session: Session, showing output: any Output) throws
}

extension Session {
  /// Every command there is, in the order in which `help` lists them; a new one adds its file and its name here.
  static let commands: [any SessionCommand.Type] = [
    DataCommand.self, GanCommand.self, UseCommand.self, SummaryCommand.self, RulesCommand.self, TrainCommand.self,
    StepCommand.self,
    ResetCommand.self, GradientsCommand.self, UnitsCommand.self, SampleCommand.self, ShowCommand.self,
    CompareCommand.self,
    WalkCommand.self, AnimateCommand.self, RecogniserCommand.self, RecogniseCommand.self, ScoreCommand.self,
    NeighboursCommand.self, ProbeCommand.self, PlotCommand.self, CheckCommand.self, DrawCommand.self, PrintCommand.self,
    InputCommand.self, ClearCommand.self, SaveCommand.self, LoadCommand.self, ExportCommand.self, LogCommand.self,
    SeedCommand.self, ThreadsCommand.self, NamesCommand.self, TimeCommand.self,
    HelpCommand.self,
  ]

  private static let verbs = commands.map { $0.verb }

  /// From an empty notebook to a trained network and a drawn chart.
  private static let tour = ["data digits", "gan vanilla", "train", "sample", "plot losses"]

  /// The command that a verb stands for.
  static func command(for verb: Verb) -> (any SessionCommand.Type)? {
    commands.first { $0.verb.name == verb.name }
  }

  /// The verbs together with the names that exist.
  static func makeVocabulary(
    definitions: [Choice] = [], presets: [Preset] = Preset.all, checkpoints: CheckpointShelf? = nil,
    pairs: [Choice] = [], environment: [String: String] = [:]
  ) -> Vocabulary {
    let presets = presets.map { Choice($0.name, $0.summary) }
    return makeVocabulary(
      definitions: definitions, presets: presets, checkpoints: checkpoints, pairs: pairs, environment: environment)
  }

  private static func makeVocabulary(
    definitions: [Choice], presets: [Choice], checkpoints: CheckpointShelf?, pairs: [Choice],
    environment: [String: String]
  ) -> Vocabulary {
    Vocabulary(verbs: verbs, tour: tour) { category in
      switch category {
      case .dataset: DataCommand.choices(environment: environment)
      case .preset: presets
      case .pair: pairs
      case .checkpoint:
        [Choice(CheckpointShelf.latest, "what was saved by itself last")] + (checkpoints?.choices ?? [])
      case .saving: checkpoints?.choices ?? []
      case .logging: [Choice("off", "ends the writing")]
      case .function: BuiltIn.choices
      case .definition: definitions
      default: []
      }
    }
  }
}

extension NameCategory {
  /// What `data` can load.
  static let dataset = NameCategory("dataset", phrase: "a data set")
  /// What `use` can choose.
  static let pair = NameCategory("networks", phrase: "a pair of networks")
  /// What `load` can bring back; the names of files are looked up when somebody asks.
  static let checkpoint = NameCategory("file", phrase: "a file")
  /// What `save` can replace.
  static let saving = NameCategory("file", phrase: "a file to write")
  /// What `log` knows by name.
  static let logging = NameCategory("folder", phrase: "a folder")
  /// What `gan` can make.
  static let preset = NameCategory("preset", phrase: "a preset")
}

extension Session {
  /// What is wrong with the declarations, for the tests; nothing, one hopes.
  package static var vocabularyFaults: [String] { makeVocabulary().inconsistencies() }

  /// All examples of the manual, for the tests.
  package static var examples: [String] { commands.flatMap { $0.verb.examples } }

  /// The words for layers in a `gan` block, for the tests.
  package static var layerWords: [String] { LayerWord.all.map { $0.verb.name } }
}

extension Parameter {
  /// The pair of networks that a command looks at.
  static let pairInUse = Parameter.positional(
    "name", .name(.pair, isOpen: true), required: false, help: "the pair; that in use when left out")
}
