import Adversarial
import Datasets
import NeuralNetworks
import Tensors

/// One recogniser: what it learns from, what it is tested on, and for how long it learns.
struct Lesson {
  let name: String
  let epochs: Int
  let training: @Sendable ([String: String]) throws -> Dataset
  /// Other pictures of the same kind, and what they are called.
  let test: @Sendable ([String: String]) throws -> (data: Dataset, name: String)

  /// Decides weights, order and distortion.
  static let seed: UInt64 = 1

  static let all = [
    Lesson(name: "mnist", epochs: 12) {
      try Catalog.load("mnist", environment: $0)
    } test: {
      let test = try Catalog.load("mnist", options: LoadingOptions(part: .test), environment: $0)
      return (test, "the 10,000 test images of MNIST")
    },
    drawn("digits", epochs: 2), drawn("letters", epochs: 3),
  ]

  /// A recogniser of drawings; those of the seeds are others than anyone's who takes small seeds.
  private static func drawn(_ name: String, epochs: Int) -> Lesson {
    Lesson(name: name, epochs: epochs) {
      try Catalog.load(name, options: LoadingOptions(count: 60_000, seed: 7_000_001), environment: $0)
    } test: {
      let test = try Catalog.load(name, options: LoadingOptions(count: 10_000, seed: 7_000_002), environment: $0)
      return (test, "10,000 other drawn \(name)")
    }
  }

  /// Trains, tests and writes.
  func learn(into folder: String, environment: [String: String], on threads: Threads) throws {
    let data = try training(environment)
    let recogniser = try Recogniser(
      Recogniser.Credentials(name: name, imageShape: data.imageShape, classNames: data.classNames), seed: Self.seed,
      threads: threads)
    say("\(name): \(data.origin)")
    let clock = ContinuousClock()
    let start = clock.now
    recogniser.train(on: data, epochs: epochs, seed: Self.seed, isInterrupted: { false }) { report in
      say("  epoch \(report.epoch) of \(epochs): loss \(report.loss), right \(report.accuracy), \(clock.now - start)")
    }
    // What is tested is what is carried: the weights in half precision.
    let carried = try Recogniser(recogniser.file(), threads: threads)
    let (other, title) = try test(environment)
    carried.credentials.test = title
    carried.examine(on: other)
    try carried.file().write(to: "\(folder)/\(name).safetensors")
    say("  right \(carried.accuracy(on: other)) of \(title), digest \(carried.digest)")
  }
}
