import NeuralNetworks

/// What has been done by hand of a step that is not whole yet: turns of the discriminator.
struct PendingTurns: Sendable {
  /// The steps done when they began; of no meaning once there are more.
  var step = 0
  /// How many.
  var count = 0
  /// What the discriminator found at the last one.
  var judgement: Game.Judgement?

  /// The most that a file may claim; the generator's noise is numbered by them.
  private static let limit = 1_000_000

  /// The number of turns, and what was found at the last.
  var json: JSONNode {
    guard let judgement else { return .null }
    return .fields([
      "count": .whole(count), "real": Self.json([judgement.real.loss, judgement.real.score]),
      "fake": Self.json([judgement.fake.loss, judgement.fake.score]),
      "penalty": judgement.penalty.map { Self.json([$0.loss, $0.meanNorm, $0.normDeviation]) } ?? .null,
    ])
  }

  private static func json(_ values: [Double]) -> JSONNode { .list(values.map(JSONNode.real)) }

  /// No turns.
  init() {}

  /// Turns in the step that follows `step`.
  init(step: Int, count: Int, judgement: Game.Judgement) {
    (self.step, self.count, self.judgement) = (step, count, judgement)
  }

  /// Turns as a file tells of them.
  init(_ node: JSONNode, step: Int) throws(CheckpointError) {
    let reader = FieldReader(node)
    self.step = step
    count = try reader.whole("count", 1...Self.limit)
    let real = try Self.numbers(reader, "real", 2)
    let fake = try Self.numbers(reader, "fake", 2)
    var penalty: GradientPenalty.Value?
    if try reader.node("penalty") != .null {
      let values = try Self.numbers(reader, "penalty", 3)
      penalty = GradientPenalty.Value(loss: values[0], meanNorm: values[1], normDeviation: values[2])
    }
    judgement = Game.Judgement(
      real: Losses.Value(loss: real[0], score: real[1]), fake: Losses.Value(loss: fake[0], score: fake[1]),
      penalty: penalty)
  }

  private static func numbers(_ reader: FieldReader, _ name: String, _ count: Int) throws(CheckpointError) -> [Double] {
    let values = try reader.list(name).compactMap(\.asDouble)
    guard values.count == count, values.allSatisfy(\.isFinite) else { throw .recipe(name) }
    return values
  }
}
