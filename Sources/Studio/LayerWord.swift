import Language
import NeuralNetworks
import Tensors

/// A word for a layer in a `gan` block: how it is written, and what it makes.
struct LayerWord: Sendable {
  let verb: Verb
  let make: @Sendable (Arguments) -> any Layer

  /// All of them; a new layer of the engine becomes a word by one more entry.
  static let all: [LayerWord] = [
    LayerWord(
      "dense", "every output from every input: y = x W + b",
      [.positional("units", .size(1...3), help: "how many outputs, or the shape they form")], example: "dense 128"
    ) { Dense(Shape($0.size("units"))) },
    LayerWord(
      "leaky_relu", "x above 0, slope * x below",
      [.positional("slope", .number(.from(0, to: 1)), default: 0.2, help: "the slope below 0")],
      example: "leaky_relu 0.2"
    ) { LeakyReLU(Float($0.number("slope"))) },
    LayerWord("relu", "x above 0, else 0", example: "relu") { _ in LeakyReLU(0) },
    LayerWord("tanh", "squeezed between -1 and 1, as pictures are", example: "tanh") { _ in Tanh() },
    LayerWord("sigmoid", "squeezed between 0 and 1", example: "sigmoid") { _ in Sigmoid() },
    LayerWord(
      "dropout", "silences a share of the inputs at random while training",
      [.positional("rate", .number(.from(0, below: 1)), default: 0.3, help: "the share")], example: "dropout 0.3"
    ) { Dropout(Float($0.number("rate"))) },
  ]

  static func named(_ name: String) -> LayerWord? { all.first { $0.verb.name == name } }

  private init(
    _ name: String, _ summary: String, _ parameters: [Parameter] = [], example: String,
    make: @escaping @Sendable (Arguments) -> any Layer
  ) {
    verb = Verb(name, group: "layers", summary: summary, parameters: parameters, examples: [example])
    self.make = make
  }
}
