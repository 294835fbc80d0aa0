import Adversarial
import NeuralNetworks
import Tensors
import Testing

@Suite("The generator's gradient through the discriminator")
struct WholeChainTests {
  @Test("agrees with finite differences for both objectives", arguments: [LogitLoss.minimax, .nonSaturating])
  func finiteDifferences(objective: LogitLoss) throws {
    let rows = 4
    let threads = try Threads(count: 2, instructions: .best)
    let generator = try Network(
      input: [small.latentCount], seed: 2, number: 0, layers: small.generator(image: [1, 4, 4]))
    let discriminator = try Network(
      input: [1, 4, 4], seed: 2, number: 1, layers: small.discriminator(image: [1, 4, 4]))
    generator.reserve(rows: rows)
    discriminator.reserve(rows: rows)
    let losses = Losses(rows: rows)
    let z = Buffer(count: rows * 5)
    Random(seed: 2, purpose: .latent).fillNormal(z)
    let mode = Mode.training(Noise(seed: 2, step: 0))
    func play() -> (value: Losses.Value, gradient: Buffer) {
      let fakes = generator.forward(z, rows: rows, mode: mode, on: threads)
      let logits = discriminator.forward(fakes, rows: rows, mode: mode, on: threads)
      return losses.evaluate(objective, logits: logits, on: threads)
    }
    let gradient = play().gradient
    let byPictures = try #require(
      discriminator.backward(gradient, parameterGradients: .skip, inputGradient: true, on: threads))
    generator.backward(byPictures, parameterGradients: .write, inputGradient: false, on: threads)
    #expect(discriminator.parameters.gradients.values.allSatisfy { $0 == 0 })

    let width: Float = 0.01
    var worst = 0.0
    for entry in generator.parameters.entries {
      for index in 0..<entry.values.count {
        let value = entry.values[index]
        entry.values[index] = value + width
        let above = play().value.loss
        entry.values[index] = value - width
        let below = play().value.loss
        entry.values[index] = value
        let expected = (above - below) / Double((value + width) - (value - width))
        worst = max(worst, abs(expected - Double(entry.gradients[index])))
      }
    }
    #expect(worst < 1e-3)
    #expect(generator.parameters.gradients.values.contains { abs($0) > 0.01 })
  }
}
