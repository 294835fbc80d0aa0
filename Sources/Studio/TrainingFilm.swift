import Adversarial
import Pictures

/// A training from the first step to the last: what the generator makes of the same noise, and the game's values beside it.
struct TrainingFilm {
  private let title: String
  private let pages: [(step: Int, images: [Image])]
  private let history: [StepReport]

  /// The film takes about so long, and its last picture stands a while.
  private static let duration = 8.0
  private static let lastSeconds = 2.5

  /// - Throws: ``StudioError/notFilmed`` when there are fewer than two pages of pictures.
  init(_ players: Players, title: String) throws {
    self.title = title
    history = players.history
    pages = players.album.pages(upTo: players.game).compactMap { page in
      guard case .pictures(let images) = page.scene else { return nil }
      return (page.step, images)
    }
    guard pages.count > 1, !history.isEmpty else { throw StudioError.notFilmed }
  }

  /// The film, with the strip of its stages as its still; `check` is called before each frame.
  func animation(pace: Double?, check: () throws -> Void) throws -> Animation {
    let seconds = pace ?? max(0.1, min(0.6, Self.duration / Double(pages.count)))
    var frames = try pages.indices.map { index in
      try check()
      return Animation.Frame(try frame(index), seconds: seconds)
    }
    frames[frames.count - 1].seconds = max(Self.lastSeconds, seconds)
    return Animation(frames: frames, still: try strip())
  }

  /// What it shows, for those who do not see it.
  var summary: String {
    let first = pages[0].step
    let last = pages[pages.count - 1].step
    let image = pages[0].images[0]
    var text =
      "\(title), \(pages.count) stages from step \(first.grouped) to step \(last.grouped): "
      + "\(pages[0].images.count) pictures of \(image.width)x\(image.height), always of the same noise"
    if let report = history.last {
      text += "\n  last: D(x) \(report.realScore.fixed(2)), D(G(z)) \(report.fakeScore.fixed(2))"
    }
    return text
  }

  private func frame(_ index: Int) throws -> Image {
    let (step, images) = pages[index]
    let last = pages[pages.count - 1].step
    let card = TrainingCard(
      title: title,
      progress: ProgressBar(
        Double(step) / Double(max(1, last)), leading: Label(step == 0 ? "before training" : "step \(step.grouped)"),
        trailing: Label("of \(last.grouped)")),
      samples: .pictures(ImageGrid(images: images)))
    return try card.draw { canvas, room in judgements(upTo: step).draw(on: canvas, in: room) }
  }

  /// D(x) and D(G(z)) up to a step, on axes that stay.
  private func judgements(upTo step: Int) -> Chart {
    var chart = GameCharts(history).judgements
    chart.title = nil
    chart.xRange = 0...Double(max(1, pages[pages.count - 1].step))
    var values: [Double] = []
    chart.layers = chart.layers.map { layer in
      guard case .line(var series) = layer else { return layer }
      values += series.y.filter(\.isFinite)
      let count = series.x.count { $0 <= Double(step) }
      series.x.removeLast(series.x.count - count)
      series.y.removeLast(series.y.count - min(count, series.y.count))
      return .line(series)
    }
    if chart.yRange == nil, let low = values.min(), let high = values.max(), low < high { chart.yRange = low...high }
    return chart
  }

  /// Some stages beside each other, a column each; as large as the frames.
  private func strip() throws -> Image {
    let shown = Animation.chosen(from: pages.count, atMost: 8).map { pages[$0] }
    let rows = min(3, pages[0].images.count)
    var strip = ImageGrid(
      images: (0..<rows).flatMap { row in shown.map { $0.images[row] } }, columns: shown.count,
      title: Label("\(title): the same noise after so many steps"),
      columnLabels: shown.map { Label($0.step == 0 ? "before" : $0.step.grouped) })
    // Eight columns fill the card's width when nothing else limits them.
    strip.maximumTile = TrainingCard.size.width
    let canvas = try Canvas(width: TrainingCard.size.width, height: TrainingCard.size.height)
    canvas.card()
    let room = Rect(x: 0, y: 0, width: TrainingCard.size.width, height: TrainingCard.size.height).inset(14)
    strip.drawCentered(on: canvas, in: room)
    return try canvas.finish()
  }
}
