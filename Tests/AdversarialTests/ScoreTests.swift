import Adversarial
import Datasets
import Tensors
import Testing

@Suite("Scores")
struct ScoreTests {
  private static let count = 500
  private let data = DrawnDigits(seed: 21).dataset(count: 4 * ScoreTests.count)
  private let recogniser: Recogniser
  private let threads: Threads

  init() throws {
    threads = try Threads(count: 2, instructions: .best)
    recogniser = try #require(try Recogniser.shipped("digits", threads: threads))
  }

  private func score(_ made: [Float], seed: UInt64 = 1) throws -> Score {
    try #require(Score(of: made, against: data, by: recogniser, seed: seed) { false })
  }

  /// Pictures of a data set in [-1, 1].
  private func values(_ data: Dataset, where isTaken: (Int) -> Bool = { _ in true }) -> [Float] {
    (0..<data.count).filter(isTaken).flatMap { data.image($0).map { Float($0) / 127.5 - 1 } }
  }

  @Test("real pictures against real ones score like the floor, and raise no alarm")
  func real() throws {
    // Drawn at random: among successive drawn digits all classes come equally often, which no sample of others does.
    let others = values(DrawnDigits(seed: 22).dataset(count: 4 * Self.count))
    var random = Random(seed: 3, purpose: .sample)
    var sums = (distance: 0.0, floor: 0.0)
    for seed: UInt64 in 1...4 {
      let made = (0..<Self.count).flatMap { _ in
        let start = random.integer(below: 4 * Self.count) * 784
        return others[start..<start + 784]
      }
      let score = try score(made, seed: seed)
      sums = (sums.distance + score.distance, sums.floor + score.floor)
      #expect(score.classScore > 9.5 && score.realClassScore > 9.5)
      #expect(abs(score.diversity.ratio - 1) < 0.25)
      #expect(score.alarms.isEmpty && score.missing.isEmpty)
      #expect(abs(score.shares.reduce(0, +) - 1) < 1e-9)
    }
    #expect(abs(sums.distance / sums.floor - 1) < 0.35, "\(sums)")
  }

  @Test("one picture over and over raises the alarm on every count")
  func collapsed() throws {
    let one = Array(values(DrawnDigits(seed: 22).dataset(count: 1)))
    let score = try score(Array(repeating: one, count: Self.count).flatMap { $0 })
    #expect(abs(score.classScore - 1) < 1e-4)
    #expect(score.distance > 20 * score.floor)
    #expect(score.missing.count == 9)
    #expect(score.diversity.nearest == 0 && score.diversity.support == 1)
    #expect(score.alarms.count == 2)
  }

  @Test("a class that never comes raises the alarm")
  func missing() throws {
    let other = DrawnDigits(seed: 22).dataset(count: 600)
    let score = try score(Array(values(other) { other.labels[$0] != 4 }.prefix(Self.count * 784)))
    #expect(score.alarms == [.missing([4])])
    #expect(score.distance > 1.2 * score.floor)
  }

  @Test("a score that is stopped anywhere is none")
  func stopped() {
    let made = values(DrawnDigits(seed: 22).dataset(count: 300))
    // Two batches of made pictures, four of real ones, and the comparison of pairs.
    for questions in 0..<7 {
      var asked = 0
      let score = Score(of: made, against: data, by: recogniser, seed: 1) {
        asked += 1
        return asked > questions
      }
      #expect(score == nil, "after \(questions)")
    }
  }

  @Test("twenty pictures in all are estimated as about twenty")
  func birthday() throws {
    let few = DrawnDigits(seed: 23).dataset(count: 20)
    var random = Random(seed: 1, purpose: .sample)
    let made = (0..<Self.count).flatMap { _ in
      few.image(random.integer(below: 20)).map { Float($0) / 127.5 - 1 }
    }
    let score = try score(made)
    let support = try #require(score.diversity.support)
    #expect((15.0...25.0).contains(support))
    #expect(score.alarms == [.alike(ratio: 0)])
  }

  @Test("nearest pictures are those of a search by hand, and equal ones are 0 apart")
  func nearest() {
    let images = (0..<40).map { data.image($0).map { Float($0) / 127.5 - 1 } }
    let queries = images[3] + images[17] + images[20].map { -$0 }
    let matches = NearestPictures(queries: queries, size: 784, threads: threads).search(
      count: 40, excluding: [3, -1, -1], limit: 10
    ) { range, buffer in buffer.copy(range.flatMap { images[$0] }) }
    for (query, match) in matches.enumerated() {
      let own = Array(queries[query * 784..<(query + 1) * 784])
      let distances = images.map { image in
        zip(own, image).reduce(0.0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }.squareRoot()
      }
      let allowed = (0..<40).filter { query != 0 || $0 != 3 }
      let best = allowed.min { distances[$0] < distances[$1] }
      #expect(match.index == best)
      #expect(match.distance == best.map { distances[$0] })
      #expect(match.close == allowed.count { distances[$0] < 10 })
    }
    #expect(matches[1].distance == 0)
  }

  @Test("neighbours know a copied picture, and end when asked to")
  func neighbours() throws {
    let copied = Tensor(shape: [2, 1, 28, 28], values: Array(values(data).suffix(2 * 784)))
    let found = try #require(Neighbours(of: copied, in: data, seed: 1, on: threads) { false })
    #expect(found.found.map(\.index) == [data.count - 2, data.count - 1])
    #expect(found.mean == 0)
    #expect(found.realMean > 5)
    #expect(Neighbours(of: copied, in: data, seed: 1, on: threads) { true } == nil)
  }
}
