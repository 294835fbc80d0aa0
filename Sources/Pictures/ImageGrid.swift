/// Many small images side by side, enlarged by a whole number so that every pixel stays a sharp square.
///
/// Images are shown as they are: a byte of 0 is black, 255 white. Ink on paper in the manner of MNIST, 255 for ink, is
/// therefore white on black tiles, on a white ground.
public struct ImageGrid: Sendable {
  /// Where a tile's caption stands.
  public enum CaptionPlace: Sendable {
    /// Over or under the tile.
    case above, below
  }

  /// The images, row by row.
  public var images: [Image]
  /// Tiles in a row; nil for a shape close to a square.
  public var columns: Int?
  /// Over everything.
  public var title: Label?
  /// One for each image, in order; too few leave the last tiles without.
  public var captions: [Label]
  /// Where captions stand.
  public var captionPlace: CaptionPlace
  /// One for each row, to its left.
  public var rowLabels: [Label]
  /// One for each column, over it.
  public var columnLabels: [Label]
  /// Points between tiles.
  public var gap: Double
  /// The most points across and down that enlargement may lead to; a grid that is larger unenlarged stays so.
  public var maximumSize: Size

  /// The most points of a tile's longer side that enlargement may lead to.
  public var maximumTile = 96.0
  /// Whether a hairline surrounds each image, for images that may be white at their edges.
  public var isFramed = false

  static let margin = 12.0

  /// A grid of images.
  public init(
    images: [Image], columns: Int? = nil, title: Label? = nil, captions: [Label] = [],
    captionPlace: CaptionPlace = .below, rowLabels: [Label] = [], columnLabels: [Label] = [], gap: Double = 3,
    maximumSize: Size = Size(640, 520)
  ) {
    self.images = images
    self.columns = columns
    self.title = title
    self.captions = captions
    self.captionPlace = captionPlace
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.gap = max(0, min(gap, 100))
    self.maximumSize = maximumSize
  }

  /// Draws the grid on a white card of its own; its size in points is that of the image divided by `scale`.
  ///
  /// - Throws: ``PictureError`` when the grid is too large for one picture.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    let pen = try Canvas(width: 1, height: 1, scale: scale)
    let room = Rect(x: Self.margin, y: Self.margin, width: maximumSize.width, height: maximumSize.height)
    let inner = room.inset(bottom: 2 * Self.margin, right: 2 * Self.margin)
    let layout = layout(in: inner, measuredBy: pen, isFree: true)
    // Whole points, because a page is told the size in points.
    let width = (layout.bounds.right + Self.margin).rounded(.up)
    let height = (layout.bounds.bottom + Self.margin).rounded(.up)
    let canvas = try Canvas(width: width, height: height, scale: scale)
    canvas.card()
    draw(layout, on: canvas)
    return try canvas.finish()
  }

  /// Draws the grid into the top left of a rectangle of a canvas, enlarged as far as the rectangle allows.
  ///
  /// Rows and columns that do not fit even unenlarged are left out. Returns what was covered.
  @discardableResult
  public func draw(on canvas: Canvas, in rect: Rect) -> Rect {
    let layout = layout(in: rect, measuredBy: canvas, isFree: false)
    draw(layout, on: canvas)
    return layout.bounds
  }

  /// What ``draw(on:in:)`` would cover, in points: for laying out a panel around it.
  public func measure(on canvas: Canvas, in rect: Rect) -> Rect {
    layout(in: rect, measuredBy: canvas, isFree: false).bounds
  }

  func draw(_ layout: GridLayout, on canvas: Canvas) {
    if let title, !title.isEmpty {
      let fitting = canvas.fitted(title, style: .title, width: layout.bounds.right - layout.titlePlace.x)
      canvas.text(fitting, at: layout.titlePlace, style: .title, baseline: .top)
    }
    if images.isEmpty {
      canvas.text("no images", at: Point(layout.titlePlace.x, layout.tiles.y), style: .label, baseline: .top)
    }
    for (index, image) in images.enumerated() {
      guard let tile = layout.tile(index) else { continue }
      // A smaller image among larger ones lies in the middle of its tile, on whole device pixels.
      let width = Double(image.width) * layout.pixel
      let height = Double(image.height) * layout.pixel
      let x = canvas.snapped(tile.x + (tile.width - width) / 2)
      let y = canvas.snapped(tile.y + (tile.height - height) / 2)
      let place = Rect(x: x, y: y, width: width, height: height)
      canvas.image(image, in: place)
      if isFramed { canvas.rectangle(place, stroke: Stroke(Palette.border, width: 1)) }
      guard index < captions.count else { continue }
      let caption = canvas.fitted(captions[index], style: .remark, width: tile.width + gap)
      let line = captionPlace == .below ? tile.bottom + 2 : tile.y - 2
      canvas.text(
        caption, at: Point(tile.center.x, line), style: .remark, alignment: .center,
        baseline: captionPlace == .below ? .top : .bottom)
    }
    for (column, label) in columnLabels.prefix(layout.shownColumns).enumerated() {
      guard let tile = layout.tile(column) else { continue }
      let fitting = canvas.fitted(label, style: .label, width: tile.width + gap)
      canvas.text(
        fitting, at: Point(tile.center.x, layout.columnLabelBase), style: .label, alignment: .center, baseline: .bottom)
    }
    for (row, label) in rowLabels.prefix(layout.rows).enumerated() {
      guard let tile = layout.tile(row * layout.columns) else { continue }
      let fitting = canvas.fitted(label, style: .label, width: layout.labelWidth)
      canvas.text(
        fitting, at: Point(layout.tiles.x - GridLayout.labelGap, tile.center.y), style: .label, alignment: .trailing,
        baseline: .middle)
    }
  }

  /// One line for readers without pictures: `64 images of 28x28, 8x8 grid, values 0…255, mean 33`.
  public var summary: String {
    guard let first = images.first else { return "no images" }
    var least = UInt8.max
    var most = UInt8.min
    var sum = 0
    var count = 0
    for image in images {
      // Opacity is no value of the picture.
      let shown = image.channels == 4 ? image.converted(toChannels: 3) : image
      for value in shown.pixels {
        least = min(least, value)
        most = max(most, value)
        sum += Int(value)
      }
      count += shown.pixels.count
    }
    let across = GridLayout.columns(for: images.count, wanted: columns)
    let down = (images.count + across - 1) / across
    let isUniform = images.allSatisfy { $0.width == first.width && $0.height == first.height }
    let size = isUniform ? " of \(first.width)x\(first.height)" : " of several sizes"
    let color = images.contains { $0.channels > 1 } ? " in colour" : ""
    let grid = images.count > 1 ? ", \(across)x\(down) grid" : ""
    let noun = images.count == 1 ? "image" : "images"
    let mean = (sum + count / 2) / count
    return "\(NumberText.grouped(images.count)) \(noun)\(size)\(color)\(grid), values \(least)…\(most), mean \(mean)"
  }
}
