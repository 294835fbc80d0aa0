import Adversarial
import Datasets
import Foundation
import NeuralNetworks
import Tensors
import Testing

@Suite("Recognisers")
struct RecogniserTests {
  private func fresh(seed: UInt64 = 1, threads: Int = 2, set: InstructionSet = .best) throws -> Recogniser {
    try Recogniser(
      Recogniser.Credentials(name: "digits", imageShape: [1, 28, 28], classNames: (0...9).map(String.init)),
      seed: seed, threads: Threads(count: threads, instructions: set))
  }

  @Test("learns drawn digits, and knows others of them")
  func learning() throws {
    let recogniser = try fresh()
    let exam = DrawnDigits(seed: 12).dataset(count: 300)
    let before = recogniser.accuracy(on: exam)
    var losses: [Double] = []
    let isFinished = recogniser.train(
      on: DrawnDigits(seed: 11).dataset(count: 1_500), epochs: 4, seed: 1, isInterrupted: { false }
    ) { losses.append($0.loss) }
    #expect(isFinished && losses.count == 4)
    #expect(losses[3] < losses[0] / 2)
    recogniser.examine(on: exam)
    let accuracy = try #require(recogniser.credentials.accuracy)
    #expect(before < 0.4)
    #expect(accuracy > 0.85)
  }

  @Test("the same seed gives the same bits on any number of threads and every fast instruction set")
  func reproducible() throws {
    let data = DrawnDigits(seed: 3).dataset(count: 60)
    var digests: Set<String> = []
    for set in InstructionSet.supported where set != .portable {
      for threads in 1...3 {
        let recogniser = try fresh(threads: threads, set: set)
        recogniser.train(on: data, epochs: 2, seed: 5, isInterrupted: { false }) { _ in }
        digests.insert(recogniser.digest)
      }
    }
    #expect(digests.count == (InstructionSet.supported == [.portable] ? 0 : 1))
    let other = try fresh()
    other.train(on: data, epochs: 2, seed: 6, isInterrupted: { false }) { _ in }
    #expect(!digests.contains(other.digest))
  }

  @Test("an interrupted training says so")
  func interrupted() throws {
    var asked = 0
    let isFinished = try fresh().train(
      on: DrawnDigits(seed: 3).dataset(count: 300), epochs: 5, seed: 1,
      isInterrupted: {
        asked += 1
        return asked == 2
      }
    ) { _ in }
    #expect(!isFinished && asked == 2)
  }

  @Test("a file holds the weights in half precision, in PyTorch's shapes, and gives back the same recogniser")
  func file() throws {
    let recogniser = try fresh()
    recogniser.credentials.accuracy = 0.5
    let file = try recogniser.file()
    #expect(file["body.0.weight"]?.shape == [32, 1, 4, 4])
    #expect(file["head.1.weight"]?.shape == [10, 64])
    #expect(file.bytes.count < 300_000)
    let threads = try Threads(count: 1, instructions: .best)
    let read = try Recogniser(Safetensors(bytes: file.bytes), threads: threads)
    #expect(read.credentials == recogniser.credentials)
    // The halves are as they were written; the weights they came from were finer.
    #expect(try Recogniser(read.file(), threads: threads).digest == read.digest)
    #expect(read.digest != recogniser.digest)
    let digits = DrawnDigits(seed: 2).dataset(count: 20)
    let fine = recogniser.judge(digits, at: Array(0..<20)).probabilities
    let coarse = read.judge(digits, at: Array(0..<20)).probabilities
    #expect(zip(fine, coarse).allSatisfy { abs($0 - $1) < 0.02 })
  }

  @Test("files that are no recogniser are refused with their reason")
  func wrongFiles() throws {
    let file = try fresh().file()
    let threads = try Threads(count: 1, instructions: .best)
    func expect(_ error: CheckpointError, metadata: [String: String], _ tensors: [Safetensors.Tensor]) {
      #expect(throws: error) {
        try Recogniser(Safetensors(metadata: metadata, tensors: tensors), threads: threads)
      }
    }
    expect(.missing("head.1.bias"), metadata: file.metadata, file.tensors.filter { $0.name != "head.1.bias" })
    expect(.recipe("shape"), metadata: ["shape": "1x-2x28", "classes": "a,b"], file.tensors)
    expect(.recipe("classes"), metadata: ["shape": "1x28x28", "classes": ""], file.tensors)
    let spoilt = file.tensors.map {
      $0.name == "body.9.bias" ? Safetensors.Tensor($0.name, shape: $0.shape, [Float](repeating: .nan, count: 64)) : $0
    }
    expect(.notFinite("body.9.bias"), metadata: file.metadata, spoilt)
    expect(
      .shape("body.9.weight", is: [64, 1024], needs: [64, 256]),
      metadata: file.metadata.merging(["shape": "1x16x16"]) { $1 }, file.tensors)
    let narrow = #expect(throws: CheckpointError.self) {
      try Recogniser(
        Safetensors(metadata: file.metadata.merging(["shape": "1x1x1"]) { $1 }, tensors: file.tensors),
        threads: threads)
    }
    guard case .layers? = narrow else {
      Issue.record("\(String(describing: narrow))")
      return
    }
    let broken = try fresh()
    broken.head.parameters.entries[0].values[0] = 1e6
    #expect(throws: CheckpointError.notFinite("head.1.weight")) { try broken.file() }
  }

  @Test("those that Forger carries know what they claim to know", arguments: Recogniser.shippedNames)
  func shipped(name: String) throws {
    let threads = try Threads(count: 2, instructions: .best)
    let recogniser = try #require(try Recogniser.shipped(name, threads: threads))
    let credentials = recogniser.credentials
    #expect(credentials.name == name)
    let accuracy = try #require(credentials.accuracy)
    #expect(accuracy >= 0.99 && !credentials.test.isEmpty)
    #expect(try recogniser.file().bytes.count < 300_000)
    guard name != "mnist" else { return }
    let data = try Catalog.load(name, options: LoadingOptions(count: 1_000, seed: 5), environment: [:])
    #expect(recogniser.knows(data))
    #expect(recogniser.accuracy(on: data) > accuracy - 0.01)
  }

  @Test("there is none for other data")
  func unknown() throws {
    #expect(try Recogniser.shipped("bars", threads: Threads(count: 1, instructions: .best)) == nil)
  }

  @Test(
    "real MNIST is recognised",
    .enabled(if: ProcessInfo.processInfo.environment["FORGER_DATA"] != nil, "needs FORGER_DATA with MNIST"))
  func mnist() throws {
    let data = try Catalog.load(
      "mnist", options: LoadingOptions(count: 2_000, seed: 1), environment: ProcessInfo.processInfo.environment)
    let recogniser = try #require(
      try Recogniser.shipped("mnist", threads: Threads(count: 2, instructions: .best)))
    #expect(recogniser.knows(data))
    #expect(recogniser.accuracy(on: data) > 0.99)
  }
}
