import Adversarial
import Pictures
import Tensors

/// The game in the plane at a moment: where the generator's points lie, what becomes of the noise's grid, and what the
/// discriminator says of every place.
struct PlaneScene {
  /// G(z) of fixed noise.
  let points: [Point]
  /// G of a square grid of noise, row by row: the manifold. Empty unless the noise has two numbers.
  let lattice: [Point]
  /// The discriminator's output on a square grid of places, row by row from the top.
  let logits: [Double]

  static let pointCount = 200
  static let latticeSide = 15
  static let fieldSide = 24
  /// From -bound to bound in both directions.
  static let bound = 1.3
  /// How many samples a look at the game takes.
  static let sampleCount = pointCount + latticeSide * latticeSide + fieldSide * fieldSide

  /// Where a cell of the grid of places has its middle, from the left or from the bottom.
  static func place(_ index: Int) -> Double {
    ((Double(index) + 0.5) / Double(fieldSide) * 2 - 1) * bound
  }

  init(_ game: Game) {
    func points(_ values: [Float]) -> [Point] {
      stride(from: 0, to: values.count - 1, by: 2).map { Point(Double(values[$0]), Double(values[$0 + 1])) }
    }
    self.points = points(game.sample(count: Self.pointCount, seed: game.seed).values)
    if game.preset.latentCount == 2 {
      let side = Self.latticeSide
      // Two standard deviations on each side.
      let places = (0..<side).map { Float($0) / Float(side - 1) * 4 - 2 }
      lattice = points(game.generate(from: places.flatMap { y in places.flatMap { x in [x, y] } }).values)
    } else {
      lattice = []
    }
    let rows = (0..<Self.fieldSide).reversed().map { Float(Self.place($0)) }
    let columns = (0..<Self.fieldSide).map { Float(Self.place($0)) }
    logits = game.logits(of: rows.flatMap { y in columns.flatMap { x in [x, y] } }).map(Double.init)
  }
}
