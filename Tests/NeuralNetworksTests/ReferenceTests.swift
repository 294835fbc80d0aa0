import NeuralNetworks
import Tensors
import Testing

@Suite("Losses and Adam against reference values")
struct ReferenceTests {
  @Test("losses, their gradients and the mean score", arguments: InstructionSet.supported)
  func losses(set: InstructionSet) throws {
    let threads = try Threads(count: 1, instructions: set)
    let logits = Buffer(ReferenceValues.logits)
    let losses = Losses(rows: logits.count)
    for reference in ReferenceValues.losses {
      let (value, gradient) = losses.evaluate(reference.kind, logits: logits, on: threads)
      #expect(abs(value.loss - reference.value) <= 1e-6 * abs(reference.value), "\(reference.kind)")
      #expect(abs(value.score - ReferenceValues.score) < 1e-6)
      for (mine, exact) in zip(gradient.values, reference.gradient) {
        #expect(abs(Double(mine) - exact) <= 1e-7 * abs(exact) + 1e-8, "\(reference.kind)")
      }
    }
  }

  @Test("a discriminator that can only guess loses log 4")
  func equilibrium() throws {
    let threads = try Threads(count: 1, instructions: .best)
    let losses = Losses(rows: 10)
    let logits = Buffer(count: 10)
    let real = losses.evaluate(.real(smoothing: 0), logits: logits, on: threads).value
    let fake = losses.evaluate(.fake, logits: logits, on: threads).value
    #expect(abs(real.loss + fake.loss - 1.3862943611) < 1e-6)
    #expect(real.score == 0.5)
  }

  @Test("Adam's parameters after seven updates", arguments: InstructionSet.supported)
  func adam(set: InstructionSet) throws {
    let threads = try Threads(count: 1, instructions: set)
    for reference in ReferenceValues.updated {
      let network = try Network(input: [1], seed: 1, layers: [Dense(4)])
      let weights = network.parameters.entries[0]
      weights.values.copy(ReferenceValues.start)
      let adam = Adam(
        network.parameters, learningRate: reference.rate, beta1: reference.beta1, beta2: reference.beta2)
      for gradient in ReferenceValues.gradients {
        weights.gradients.copy(gradient)
        adam.update(on: threads)
      }
      for (mine, exact) in zip(weights.values.values, reference.parameters) {
        #expect(abs(Double(mine) - exact) < 1e-6 * max(1, abs(exact)))
      }
      #expect(adam.step == 7)
    }
  }
}
