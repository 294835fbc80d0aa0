/// Grids beside each other as one picture: real beside generated, before beside after.
public struct GridGroup: Sendable {
  /// The grids, each with its title.
  public var grids: [ImageGrid]
  /// Over all of them.
  public var title: Label?

  private static let gap = 22.0

  /// Grids as one picture.
  public init(_ grids: [ImageGrid], title: Label? = nil) {
    self.grids = grids
    self.title = title
  }

  /// Draws the grids on one white card, each no larger than its own limit.
  ///
  /// - Throws: ``PictureError`` when they are too large for one picture.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    let pen = try Canvas(width: 1, height: 1, scale: scale)
    let margin = ImageGrid.margin
    let header = title == nil ? 0 : pen.measure("x", style: .title).height + 10
    var left = margin
    var bottom = margin + header
    var layouts: [GridLayout] = []
    for grid in grids {
      let room = Rect(x: left, y: margin + header, width: grid.maximumSize.width, height: grid.maximumSize.height)
      let layout = grid.layout(in: room, measuredBy: pen, isFree: true)
      layouts.append(layout)
      left = (layout.bounds.right + Self.gap).rounded(.up)
      bottom = max(bottom, layout.bounds.bottom)
    }
    let width = max(left - Self.gap, margin + (title.map { pen.measure($0, style: .title).width } ?? 0)) + margin
    let canvas = try Canvas(width: width.rounded(.up), height: (bottom + margin).rounded(.up), scale: scale)
    canvas.card()
    if let title { canvas.text(title, at: Point(margin, margin), style: .title, baseline: .top) }
    for (grid, layout) in zip(grids, layouts) { grid.draw(layout, on: canvas) }
    return try canvas.finish()
  }

  /// The grids' summaries, one a line behind their titles.
  public var summary: String {
    grids.map { grid in (grid.title.map { $0.plain + ": " } ?? "") + grid.summary }.joined(separator: "\n")
  }
}
