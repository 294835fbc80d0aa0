import NeuralNetworks
import Tensors

/// A preset for pictures of one shape, as JSON and back.
struct PresetRecipe {
  let preset: Preset
  let image: Shape

  /// - Throws: `.layer` for a layer that cannot be written down.
  func json() throws(CheckpointError) -> JSONNode {
    .fields([
      "name": .text(preset.name), "summary": .text(preset.summary), "latent": .whole(preset.latentCount),
      "options": Self.json(preset.options), "image": .list(image.dims.map { .whole($0) }),
      "generator": try Self.json(preset.generator(image: image)),
      "discriminator": try Self.json(preset.discriminator(image: image)),
    ])
  }

  init(_ preset: Preset, image: Shape) {
    self.preset = preset
    self.image = image
  }

  /// Reads a recipe; where it is that of a preset of ours, it gives that one.
  init(_ json: JSONNode) throws(CheckpointError) {
    let reader = FieldReader(json)
    let sizes = try reader.list("image").compactMap(\.asInteger)
    guard (1...3).contains(sizes.count), sizes.allSatisfy({ (1...65_536).contains($0) }) else {
      throw .recipe("image")
    }
    let image = Shape(sizes)
    let name = try reader.text("name")
    let latent = try reader.whole("latent", 1...1_000_000)
    let generator = try Self.layers(try reader.list("generator"))
    let discriminator = try Self.layers(try reader.list("discriminator"))
    let options = try Self.options(FieldReader(try reader.node("options")))
    self.image = image
    let known = (Preset.all + [Preset.ring2d]).first { $0.name == name }
    if let known, let same = try? PresetRecipe(known, image: image).json(), same["generator"] == json["generator"],
      same["discriminator"] == json["discriminator"], same["latent"] == json["latent"]
    {
      preset = known
    } else {
      preset = Preset(
        name: name, summary: try reader.text("summary"), latentCount: latent, options: options,
        generator: { _ in generator }, discriminator: { _ in discriminator })
    }
  }

  private static func json(_ layers: [any Layer]) throws(CheckpointError) -> JSONNode {
    var nodes: [JSONNode] = []
    for layer in layers {
      do {
        nodes.append(try LayerRecipe.json(layer))
      } catch {
        throw .layer(layer.description)
      }
    }
    return .list(nodes)
  }

  private static func layers(_ nodes: [JSONNode]) throws(CheckpointError) -> [any Layer] {
    var layers: [any Layer] = []
    for node in nodes {
      do {
        layers.append(try LayerRecipe.layer(node))
      } catch {
        throw .recipe("layer \(node)")
      }
    }
    return layers
  }

  private static func json(_ options: TrainingOptions) -> JSONNode {
    .fields([
      "batch": .whole(options.batch), "optimizer": .text(options.optimizer.rawValue),
      "rate": .real(options.learningRate), "beta1": .real(options.beta1), "beta2": .real(options.beta2),
      "momentum": .real(options.momentum), "objective": .text(options.objective.rawValue),
      "discriminator-steps": .whole(options.discriminatorSteps), "smoothing": .real(options.smoothing),
      "penalty": .real(options.penaltyWeight), "reuses-fakes": .flag(options.reusesFakes),
    ])
  }

  private static func options(_ reader: FieldReader) throws(CheckpointError) -> TrainingOptions {
    let options = TrainingOptions(
      batch: try reader.whole("batch", TrainingOptions.batches), optimizer: try reader.word("optimizer"),
      learningRate: try reader.real("rate"), beta1: try reader.real("beta1"), beta2: try reader.real("beta2"),
      momentum: try reader.real("momentum"), objective: try reader.word("objective"),
      discriminatorSteps: try reader.whole("discriminator-steps", TrainingOptions.discriminatorStepCounts),
      smoothing: try reader.real("smoothing"), penaltyWeight: try reader.real("penalty"),
      reusesFakes: try reader.flag("reuses-fakes"))
    do {
      try options.validate()
    } catch {
      throw .recipe("options")
    }
    return options
  }
}

/// The fields of a JSON object, each with the type it has to have.
struct FieldReader {
  private let json: JSONNode

  init(_ json: JSONNode) { self.json = json }

  func node(_ name: String) throws(CheckpointError) -> JSONNode { try required(json[name], name) }
  /// A value that may be absent or null.
  func optional(_ name: String) -> JSONNode? { json[name].flatMap { $0 == .null ? nil : $0 } }
  func text(_ name: String) throws(CheckpointError) -> String { try required(json[name]?.asText, name) }
  func list(_ name: String) throws(CheckpointError) -> [JSONNode] { try required(json[name]?.asList, name) }
  func flag(_ name: String) throws(CheckpointError) -> Bool { try required(json[name]?.asFlag, name) }
  func unsigned(_ name: String) throws(CheckpointError) -> UInt64 { try required(json[name]?.asUnsigned, name) }

  func whole(_ name: String, _ range: ClosedRange<Int>) throws(CheckpointError) -> Int {
    try required(json[name]?.asInteger.flatMap { range.contains($0) ? $0 : nil }, name)
  }

  func real(_ name: String) throws(CheckpointError) -> Double {
    try required(json[name]?.asDouble.flatMap { $0.isFinite ? $0 : nil }, name)
  }

  func word<Word: RawRepresentable<String>>(_ name: String) throws(CheckpointError) -> Word {
    try required(json[name]?.asText.flatMap(Word.init), name)
  }

  private func required<Value>(_ value: Value?, _ name: String) throws(CheckpointError) -> Value {
    guard let value else { throw .recipe(name) }
    return value
  }
}
