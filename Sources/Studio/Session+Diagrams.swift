import Adversarial
import Datasets
import NeuralNetworks
import Pictures
import Tensors

extension Session {
  /// The game with pictures and values of now.
  func pipeline() throws -> PipelineDiagram {
    let game = try gameOfPictures
    let data = try pictures
    guard data.imageShape == game.imageShape else {
      throw StudioError.otherShape(data: data.imageShape.description, networks: game.imageShape.description)
    }
    let count = min(4, data.count)
    // What is shown is judged among others of its kind, as in a step.
    let company = min(max(count, game.preset.options.batch), data.count)
    let objective = players?.history.last?.objective ?? game.preset.options.objective
    let fakes = game.sample(count: company, seed: game.seed)
    let reals = (0..<company).flatMap { data.image($0).map { Float($0) / 127.5 - 1 } }
    let latents = game.latents(count: count, seed: game.seed).map(Double.init)
    let shown = min(12, game.preset.latentCount)
    let counts = game.parameterCounts
    let state = game.stateText()
    return PipelineDiagram(
      title: Label("\(nameInUse), \(state)"),
      latents: (0..<count).map { row in
        let start = row * game.preset.latentCount
        return Array(latents[start..<start + shown])
      }, latentCount: game.preset.latentCount,
      generated: PipelineDiagram.Way(
        images: try (0..<count).map { try Image(fakes, at: $0) },
        values: Array(try game.verdicts(of: fakes.values, in: objective).prefix(count))),
      real: PipelineDiagram.Way(
        images: try (0..<count).map { try Image(data, at: $0) },
        values: Array(try game.verdicts(of: reals, in: objective).prefix(count))),
      remarks: (
        [Label("\(counts.generator.grouped) parameters")], [Label(data.name), Label("\(data.count.grouped) pictures")],
        [Label("\(counts.discriminator.grouped) parameters")]
      ), isProbability: objective.judgesByProbability)
  }

  /// One or both networks, layer by layer.
  func networkDiagrams(_ which: String) throws -> NetworkDiagrams {
    guard let game = players?.game else { throw StudioError.noNetworks }
    let name = nameInUse
    var diagrams: [NetworkDiagram] = []
    if which != "discriminator" {
      diagrams.append(
        NetworkDiagram(
          title: Label("\(name): generator, \(game.parameterCounts.generator.grouped) parameters"),
          input: "z", output: "G(z)", stages: game.generator.stages, color: GameCharts.generatorColor))
    }
    if which != "generator" {
      diagrams.append(
        NetworkDiagram(
          title: Label("\(name): discriminator, \(game.parameterCounts.discriminator.grouped) parameters"),
          input: "x", output: "D(x)", stages: game.discriminator.stages, color: GameCharts.discriminatorColor))
    }
    return NetworkDiagrams(diagrams)
  }
}

extension Network {
  /// The shapes on the way, each with the layers that lead to it; a layer that only works on what is there, or only counts
  /// it differently, belongs to the one before.
  fileprivate var stages: [NetworkDiagram.Stage] {
    var stages = [NetworkDiagram.Stage(dims: input.dims, layers: [])]
    for (index, layer) in layers.enumerated() {
      let last = stages.count - 1
      let count = parameters.entries.filter { $0.name.hasPrefix("\(index).") }.reduce(0) { $0 + $1.shape.count }
      let isReshaped = shapes[index].count == Shape(stages[last].dims).count && layer is Reshape
      let isWeighted = layer is Conv || layer is Dense || layer is ConvTranspose
      if isReshaped {
        stages[last].dims = shapes[index].dims
      } else if isWeighted || shapes[index].dims != stages[last].dims {
        stages.append(
          NetworkDiagram.Stage(dims: shapes[index].dims, layers: [LayerWord.brief(layer)], parameterCount: count))
      } else {
        stages[last].layers.append(LayerWord.brief(layer))
        stages[last].parameterCount += count
      }
    }
    return stages
  }
}

extension LayerWord {
  private static let words = [
    "ConvTranspose": "upconv", "BatchNorm": "batchnorm", "LeakyReLU": "leaky_relu", "ReLU": "relu",
    "SpectralNorm": "spectral",
  ]

  /// A layer in a few letters, in the words of a block: `Conv(64, kernel: 4, stride: 2, padding: 1)` is
  /// `conv 64, 4x4, stride 2`.
  static func brief(_ layer: any NeuralNetworks.Layer) -> String { brief(layer.description) }

  static func brief(_ text: String) -> String {
    guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return text }
    let name = String(text[..<open])
    let inside = String(text[text.index(after: open)...].dropLast())
    let word = words[name] ?? name.lowercased()
    if name == "SpectralNorm" { return "\(word) \(brief(inside))" }
    var parts: [String] = []
    for part in inside.split(separator: ",") {
      let pair = part.split(separator: " ").map(String.init)
      switch (pair.first ?? "", pair.last ?? "") {
      case ("kernel:", let side): parts.append("\(side)x\(side)")
      case ("stride:", "1"), ("padding:", _), ("outputPadding:", _): break
      case ("stride:", let stride): parts.append("stride \(stride)")
      default: parts.append(pair.joined(separator: " "))
      }
    }
    return parts.isEmpty ? word : "\(word) \(parts.joined(separator: ", "))"
  }
}
