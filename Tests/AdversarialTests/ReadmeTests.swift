import Adversarial
import Datasets
import Foundation
import NeuralNetworks
import Tensors
import Testing

/// The README's Swift program, run as it stands there.
@Suite struct ReadmeTests {
  @Test("the program of the README trains and makes pictures")
  func program() throws {
    // BEGIN
    let digits = DrawnDigits(seed: 1).dataset(count: 60_000)
    let small = Preset(
      name: "small", summary: "one hidden layer each", latentCount: 32,
      generator: { image in [Dense(128), LeakyReLU(0.2), Dense(image), Tanh()] },
      discriminator: { _ in [Dense(128), LeakyReLU(0.2), Dropout(0.3), Dense(1)] })
    let game = try Game(
      preset: small, image: digits.imageShape, seed: 7, threads: try Threads(environment: [:]))
    let outcome = try game.train(on: digits, length: .epochs(2), options: small.options) { report in
      report.discriminatorLoss > 0.01  // whether to go on
    }
    let pictures = game.sample(count: 64, seed: 7)  // 64x1x28x28, in [-1, 1]
    // END
    #expect(outcome.steps == 1_200)
    #expect(pictures.shape == [64, 1, 28, 28])
    #expect(pictures.values.allSatisfy { (-1...1).contains($0) })
  }

  @Test("the README has that very program")
  func text() throws {
    let tests = URL(filePath: #filePath)
    let source = try String(contentsOf: tests, encoding: .utf8)
    let readme = try String(
      contentsOf: tests.deletingLastPathComponent().appending(path: "../../README.md"), encoding: .utf8)
    let program = try lines(of: source, from: "// BEGIN", to: "// END")
    #expect(program.count > 8)
    #expect(try lines(of: readme, from: "```swift", to: "```") == program)
  }

  /// The lines between two markers, without indentation.
  private func lines(of text: String, from start: String, to end: String) throws -> [String] {
    let all = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let first = try #require(all.firstIndex(of: start))
    let last = try #require(all[(first + 1)...].firstIndex(of: end))
    return Array(all[(first + 1)..<last])
  }
}
