import Adversarial
import Pictures

/// A round through several latents, on the straight lines and on the great circles between them, side by side.
struct WalkFilm {
  let game: Game
  /// What the pair is called.
  let title: String
  let seed: UInt64
  let stopCount: Int

  private static let size = Size(460, 330)
  private static let frameCount = 48

  /// The film, with its stops and the places between them as its still; `check` is called before each frame.
  func animation(pace: Double?, check: () throws -> Void) throws -> Animation {
    let stops = Walk.stops(stopCount, seed: seed, of: game)
    let perLeg = max(4, Self.frameCount / stopCount)
    let seconds = pace ?? 0.12
    var ways: [Walk.Path: [[Float]]] = [:]
    for path in Walk.Path.allCases {
      ways[path] = stops.indices.flatMap { leg in
        (0..<perLeg).map { step in
          path.latent(from: stops[leg], to: stops[(leg + 1) % stopCount], at: Double(step) / Double(perLeg))
        }
      }
    }
    let images = try ways.mapValues { try Walk.images(of: $0, by: game) }
    let frames = try (0..<perLeg * stopCount).map { index in
      try check()
      // At a stop the walk rests a moment.
      return Animation.Frame(
        try frame(index, perLeg, ways, images), seconds: index.isMultiple(of: perLeg) ? seconds * 4 : seconds)
    }
    return Animation(frames: frames, still: try still(perLeg, ways, images))
  }

  private func frame(
    _ index: Int, _ perLeg: Int, _ ways: [Walk.Path: [[Float]]], _ images: [Walk.Path: [Image]]
  ) throws -> Image {
    let canvas = try Canvas(width: Self.size.width, height: Self.size.height)
    canvas.card()
    var room = Rect(x: 0, y: 0, width: Self.size.width, height: Self.size.height).inset(14)
    let (leg, step) = index.quotientAndRemainder(dividingBy: perLeg)
    let heading = room.takeTop(20, gap: 8)
    let way = step == 0 ? "z_\(leg + 1)" : "z_\(leg + 1) → z_\((leg + 1) % stopCount + 1)"
    canvas.text(Label.math(way), at: Point(heading.x, heading.y + 12), style: .title)
    let half = (room.width - 20) / 2
    for path in Walk.Path.allCases {
      var column = room.takeLeft(half, gap: 20)
      guard let images = images[path], let way = ways[path] else { continue }
      let title = column.takeTop(14, gap: 4)
      canvas.text(Label(path.title), at: Point(title.x, title.y + 10), style: .label)
      let norm = Walk.norm(way[index])
      let typical = Double(game.preset.latentCount).squareRoot()
      let bar = Rect(x: column.x, y: column.bottom - Gauge.height + 8, width: column.width, height: Gauge.height)
      // A full bar is noise of half as much more than the usual length, which leaves the mark at two thirds.
      NormBar(norm: norm, typical: typical).draw(on: canvas, in: bar)
      let square = min(column.width, bar.y - column.y - 8)
      let area = Rect(x: column.x, y: column.y, width: column.width, height: square)
      let image = images[index]
      let pixel = max(
        0.5, (2 * min(area.width / Double(image.width), area.height / Double(image.height))).rounded(.down) / 2)
      canvas.image(
        image,
        in: Rect(
          x: canvas.snapped(area.x), y: canvas.snapped(area.y), width: pixel * Double(image.width),
          height: pixel * Double(image.height)))
    }
    return try canvas.finish()
  }

  /// The stops and the middles between them.
  private func still(_ perLeg: Int, _ ways: [Walk.Path: [[Float]]], _ images: [Walk.Path: [Image]]) throws -> Image {
    // Four columns leave room for their labels.
    let places = (0..<min(2 * stopCount, 4)).map { $0 * perLeg / 2 }
    let paths = Walk.Path.allCases
    let norms = paths.flatMap { path in places.map { Walk.norm(ways[path]?[$0] ?? []) } }
    var grid = ImageGrid(
      images: paths.flatMap { path in places.compactMap { images[path]?[$0] } }, columns: places.count,
      title: "From one noise to another, on two ways",
      captions: norms.map { Label("|") + .math("z") + Label("| = \($0.fixed(1))") },
      rowLabels: paths.map { Label($0.title) },
      columnLabels: places.indices.map { $0.isMultiple(of: 2) ? Label.math("z_\($0 / 2 + 1)") : "half" })
    let canvas = try Canvas(width: Self.size.width, height: Self.size.height)
    canvas.card()
    let room = Rect(x: 0, y: 0, width: Self.size.width, height: Self.size.height).inset(14)
    grid.maximumTile = Self.size.width
    grid.drawCentered(on: canvas, in: room)
    return try canvas.finish()
  }

  /// What it shows, for those who do not see it.
  var summary: String {
    let stops = Walk.stops(stopCount, seed: seed, of: game)
    func halfway(_ path: Walk.Path) -> String {
      stops.indices.map { leg in
        Walk.norm(path.latent(from: stops[leg], to: stops[(leg + 1) % stopCount], at: 0.5)).fixed(1)
      }.joined(separator: " ")
    }
    return """
      \(title): a round through \(stopCount) random z, on straight lines and on great circles
        |z| at the stops: \(stops.map { Walk.norm($0).fixed(1) }.joined(separator: " "))
        halfway on the straight lines: \(halfway(.line)), on the great circles: \(halfway(.sphere))
      """
  }
}

/// The length of a latent as a bar, with a mark at the usual one.
private struct NormBar {
  let norm: Double
  let typical: Double

  func draw(on canvas: Canvas, in rect: Rect) {
    let full = 1.5 * typical
    canvas.text(
      Label("|") + Label.math("z") + Label("| = \(norm.fixed(1))"), at: Point(rect.x, rect.y + 9), style: .label)
    let bar = Rect(x: rect.x, y: canvas.snapped(rect.y + 15), width: rect.width, height: 6)
    canvas.rectangle(bar, cornerRadius: 3, fill: Palette.track)
    canvas.rectangle(
      Rect(x: bar.x, y: bar.y, width: bar.width * min(1, norm / full), height: bar.height), cornerRadius: 3,
      fill: Palette.blue)
    let x = canvas.snapped(bar.x + bar.width * 2 / 3)
    canvas.line(from: Point(x, bar.y - 3), to: Point(x, bar.bottom + 3), stroke: Stroke(Palette.ink))
    canvas.text(
      Label("usual length \(typical.fixed(1))"), at: Point(rect.right, rect.y + 9), style: .remark, alignment: .trailing
    )
  }
}
