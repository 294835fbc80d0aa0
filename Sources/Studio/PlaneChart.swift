import Adversarial
import Datasets
import Pictures
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Points of the plane: the data, what the generator makes, and behind both what the discriminator says of every place.
struct PlaneChart {
  private(set) var chart: Chart
  /// The same in words.
  let summary: String

  /// Points that are shown unless somebody asks for another number.
  static let usualCount = 500
  private static let size = Size(500, 460)
  /// Places across and down at which the discriminator is asked.
  private static let fieldSide = 48

  /// The points of a data set.
  init(_ cloud: PointCloud, count: Int) {
    let points = cloud.prefix(count)
    let bounds = Self.bounds(of: points)
    chart = .plane(
      layers: [
        .points(Scatter(x: points.map(\.x), y: points.map(\.y), coloring: .plain(GameCharts.discriminatorColor)))
      ],
      size: Self.size, xRange: bounds.x, yRange: bounds.y)
    summary = "\(points.count.counted("point")) of \(cloud.name)\n" + chart.summary
  }

  /// What a generator makes of fixed noise, over as many of the real points.
  ///
  /// - Parameters:
  ///   - objective: what the discriminator was trained for, which says how its output is to be read.
  ///   - size: how large; nil for a picture of its own.
  init(_ game: Game, count: Int, seed: UInt64, beside cloud: PointCloud?, objective: Objective, size: Size? = nil) {
    let values = game.sample(count: count, seed: seed).values
    let made = (0..<count).map { (x: Double(values[2 * $0]), y: Double(values[2 * $0 + 1])) }
    let real = cloud?.prefix(count) ?? []
    let bounds = Self.bounds(of: real.isEmpty ? made : real)
    // A small picture among others takes small points.
    let radius = size == nil ? 2.5 : 1.75
    var layers: [Layer] = [.heatMap(Self.field(of: game, bounds, objective))]
    if !real.isEmpty {
      layers.append(
        .points(
          Scatter(
            "real", x: real.map(\.x), y: real.map(\.y), coloring: .plain(GameCharts.discriminatorColor),
            radius: radius)))
    }
    layers.append(
      .points(
        Scatter(
          "forged", x: made.map(\.x), y: made.map(\.y), coloring: .plain(GameCharts.generatorColor), marker: .triangle))
    )
    chart = .plane(layers: layers, size: size ?? Self.size, xRange: bounds.x, yRange: bounds.y)
    summary = chart.summary
  }

  /// The range of the chart: a square around the points, with some room.
  private static func bounds(
    of points: [(x: Double, y: Double)]
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let (xs, ys) = (points.map(\.x).filter(\.isFinite), points.map(\.y).filter(\.isFinite))
    guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else {
      return (-1...1, -1...1)
    }
    let half = max(right - left, high - low, 0.2) * 0.65
    let (x, y) = ((left + right) / 2, (low + high) / 2)
    return ((x - half)...(x + half), (y - half)...(y + half))
  }

  /// D at the places of a lattice.
  private static func field(
    of game: Game, _ bounds: (x: ClosedRange<Double>, y: ClosedRange<Double>), _ objective: Objective
  ) -> HeatMap {
    let columns = HeatMap.centers(of: bounds.x, fieldSide)
    let rows = HeatMap.centers(of: bounds.y, fieldSide)
    let logits = game.logits(of: rows.flatMap { y in columns.flatMap { x in [Float(x), Float(y)] } }).map(Double.init)
    guard objective.judgesByProbability else {
      return HeatMap(logits, columns: fieldSide, x: bounds.x, y: bounds.y, color: ColorAxis(.math("D(x)")))
    }
    return HeatMap(
      logits.map { 1 / (1 + exp(-$0)) }, columns: fieldSide, x: bounds.x, y: bounds.y,
      color: .probability(.math("D(x)")), levels: [0.5])
  }
}
