import Adversarial
import Datasets
import Jupyter
import Pictures
import Tensors

/// What a generator makes of fixed noise: pictures side by side, or points in the plane.
enum Forgeries {
  case pictures(ImageGrid)
  case points(PlaneChart)

  /// Made by a game now, with the real points beside them where there are any.
  ///
  /// - Parameters:
  ///   - count: how many; nil for a number that suits what they are.
  ///   - maximumSize: the most points across and down that a picture of them takes.
  ///   - output: the cell's, which may be interrupted.
  init(
    _ game: Game, count: Int?, seed: UInt64, beside material: Material?, objective: Objective,
    maximumSize: Size? = nil, for output: (any Output)? = nil
  ) throws {
    if game.imageShape.dims == [2] {
      self = .points(
        PlaneChart(
          game, count: count ?? PlaneChart.usualCount, seed: seed, beside: material?.points, objective: objective,
          size: maximumSize))
    } else {
      self = .pictures(
        try game.sampleGrid(
          count: count ?? Self.usualCount, seed: seed, maximumSize: maximumSize ?? Size(640, 640), for: output))
    }
  }

  /// Pictures that are shown unless somebody asks for another number.
  static let usualCount = 64

  /// How many there are when nobody asks for a number.
  var usualCount: Int {
    switch self {
    case .pictures: Self.usualCount
    case .points: PlaneChart.usualCount
    }
  }

  /// Draws them on a card of their own.
  func draw() throws -> Image {
    switch self {
    case .pictures(let grid): try grid.draw()
    case .points(let plane): try plane.chart.draw()
    }
  }

  /// What ``draw(on:in:)`` would cover.
  func measure(on canvas: Canvas, in rect: Rect) -> Rect {
    switch self {
    case .pictures(let grid): grid.measure(on: canvas, in: rect)
    case .points(let plane): plane.chart.measure(on: canvas, in: rect)
    }
  }

  /// Draws them into a rectangle of a canvas.
  func draw(on canvas: Canvas, in rect: Rect) {
    switch self {
    case .pictures(let grid): grid.draw(on: canvas, in: rect)
    case .points(let plane): plane.chart.draw(on: canvas, in: rect)
    }
  }

  /// The same in words.
  var summary: String {
    switch self {
    case .pictures(let grid): grid.summary
    case .points(let plane): plane.summary
    }
  }
}

extension Players {
  /// What the discriminator was last trained for.
  var objective: Objective { history.last?.objective ?? game.preset.options.objective }

  /// What the generator makes now.
  func forgeries(
    count: Int?, seed: UInt64? = nil, beside material: Material?, maximumSize: Size? = nil,
    for output: (any Output)? = nil
  ) throws -> Forgeries {
    try Forgeries(
      game, count: count, seed: seed ?? game.seed, beside: material, objective: objective, maximumSize: maximumSize,
      for: output)
  }
}
