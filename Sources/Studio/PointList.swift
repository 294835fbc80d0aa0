import Datasets
import Language
import Mathematics

extension PointCloud {
  /// What `data` can load of points.
  static let choices =
    Distribution.allCases.map { Choice($0.rawValue, $0.summary) } + [
      Choice("points", "points of your own: `data points [[0, 1], [0.5, 0]]`")
    ]

  /// How far out points may lie; the networks expect them within about 1.
  private static let farthest = 100.0

  /// Points as they are written in a cell.
  ///
  /// - Parameter count: how many of them; all when nil.
  init(_ list: Expression, count: Int?, by evaluator: Evaluator) throws {
    let value = try evaluator.evaluate(list)
    guard case .grid(let grid) = value, !grid.isVector, grid.columns == 2 else {
      throw Diagnostic(
        list.range, message: "points are a list of pairs, and this is \(Self.described(value))",
        hint: "Write x and y of each point in brackets, as in `data points [[0, 1], [0.5, 0]]`.")
    }
    guard let far = grid.values.first(where: { !($0.magnitude <= Self.farthest) }) else {
      guard count ?? 0 <= grid.rows else {
        throw StudioError.tooMany(asked: count ?? 0, available: grid.rows, of: "points")
      }
      self.init(name: "points", coordinates: grid.values.prefix(2 * (count ?? grid.rows)).map(Float.init))
      return
    }
    throw Diagnostic(
      list.range, message: "a point lies at \(NumberFormat.text(far, digits: 6)), which is too far out",
      hint: "Divide all of them by a number, so that they lie between -1 and 1.")
  }

  private static func described(_ value: Quantity) -> String {
    if case .grid(let grid) = value, !grid.isVector { return "a matrix of \(grid.sizeText)" }
    return value.kind
  }
}
