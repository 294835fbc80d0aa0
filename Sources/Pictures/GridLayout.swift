/// Where the tiles of an ``ImageGrid`` lie; all places are whole device pixels.
package struct GridLayout {
  package let columns: Int
  /// Rows that are shown.
  package let rows: Int
  /// Columns that are shown; fewer than `columns` when the room is narrow.
  let shownColumns: Int
  /// The side of one of an image's pixels, in points.
  package let pixel: Double
  let tileSize: Size
  /// From one tile to the next.
  let pitch: Size
  /// The tiles together.
  package let tiles: Rect
  let titlePlace: Point
  let labelWidth: Double
  /// Where the tails of the column labels end.
  let columnLabelBase: Double
  /// Everything that is drawn.
  package let bounds: Rect

  static let labelGap = 8.0

  /// The n-th tile, or nil when it is not shown.
  package func tile(_ index: Int) -> Rect? {
    let (row, column) = index.quotientAndRemainder(dividingBy: columns)
    guard row < rows, column < shownColumns else { return nil }
    return Rect(
      x: tiles.x + Double(column) * pitch.width, y: tiles.y + Double(row) * pitch.height, width: tileSize.width,
      height: tileSize.height)
  }

  /// Columns for `count` tiles: as wanted, else near the square root with as few empty places as can be.
  ///
  /// Up to five tiles make one row. Beyond, of the column counts from the square root to 1.6 times it, the one that leaves
  /// the fewest places empty is taken, the smallest of these: 32 give 8x4, 64 give 8x8, 10 give 5x2.
  package static func columns(for count: Int, wanted: Int?) -> Int {
    if let wanted { return max(1, min(wanted, max(1, count))) }
    if count <= 5 { return max(1, count) }
    let root = Double(count).squareRoot()
    let candidates = Int(root.rounded(.up))...max(Int(root.rounded(.up)), Int(root * 1.6))
    return candidates.min { empty(count, $0) < empty(count, $1) } ?? count
  }

  private static func empty(_ count: Int, _ columns: Int) -> Int {
    (columns - count % columns) % columns
  }
}

extension ImageGrid {
  /// Fits the grid into a room.
  ///
  /// A free grid may grow beyond it to the right and downwards; another leaves tiles out.
  package func layout(in room: Rect, measuredBy pen: Canvas, isFree: Bool) -> GridLayout {
    let columns = GridLayout.columns(for: images.count, wanted: columns)
    let rows = (images.count + columns - 1) / columns
    let scale = Double(pen.scale)
    let widest = Double(images.map(\.width).max() ?? 1)
    let highest = Double(images.map(\.height).max() ?? 1)
    let titleHeight = title?.isEmpty == false ? pen.measure("x", style: .title).height + 8 : 0
    let labelWidth = min(140, rowLabels.map { pen.measure($0, style: .label).width.rounded(.up) }.max() ?? 0)
    let labels = rowLabels.isEmpty ? 0 : labelWidth + GridLayout.labelGap
    let captionHeight = captions.isEmpty ? 0 : pen.snapped(pen.measure("x", style: .remark).height + 4)
    let header = columnLabels.isEmpty ? 0 : pen.snapped(pen.measure("x", style: .label).height + 4)
    let gapX = pen.snapped(gap)
    let gapY = pen.snapped(gap) + captionHeight

    let across = room.width - labels - gapX * Double(columns - 1)
    let down = room.height - titleHeight - header - gapY * Double(max(0, rows - 1)) - captionHeight
    let fitting = min(across / (Double(columns) * widest), down / (Double(max(1, rows)) * highest)) * scale
    let largest = max(maximumTile / max(widest, highest), 1) * scale
    let pixel = max(1, min(fitting + 1e-6, largest).rounded(.down)) / scale
    let tile = Size(widest * pixel, highest * pixel)
    let pitch = Size(tile.width + gapX, tile.height + gapY)

    let shownColumns = isFree ? columns : max(0, min(columns, Int((across + gapX * Double(columns)) / pitch.width)))
    let shownRows = isFree ? rows : max(0, min(rows, Int((room.height - titleHeight - header + gap) / pitch.height)))
    let origin = Point(pen.snapped(room.x + labels), pen.snapped(room.y + titleHeight) + header)
    let captionAbove = captionPlace == .above ? captionHeight : 0
    let tiles = Rect(
      x: origin.x, y: origin.y + captionAbove, width: Double(shownColumns) * pitch.width - gapX,
      height: Double(shownRows) * pitch.height - gapY)
    let titleWidth = title.map { min(pen.measure($0, style: .title).width.rounded(.up), room.width) } ?? 0
    let emptyNote = images.isEmpty ? Size(60, 16) : Size(0, 0)
    let right = max(tiles.right, room.x + titleWidth, room.x + emptyNote.width)
    let bottom = max(tiles.bottom + captionHeight - captionAbove, origin.y + emptyNote.height)
    return GridLayout(
      columns: columns, rows: shownRows, shownColumns: shownColumns, pixel: pixel, tileSize: tile, pitch: pitch,
      tiles: tiles, titlePlace: Point(room.x, room.y), labelWidth: labelWidth,
      columnLabelBase: origin.y - 2, bounds: Rect(x: room.x, y: room.y, width: right - room.x, height: bottom - room.y))
  }
}
