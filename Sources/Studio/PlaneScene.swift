import Adversarial
import Datasets
import Pictures
import Tensors

/// The game in the plane at a moment: where the generator's points lie, what becomes of the noise's grid, and what the
/// discriminator says of every place.
struct PlaneScene {
  /// G(z) of fixed noise.
  let points: [Point]
  /// G of a square grid of noise, row by row: the manifold; empty unless the noise has two numbers.
  let lattice: [Point]
  /// The discriminator's judgement on a square grid of places, row by row from the lowest.
  let field: [Double]
  /// Whether it is a probability.
  let isProbability: Bool

  static let pointCount = 200
  static let latticeSide = 15
  static let fieldSide = 24
  /// The places lie within these bounds in both directions.
  static let range = -1.3...1.3
  /// How many samples a look at the game takes.
  static let sampleCount = pointCount + latticeSide * latticeSide + fieldSide * fieldSide

  init(_ game: Game, _ objective: Objective) {
    points = Self.points(game.sample(count: Self.pointCount, seed: game.seed).values)
    if game.preset.latentCount == 2 {
      let side = Self.latticeSide
      // Two standard deviations on each side.
      let places = (0..<side).map { Float($0) / Float(side - 1) * 4 - 2 }
      lattice = Self.points(game.generate(from: places.flatMap { y in places.flatMap { x in [x, y] } }).values)
    } else {
      lattice = []
    }
    let places = HeatMap.centers(of: Self.range, Self.fieldSide).map(Float.init)
    field = game.scores(of: places.flatMap { y in places.flatMap { x in [x, y] } }, in: objective)
    isProbability = objective.judgesByProbability
  }

  /// The first samples of data that are points.
  static func points(of data: some TrainingData) -> [Point] {
    guard data.imageShape.dims == [2] else { return [] }
    let count = min(data.count, pointCount)
    let buffer = Buffer(count: 2 * count)
    buffer.withMutableSpan { data.copyImages(at: 0..<count, into: &$0) }
    return points(buffer.values)
  }

  private static func points(_ values: [Float]) -> [Point] {
    stride(from: 0, to: values.count - 1, by: 2).map { Point(Double(values[$0]), Double(values[$0 + 1])) }
  }

  /// Where the judgement grows at a place, and how fast: central differences of the four values around it.
  func slope(at point: Point) -> Point {
    let side = Self.fieldSide
    let step = (Self.range.upperBound - Self.range.lowerBound) / Double(side)
    func cell(_ value: Double) -> Int? {
      guard value.isFinite, Self.range.contains(value) else { return nil }
      return max(1, min(side - 2, Int((value - Self.range.lowerBound) / step)))
    }
    guard let column = cell(point.x), let row = cell(point.y) else { return Point(0, 0) }
    let middle = row * side + column
    return Point(
      (field[middle + 1] - field[middle - 1]) / (2 * step), (field[middle + side] - field[middle - side]) / (2 * step))
  }
}
