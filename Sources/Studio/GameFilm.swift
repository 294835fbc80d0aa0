import Adversarial
import Pictures

/// The game of points in the plane, from the first step to the last: the real points, the generator's, the grid of noise
/// that it bends, what the discriminator says of every place, and where its slope sends the generator's points.
struct GameFilm {
  private let title: String
  private let pages: [(step: Int, scene: PlaneScene)]
  private let real: [Point]

  private static let size = Size(460, 446)
  private static let arrowCount = 40
  private static let real: Label = "real"
  private static let forged: Label = "forged"
  private static let duration = 9.0

  /// - Throws: ``StudioError/notFilmed`` when there are fewer than two pages of points.
  init(_ players: Players, title: String) throws {
    self.title = title
    real = players.album.realPoints
    pages = players.album.pages(upTo: players.game).compactMap { page in
      guard case .plane(let scene) = page.scene else { return nil }
      return (page.step, scene)
    }
    guard pages.count > 1 else { throw StudioError.notFilmed }
  }

  /// The film; its still has some of its stages side by side.
  ///
  /// `check` is called before each frame.
  func animation(pace: Double?, check: () throws -> Void) throws -> Animation {
    let seconds = pace ?? max(0.1, min(0.6, Self.duration / Double(pages.count)))
    var frames = try pages.map { page in
      try check()
      let canvas = try Canvas(width: Self.size.width, height: Self.size.height)
      canvas.card()
      let room = Rect(x: 0, y: 0, width: Self.size.width, height: Self.size.height).inset(14)
      draw(page.scene, title: stage(page.step), on: canvas, in: room, isLarge: true)
      return Animation.Frame(try canvas.finish(), seconds: seconds)
    }
    frames[frames.count - 1].seconds = max(2.5, seconds)
    return Animation(frames: frames, still: try still())
  }

  private func stage(_ step: Int) -> String {
    step == 0 ? "\(title), before training" : "\(title), step \(step.grouped)"
  }

  private func draw(_ scene: PlaneScene, title: String, on canvas: Canvas, in rect: Rect, isLarge: Bool) {
    var layers: [Pictures.Layer] = [.heatMap(heatMap(scene))]
    let radius = isLarge ? 2.6 : 1.4
    layers.append(
      .points(
        Scatter(
          isLarge ? Self.real : "", x: real.map(\.x), y: real.map(\.y),
          coloring: .plain(GameCharts.discriminatorColor), radius: radius)))
    layers.append(
      .points(
        Scatter(
          isLarge ? Self.forged : "", x: scene.points.map(\.x), y: scene.points.map(\.y),
          coloring: .plain(GameCharts.generatorColor), marker: .triangle, radius: radius)))
    if isLarge {
      let some = Array(scene.points.prefix(Self.arrowCount))
      layers.append(.arrows(Arrows("slope of D", at: some, vectors: some.map(scene.slope))))
    }
    let chart = Chart.plane(
      title: Label(title), layers: layers, size: Size(rect.width, rect.height), xRange: PlaneScene.range,
      yRange: PlaneScene.range)
    chart.draw(on: canvas, in: rect)
    drawLattice(scene, ChartLayout(chart, in: rect, measuredBy: canvas), canvas)
  }

  private func heatMap(_ scene: PlaneScene) -> HeatMap {
    let color: ColorAxis = scene.isProbability ? .probability(.math("D(x)")) : ColorAxis(.math("D(x)"))
    return HeatMap(
      scene.field, columns: PlaneScene.fieldSide, x: PlaneScene.range, y: PlaneScene.range, color: color,
      levels: scene.isProbability ? [0.5] : [])
  }

  /// The grid of noise as the generator bends it.
  private func drawLattice(_ scene: PlaneScene, _ layout: ChartLayout, _ canvas: Canvas) {
    let side = PlaneScene.latticeSide
    guard scene.lattice.count == side * side else { return }
    let places = scene.lattice.map(layout.place)
    let stroke = Stroke(GameCharts.generatorColor.withOpacity(0.35), width: 0.6)
    canvas.clipped(to: layout.plot) {
      for line in 0..<side {
        canvas.polyline((0..<side).map { places[line * side + $0] }, stroke: stroke)
        canvas.polyline((0..<side).map { places[$0 * side + line] }, stroke: stroke)
      }
    }
  }

  /// Four stages, as large together as a frame.
  private func still() throws -> Image {
    let canvas = try Canvas(width: Self.size.width, height: Self.size.height)
    canvas.card()
    var room = Rect(x: 0, y: 0, width: Self.size.width, height: Self.size.height).inset(12)
    var head = room.takeTop(18, gap: 6)
    let name = head.takeLeft(canvas.measure(Label(title), style: .title).width, gap: 24)
    canvas.text(Label(title), at: Point(name.x, name.y + 13), style: .title)
    canvas.key(
      [(Self.real, .circle, GameCharts.discriminatorColor), (Self.forged, .triangle, GameCharts.generatorColor)],
      in: head)
    let (width, height) = ((room.width - 12) / 2, (room.height - 12) / 2)
    for (index, place) in Animation.chosen(from: pages.count, atMost: 4).enumerated() {
      let rect = Rect(
        x: room.x + Double(index % 2) * (width + 12), y: room.y + Double(index / 2) * (height + 12), width: width,
        height: height)
      let step = pages[place].step
      draw(
        pages[place].scene, title: step == 0 ? "before training" : "step \(step.grouped)", on: canvas, in: rect,
        isLarge: false)
    }
    return try canvas.finish()
  }

  /// What it shows, for those who do not see it.
  var summary: String {
    let last = pages[pages.count - 1]
    let judged = last.scene.field.filter(\.isFinite)
    let range =
      judged.isEmpty
      ? "" : "; at the end D lies between \((judged.min() ?? 0).fixed(2)) and \((judged.max() ?? 0).fixed(2))"
    return "\(title), the game in the plane, \(pages.count) stages from step \(pages[0].step.grouped) to step "
      + "\(last.step.grouped): \(real.count) real and \(last.scene.points.count) forged points\(range)"
  }
}
