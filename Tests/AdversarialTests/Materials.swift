import Adversarial
import Datasets
import NeuralNetworks
import Tensors

/// A game small enough for the slowest instruction set.
let small = Preset(
  name: "small", summary: "for tests", latentCount: 5,
  generator: { image in [Dense(19), LeakyReLU(0.2), Dense(image), Tanh()] },
  discriminator: { _ in [Dense(23), LeakyReLU(0.2), Dropout(0.3), Dense(1)] })

/// The same with every kind of convolutional layer, and three channels on the way.
let smallConvolutional = Preset(
  name: "small-convolutional", summary: "for tests", latentCount: 5,
  generator: { image in
    [
      ConvTranspose(9, kernel: 2, bias: false), BatchNorm(deviation: 0.02), ReLU(),
      ConvTranspose(3, kernel: 3), Tanh(), ConvTranspose(1, kernel: 3, padding: 1), Tanh(),
    ]
  },
  discriminator: { _ in
    [
      Conv(20, kernel: 3, padding: 1), LeakyReLU(0.2), Dropout(0.3),
      Conv(17, kernel: 4, stride: 2, padding: 1, bias: false), BatchNorm(), LeakyReLU(0.2),
      Conv(1, kernel: 2, bias: false), Reshape([1]),
    ]
  })

/// Pictures of 1x4x4: a bright bar in one of the four rows, on a dark ground with some noise.
func bars(_ count: Int, name: String = "bars") -> Dataset {
  var random = Random(seed: 77, purpose: .drawing)
  var pixels: [UInt8] = []
  for _ in 0..<count {
    let bar = random.integer(below: 4)
    for row in 0..<4 {
      for _ in 0..<4 { pixels.append(UInt8((row == bar ? 200 : 0) + random.integer(below: 40))) }
    }
  }
  return Dataset(
    name: name, origin: "made for tests", imageShape: [1, 4, 4], pixels: pixels, labels: [], classNames: [])
}

/// A small game after some steps.
func trained(
  _ preset: Preset = small, seed: UInt64 = 1, steps: Int = 6, set: InstructionSet = .best, threads: Int = 2,
  options: TrainingOptions = TrainingOptions(batch: 10)
) throws -> Game {
  let game = try Game(
    preset: preset, image: [1, 4, 4], seed: seed, threads: Threads(count: threads, instructions: set))
  _ = try game.train(on: bars(35), length: .steps(steps), options: options) { _ in true }
  return game
}

/// Pictures of 1x28x28 from these pixels.
func noise(_ pixels: [UInt8]) -> Dataset {
  Dataset(
    name: "noise", origin: "made for tests", imageShape: [1, 28, 28], pixels: pixels, labels: [], classNames: [])
}
