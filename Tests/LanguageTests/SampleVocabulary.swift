import Language

/// A small vocabulary with one verb of every shape.
let vocabulary = Vocabulary(
  verbs: [
    Verb(
      "data", group: "data", summary: "chooses what to learn from",
      details: "Takes the first of the named data sets that can be had.",
      parameters: [
        .positional("name", .name(.dataset), repetition: .joined(by: "or"), help: "data set"),
        .option("count", .integer(1...60_000), unit: "images", help: "how many images"),
        .option("seed", .integer(0...Int.max), default: 1, help: "seed of drawn data"),
      ], examples: ["data mnist or digits", "data digits count=1_000"]),
    Verb(
      "show", group: "data", summary: "shows pictures",
      parameters: [
        .positional(
          "what", .word([Choice("data", "images of the data set"), Choice("weights", "first layer")]),
          help: "what to show"),
        .option("count", .integer(1...1000), default: 64, unit: "images", onlyWith: ["data"], help: "how many"),
        .option("captions", .flag, default: false, help: "whether to write the class under each"),
      ], examples: ["show data count=32"]),
    Verb(
      "gan", group: "networks", summary: "sets up two networks",
      parameters: [
        .positional("preset", .name(.preset), help: "which pair"),
        .clause("as", "name", .name(NameCategory("gan", phrase: "a gan"), isOpen: true), help: "what to call it"),
        .option("input", .size(2...3), help: "size of the images"),
      ], examples: ["gan vanilla"], block: blockGrammar),
    Verb(
      "train", group: "training", summary: "plays the game",
      parameters: [
        .option("epochs", .number(.above(0)), default: 1, help: "passes over the data"),
        .option("steps", .integer(1...1_000_000), help: "updates of the generator"),
        .option("minutes", .number(.above(0)), unit: "minutes", help: "time to spend"),
        .option("batch", .integer(1...10_000), default: 100, unit: "images", help: "images a step"),
        .option("rate", .number(.above(0, to: 1)), default: 2e-4, help: "learning rate of Adam"),
        .option("beta1", .number(.from(0, below: 1)), default: 0.5, help: "decay of Adam's first moment"),
        .option(
          "objective",
          .word([Choice("minimax", "the weak one: log(1 - D)"), Choice("non-saturating", "the strong one: -log D")]),
          default: "non-saturating", help: "loss of the generator"),
        .option("discriminator-steps", .integer(1...100), default: 1, help: "the paper's k"),
        .option("smoothing", .number(.from(0, below: 0.5)), default: 0, help: "real targets are 1 - smoothing"),
      ], exclusive: [["epochs", "steps", "minutes"]], examples: ["train epochs=2"]),
    Verb(
      "sample", group: "looking", summary: "draws forgeries",
      parameters: [.positional("count", .integer(1...1000), default: 64, unit: "images", help: "how many")],
      examples: ["sample 64"]),
    Verb(
      "plot", group: "looking", summary: "draws a chart",
      parameters: [
        .positional(
          "what", .word([Choice("losses", "both losses by step"), Choice("scores", "D(x) and D(G(z))")]),
          help: "what to plot")
      ],
      examples: ["plot losses"]),
    Verb(
      "draw", group: "looking", summary: "draws functions",
      parameters: [
        .positional("what", .expression("functions"), repetition: .joined(by: ","), help: "what to draw"),
        .clause("over", "range", .domain, repetition: .joined(by: ","), help: "where"),
      ],
      examples: ["draw log, n*x over x=1..2"]),
    Verb(
      "check", group: "mathematics", summary: "proves a claim",
      parameters: [
        .positional("claim", .expression("a value"), help: "what is claimed"),
        .clause("=", "equal", .expression("a value"), help: "exactly"),
        .clause("~", "near", .expression("a value"), help: "about"),
        .clause("within", "tolerance", .number(.above(0)), help: "the largest difference"),
      ], exclusive: [["equal", "near"]], examples: ["check 1 + 1 = 2", "check log(2) ~ 0.7 within 0.1"]),
    Verb(
      "save", group: "files", summary: "writes the networks to a file",
      parameters: [.positional("file", .text, help: "path of the file")], examples: ["save \"first.forger\""]),
    Verb(
      "seed", group: "session", summary: "sets the seed of everything random",
      parameters: [.positional("number", .integer(0...Int.max), help: "the seed")], examples: ["seed 7"]),
    Verb(
      "help", group: "session", summary: "explains commands",
      parameters: [.positional("verb", .name(.verb), required: false, help: "command to explain")],
      examples: ["help", "help train"]),
    Verb(
      "reset", group: "session", summary: "forgets the training", examples: ["reset"]),
    Verb(
      "average", group: "training", summary: "averages several gans",
      parameters: [
        .positional(
          "names", .name(NameCategory("gan", phrase: "a gan"), isOpen: true), repetition: .listed, help: "gans")
      ],
      examples: ["average a b"]),
  ],
  names: { category in
    switch category {
    case .dataset:
      [Choice("mnist", "handwritten digits"), Choice("digits", "drawn digits"), Choice("fashion", "clothes")]
    case .function:
      [
        Choice("log", "the natural logarithm", details: ["log(x)", "log(2)"]),
        Choice("conv", "the convolution", details: ["conv(X, K, stride=1)", "conv([1, 2], [1])"]),
      ]
    case .definition: [Choice("n", "n = 5"), Choice("K", "K = [1, 2]")]
    case .preset: [Choice("vanilla", "dense layers"), Choice("dcgan-28", "convolutions for 28x28")]
    default: []
    }
  })

/// The inside of a `gan` block.
let blockGrammar = BlockGrammar(
  settings: [
    Verb(
      "latent", group: "block", summary: "inputs of the generator",
      parameters: [.positional("count", .integer(1...1000), help: "how many")], examples: ["latent 100"])
  ],
  sections: [
    Verb("generator", group: "block", summary: "the forger", examples: ["dense 1x28x28"]),
    Verb("discriminator", group: "block", summary: "the expert", examples: ["dense 1"]),
  ],
  items: [
    Verb(
      "dense", group: "layers", summary: "every output from every input",
      parameters: [.positional("units", .size(1...3), help: "outputs")], examples: ["dense 128"]),
    Verb(
      "leaky_relu", group: "layers", summary: "x above 0, slope * x below",
      parameters: [.positional("slope", .number(.from(0, to: 1)), default: 0.2, help: "slope")],
      examples: ["leaky_relu 0.2"]),
    Verb("tanh", group: "layers", summary: "between -1 and 1", examples: ["tanh"]),
  ], itemPhrase: "a layer")

extension NameCategory {
  static let dataset = NameCategory("dataset", phrase: "a data set")
  static let preset = NameCategory("preset", phrase: "a preset")
}
