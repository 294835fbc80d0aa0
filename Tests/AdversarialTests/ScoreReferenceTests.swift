import Adversarial
import Foundation
import NeuralNetworks
import Tensors
import Testing

/// Values of NumPy: made by Tests/References/scores.py.
private struct ScoreReference: Decodable {
  let symmetric, eigenvalues, root: [Double]
  let a, b: [Float]
  let frechet: Double
  let logits: [Float]
  let labels: [UInt8]
  let loss: Double
  let correct: Int
  let gradient: [Double]
  let classScore: Double

  static func load() throws -> ScoreReference {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "scores.json")
    return try JSONDecoder().decode(ScoreReference.self, from: Data(contentsOf: file))
  }
}

@Suite("Scores against reference values")
struct ScoreReferenceTests {
  private let reference: ScoreReference

  init() throws { reference = try ScoreReference.load() }

  private func expectEqual(_ mine: [Double], _ exact: [Double], within tolerance: Double) {
    #expect(mine.count == exact.count)
    for (mine, exact) in zip(mine, exact) { #expect(abs(mine - exact) <= tolerance, "\(mine) is not \(exact)") }
  }

  @Test("eigenvalues, eigenvectors and the root of a symmetric matrix")
  func eigen() {
    let matrix = SymmetricMatrix(size: 6, elements: reference.symmetric)
    let (values, vectors) = matrix.eigen()
    expectEqual(values.sorted(), reference.eigenvalues, within: 1e-12)
    for column in 0..<6 {
      for row in 0..<6 {
        let product = (0..<6).reduce(0) { $0 + matrix.elements[row * 6 + $1] * vectors[$1 * 6 + column] }
        #expect(abs(product - values[column] * vectors[row * 6 + column]) < 1e-12)
      }
    }
    expectEqual(matrix.squareRoot().elements, reference.root, within: 1e-12)
  }

  @Test("matrices that are diagonal, empty or not finite end the search")
  func special() {
    #expect(SymmetricMatrix(size: 2, elements: [3, 0, 0, -1]).eigen().values == [3, -1])
    #expect(SymmetricMatrix(size: 0, elements: []).eigen().values.isEmpty)
    #expect(SymmetricMatrix(size: 2, elements: [0, 0, 0, 0]).eigen().values == [0, 0])
    _ = SymmetricMatrix(size: 2, elements: [.infinity, .nan, .nan, 1]).eigen()
  }

  @Test("the Fréchet distance, one covariance close to singular")
  func frechet() {
    let a = FeatureStatistics(reference.a, dimension: 5)
    let b = FeatureStatistics(reference.b, dimension: 5)
    #expect(abs(a.frechetDistance(to: b) - reference.frechet) < 1e-5 * reference.frechet)
    #expect(abs(b.frechetDistance(to: a) - reference.frechet) < 1e-5 * reference.frechet)
    #expect(a.frechetDistance(to: a) < 1e-9)
  }

  @Test("N(0, 1) and N(1, 4) are 2 apart")
  func normal() {
    let standard = FeatureStatistics([-1, 0, 1], dimension: 1)
    let wide = FeatureStatistics([-1, 1, 3], dimension: 1)
    #expect(abs(standard.frechetDistance(to: wide) - 2) < 1e-12)
    #expect(standard.frechetDistance(to: standard) == 0)
  }

  @Test("softmax cross-entropy, its gradient and the class score", arguments: InstructionSet.supported)
  func softmax(set: InstructionSet) throws {
    let threads = try Threads(count: 2, instructions: set)
    let loss = SoftmaxCrossEntropy(classes: 4, rows: 2)
    loss.reserve(rows: 7)
    let logits = Buffer(reference.logits)
    let (value, gradient) = loss.evaluate(logits: logits, labels: reference.labels, on: threads)
    #expect(abs(value.loss - reference.loss) < 1e-6 * reference.loss)
    #expect(value.correct == reference.correct)
    expectEqual(gradient.values.map(Double.init), reference.gradient, within: 1e-7)
    let (probabilities, logarithms) = loss.probabilities(of: logits, on: threads)
    let recognition = recognition(4, probabilities.values, logarithms.values)
    #expect(abs(recognition.classScore - reference.classScore) < 1e-5)
  }

  @Test("logits beyond all measure give finite losses")
  func extreme() throws {
    let threads = try Threads(count: 1, instructions: .best)
    let loss = SoftmaxCrossEntropy(classes: 3, rows: 2)
    let (value, gradient) = loss.evaluate(
      logits: Buffer([3e37, -3e37, 0, -1e4, -1e4, -1e4]), labels: [0, 2], on: threads)
    #expect(abs(value.loss - 0.549306) < 1e-6)  // (0 + log 3) / 2
    // Of equal logits the first is the guess.
    #expect(value.correct == 1)
    expectEqual(gradient.values.map(Double.init), [0, 0, 0, 1 / 6, 1 / 6, -1 / 3], within: 1e-6)
  }

  @Test("the class score runs from 1 to the number of classes")
  func classScore() {
    let sure = (0..<100).flatMap { picture in (0..<10).map { Float($0 == picture % 10 ? 1 : 0) } }
    #expect(abs(recognition(10, sure, sure.map { $0 == 1 ? 0 : -.infinity }).classScore - 10) < 1e-9)
    let same = (0..<100).flatMap { _ in (0..<10).map { Float($0 == 3 ? 1 : 0) } }
    #expect(recognition(10, same, same.map { $0 == 1 ? 0 : -100 }).classScore == 1)
    let unsure = [Float](repeating: 0.1, count: 100)
    #expect(abs(recognition(10, unsure, unsure.map { Float(log(Double($0))) }).classScore - 1) < 1e-6)
    #expect(recognition(10, [], []).classScore == 1)
  }

  private func recognition(_ classes: Int, _ probabilities: [Float], _ logarithms: [Float]) -> Recognition {
    var recognition = Recognition(classes: classes, features: 0)
    recognition.append(probabilities: probabilities, logarithms: logarithms, features: [])
    return recognition
  }
}
