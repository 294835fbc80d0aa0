package import NeuralNetworks
import Tensors

/// The guidelines of Radford, Metz and Chintala (2016, section 3 and 4) for convolutional GANs, held against a pair.
public struct DCGANRules: Sendable, Equatable {
  /// One guideline.
  public struct Rule: Sendable, Equatable {
    /// What it asks for.
    public let text: String
    /// What the pair has.
    public let found: String
    /// Whether that is what it asks for.
    public let isKept: Bool
  }

  /// All of them, in the order of the paper.
  public let rules: [Rule]

  /// Looks at the layers of both networks, and at the options that the architecture comes with.
  ///
  /// - Throws: `LayerRecipe.Fault` for layers that have no recipe.
  package init(_ game: Game) throws(LayerRecipe.Fault) {
    let generator = try Stack(game.generator)
    let judge = try Stack(game.discriminator)
    let options = game.preset.options
    rules = [
      Self.sizes(generator, judge), Self.normalization(generator, judge), Self.dense(generator, judge),
      Self.generatorUnits(generator), Self.judgeUnits(judge), Self.weights(generator, judge),
      Rule(
        text: "Adam with rate 2e-4 and beta1 0.5",
        found: "\(options.optimizer.rawValue), rate \(options.learningRate), beta1 \(options.beta1)",
        isKept: options.optimizer == .adam && options.learningRate == 2e-4 && options.beta1 == 0.5),
      Rule(text: "batches of 128", found: "\(options.batch)", isKept: options.batch == 128),
    ]
  }

  private static func sizes(_ generator: Stack, _ judge: Stack) -> Rule {
    let grows = generator.kinds.contains("conv-transpose"), shrinks = judge.strides.contains { $0 > 1 }
    let enlarges = generator.kinds.contains("upsample")
    let found =
      !grows && !enlarges && !shrinks
      ? "no convolution that changes a size"
      : "G: \(grows ? "transposed convolutions" : "")\(grows && enlarges ? " and " : "")"
        + "\(enlarges ? "interpolation" : "")\(!grows && !enlarges ? "none" : ""); D: strides \(judge.strideText)"
    return Rule(
      text: "strides instead of pooling or interpolation", found: found, isKept: grows && shrinks && !enlarges)
  }

  /// Behind every layer with weights, but for the forger's last and the expert's first; the expert's last is its verdict.
  private static func normalization(_ generator: Stack, _ judge: Stack) -> Rule {
    let (made, judged) = (generator.normalized, judge.normalized)
    let isKept =
      made.dropLast().allSatisfy { $0 } && made.last == false && judged.first == false
      && judged.dropFirst().dropLast().allSatisfy { $0 } && judged.count > 2
    func text(_ flags: [Bool]) -> String { flags.map { $0 ? "yes" : "no" }.joined(separator: " ") }
    return Rule(
      text: "batch normalisation, but not at G’s output and D’s input",
      found: "layer by layer, G: \(text(made)); D: \(text(judged))", isKept: isKept)
  }

  private static func dense(_ generator: Stack, _ judge: Stack) -> Rule {
    let hidden =
      generator.weighted.dropFirst().count { $0 == "dense" } + judge.weighted.dropLast().count { $0 == "dense" }
    return Rule(text: "no hidden dense layers", found: "\(hidden)", isKept: hidden == 0)
  }

  private static func generatorUnits(_ generator: Stack) -> Rule {
    let units = generator.units
    return Rule(
      text: "ReLU in G, and tanh at its end", found: units.joined(separator: ", "),
      isKept: units.last == "tanh" && units.count > 1 && units.dropLast().allSatisfy { $0 == "relu" })
  }

  private static func judgeUnits(_ judge: Stack) -> Rule {
    Rule(
      text: "leaky ReLU with slope 0.2 in D", found: judge.units.joined(separator: ", "),
      isKept: !judge.units.isEmpty && judge.units.allSatisfy { $0 == "leaky-relu 0.2" })
  }

  private static func weights(_ generator: Stack, _ judge: Stack) -> Rule {
    let starts = (generator.starts + judge.starts).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return Rule(
      text: "first weights from N(0, 0.02)", found: starts.joined(separator: ", "), isKept: starts == ["N(0, 0.02)"])
  }
}

/// The layers of a network as far as the guidelines speak of them.
private struct Stack {
  let kinds: [String]
  /// Of the layers with weights: kind, whether batch normalisation follows, and how the weights begin.
  let weighted: [String]
  let normalized: [Bool]
  let starts: [String]
  /// Of the convolutions.
  let strides: [Int]
  /// What lies between the layers with weights.
  let units: [String]

  var strideText: String { strides.isEmpty ? "none" : strides.map(String.init).joined(separator: " ") }

  init(_ network: Network) throws(LayerRecipe.Fault) {
    var recipes: [JSONNode] = []
    for layer in network.layers {
      let recipe = try LayerRecipe.json(layer)
      recipes.append(recipe["inside"] ?? recipe)
    }
    let kinds = recipes.map { $0["layer"]?.asText ?? "" }
    let places = kinds.indices.filter { ["dense", "conv", "conv-transpose"].contains(kinds[$0]) }
    self.kinds = kinds
    weighted = places.map { kinds[$0] }
    normalized = places.map { place in
      let end = places.first { $0 > place } ?? kinds.count
      return kinds[place..<end].contains("batch-norm")
    }
    starts = places.map { place in
      recipes[place]["start"]?.asDouble.map { "N(0, \($0))" } ?? recipes[place]["start"]?.asText ?? "unknown"
    }
    strides = recipes.filter { $0["layer"]?.asText == "conv" }.compactMap { $0["stride"]?.asInteger }
    units = recipes.compactMap { recipe in
      switch recipe["layer"]?.asText {
      case "leaky-relu": "leaky-relu \(recipe["slope"]?.asDouble ?? .nan)"
      case let kind? where ["relu", "tanh", "sigmoid"].contains(kind): kind
      default: nil
      }
    }
  }
}
