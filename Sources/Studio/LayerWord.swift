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
      "conv", "a kernel slides over the picture; height and width become (n + 2 padding - kernel) / stride + 1",
      [
        .positional("filters", .integer(1...65_536), help: "how many channels it gives"),
        .option("kernel", .integer(1...64), default: 4, help: "height and width of the kernel"),
        .option("stride", .integer(1...64), default: 1, help: "how far the kernel moves"),
        .option("padding", .integer(0...64), default: 0, help: "zeros around the picture"),
      ], example: "conv 64 kernel=4 stride=2 padding=1"
    ) {
      Conv(
        $0.integer("filters"), kernel: $0.integer("kernel"), stride: $0.integer("stride"),
        padding: $0.integer("padding"), initializer: .normal(0.02))
    },
    LayerWord(
      "upconv",
      "transposed convolution: every pixel paints the kernel; n becomes stride (n - 1) + kernel - 2 padding + extra",
      [
        .positional("filters", .integer(1...65_536), help: "how many channels it gives"),
        .option("kernel", .integer(1...64), default: 4, help: "height and width of the kernel"),
        .option("stride", .integer(1...64), default: 1, help: "how far apart the pixels paint"),
        .option("padding", .integer(0...64), default: 0, help: "what is cut off around the picture"),
        .option("extra", .integer(0...63), default: 0, help: "output padding, below the stride"),
      ], example: "upconv 64 kernel=4 stride=2 padding=1"
    ) {
      ConvTranspose(
        $0.integer("filters"), kernel: $0.integer("kernel"), stride: $0.integer("stride"),
        padding: $0.integer("padding"), outputPadding: $0.integer("extra"), initializer: .normal(0.02))
    },
    LayerWord(
      "batchnorm", "each channel gets mean 0 and variance 1, then a learned scale and shift",
      [
        .option(
          "epsilon", .number(.above(0, to: 10)), default: 1e-5,
          help: "what is added to the variance, so that nothing is divided by 0")
      ], example: "batchnorm"
    ) { BatchNorm(epsilon: $0.number("epsilon"), deviation: 0.02) },
    LayerWord(
      "upsample", "larger by a whole factor, by interpolation; the border’s pixels go on",
      [
        .positional("factor", .integer(1...64), default: 2, help: "how many times larger"),
        .option(
          "method",
          .word([
            Choice("nearest", "the nearest pixel"), Choice("bilinear", "a straight line between two pixels"),
            Choice("bicubic", "a cubic through four pixels"),
          ]), default: "nearest", help: "how the pixels between are found"),
      ], example: "upsample 2"
    ) { Upsample($0.integer("factor"), Upsample.Method(rawValue: $0.text("method")) ?? .nearest) },
    LayerWord(
      "leaky_relu", "x above 0, slope * x below",
      [.positional("slope", .number(.from(0, to: 1)), default: 0.2, help: "the slope below 0")],
      example: "leaky_relu 0.2"
    ) { LeakyReLU(Float($0.number("slope"))) },
    LayerWord("relu", "x above 0, else 0", example: "relu") { _ in ReLU() },
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
