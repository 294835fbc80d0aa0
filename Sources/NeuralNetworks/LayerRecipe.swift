import Tensors

/// Layers as JSON and back, so that a file can say which networks its numbers belong to.
///
///     {"layer": "conv", "filters": 64, "kernel": 4, "stride": 2, "padding": 1, "bias": false, "start": {…}}
package enum LayerRecipe {
  /// Why JSON is no layer, or a layer has no JSON.
  package enum Fault: Error, Sendable, Equatable {
    /// A layer of a kind that this file does not know, by its description.
    case foreignLayer(String)
    /// What cannot be read as a layer.
    case unreadable(String)
  }

  /// The recipe of one layer.
  package static func json(_ layer: any Layer) throws(Fault) -> JSONNode {
    switch layer {
    case let layer as Dense:
      .fields([
        "layer": "dense", "units": sizes(layer.output), "bias": .flag(layer.hasBias), "start": json(layer.initializer),
      ])
    case let layer as Conv:
      .fields([
        "layer": "conv", "filters": .whole(layer.filters), "kernel": .whole(layer.kernel),
        "stride": .whole(layer.stride), "padding": .whole(layer.padding), "bias": .flag(layer.hasBias),
        "start": json(layer.initializer),
      ])
    case let layer as ConvTranspose:
      .fields([
        "layer": "conv-transpose", "filters": .whole(layer.filters), "kernel": .whole(layer.kernel),
        "stride": .whole(layer.stride), "padding": .whole(layer.padding), "output-padding": .whole(layer.outputPadding),
        "bias": .flag(layer.hasBias), "start": json(layer.initializer),
      ])
    case let layer as BatchNorm:
      .fields([
        "layer": "batch-norm", "momentum": .real(layer.momentum), "epsilon": .real(layer.epsilon),
        "deviation": real(layer.deviation),
      ])
    case let layer as SpectralNorm: .fields(["layer": "spectral-norm", "inside": try json(layer.layer)])
    case let layer as Dropout: .fields(["layer": "dropout", "rate": real(layer.rate)])
    case let layer as LeakyReLU: .fields(["layer": "leaky-relu", "slope": real(layer.slope)])
    case let layer as Reshape: .fields(["layer": "reshape", "shape": sizes(layer.shape)])
    case let layer as Upsample:
      .fields(["layer": "upsample", "factor": .whole(layer.factor), "method": .text(layer.method.rawValue)])
    case is ReLU: .fields(["layer": "relu"])
    case is Tanh: .fields(["layer": "tanh"])
    case is Sigmoid: .fields(["layer": "sigmoid"])
    default: throw .foreignLayer(layer.description)
    }
  }

  /// The layer of a recipe; whether its numbers make sense is for the network to say.
  package static func layer(_ json: JSONNode) throws(Fault) -> any Layer {
    switch json["layer"]?.asText {
    case "dense":
      Dense(try shape(json, "units"), bias: try flag(json, "bias"), initializer: try initializer(json))
    case "conv":
      Conv(
        try whole(json, "filters"), kernel: try whole(json, "kernel"), stride: try whole(json, "stride"),
        padding: try whole(json, "padding"), bias: try flag(json, "bias"), initializer: try initializer(json))
    case "conv-transpose":
      ConvTranspose(
        try whole(json, "filters"), kernel: try whole(json, "kernel"), stride: try whole(json, "stride"),
        padding: try whole(json, "padding"), outputPadding: try whole(json, "output-padding"),
        bias: try flag(json, "bias"), initializer: try initializer(json))
    case "batch-norm":
      BatchNorm(
        momentum: try double(json, "momentum"), epsilon: try double(json, "epsilon"),
        deviation: try float(json, "deviation"))
    case "spectral-norm": SpectralNorm(try layer(json["inside"] ?? .null))
    case "dropout": Dropout(try float(json, "rate"))
    case "leaky-relu": LeakyReLU(try float(json, "slope"))
    case "reshape": Reshape(try shape(json, "shape"))
    case "upsample": Upsample(try whole(json, "factor"), try method(json))
    case "relu": ReLU()
    case "tanh": Tanh()
    case "sigmoid": Sigmoid()
    default: throw unreadable(json)
    }
  }

  private static func json(_ initializer: Initializer) -> JSONNode {
    switch initializer {
    case .fanIn: "fan-in"
    case .he: "he"
    case .glorot: "glorot"
    case .normal(let deviation): real(deviation)
    }
  }

  private static func initializer(_ json: JSONNode) throws(Fault) -> Initializer {
    switch json["start"] {
    case "fan-in": return .fanIn
    case "he": return .he
    case "glorot": return .glorot
    default: return .normal(try float(json, "start"))
    }
  }

  private static func method(_ json: JSONNode) throws(Fault) -> Upsample.Method {
    guard let method = json["method"]?.asText.flatMap(Upsample.Method.init) else { throw unreadable(json) }
    return method
  }

  private static func real(_ value: Float) -> JSONNode { value.isFinite ? .number("\(value)") : .null }

  private static func sizes(_ shape: Shape) -> JSONNode { .list(shape.dims.map { .whole($0) }) }

  private static func shape(_ json: JSONNode, _ name: String) throws(Fault) -> Shape {
    let nodes = json[name]?.asList ?? []
    let sizes = nodes.compactMap(\.asInteger)
    // A shape of more sizes than any layer has would only be multiplied.
    guard sizes.count == nodes.count, (1...8).contains(sizes.count) else { throw unreadable(json) }
    return Shape(sizes)
  }

  private static func whole(_ json: JSONNode, _ name: String) throws(Fault) -> Int {
    guard let value = json[name]?.asInteger, abs(value) <= 1 << 32 else { throw unreadable(json) }
    return value
  }

  private static func double(_ json: JSONNode, _ name: String) throws(Fault) -> Double {
    guard let value = json[name]?.asDouble, value.isFinite else { throw unreadable(json) }
    return value
  }

  private static func float(_ json: JSONNode, _ name: String) throws(Fault) -> Float {
    guard case .number(let text) = json[name], let value = Float(text), value.isFinite else { throw unreadable(json) }
    return value
  }

  private static func flag(_ json: JSONNode, _ name: String) throws(Fault) -> Bool {
    guard let value = json[name]?.asFlag else { throw unreadable(json) }
    return value
  }

  private static func unreadable(_ json: JSONNode) -> Fault { .unreadable(String("\(json)".prefix(120))) }
}

extension JSONNode: ExpressibleByStringLiteral {
  /// A text.
  package init(stringLiteral text: String) { self = .text(text) }
}
