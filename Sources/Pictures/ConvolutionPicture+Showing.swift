extension ConvolutionPicture {
  private static let margin = 14.0

  /// One position on a card of its own; the last one shows the whole result.
  public func draw(position: Int, scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    try draw([min(max(0, position), positionCount - 1)], columns: 1, scale: scale)
  }

  /// Some positions side by side or under each other: the first ones, the beginning of the second row, the last.
  public func drawStages(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    let row = direction == .forward ? outputSize.columns : input.columns
    // Several channels are high enough with the first position and the last.
    let wanted = channels.count > 1 ? [0, positionCount - 1] : [0, 1, row, positionCount - 1]
    let stages = Set(wanted.filter { $0 < positionCount }).sorted()
    let layout = try layout()
    return try draw(stages, columns: layout.size.width <= 450 && stages.count > 1 ? 2 : 1, scale: scale)
  }

  /// The kernel on its way, at most ``Animation/maximumFrames`` positions; the still is the end.
  ///
  /// - Parameter seconds: how long each position stands; nil for a pace that suits their number.
  public func animation(seconds: Double? = nil) throws(PictureError) -> Animation {
    let positions = Animation.chosen(from: positionCount)
    let pace = seconds ?? max(0.25, min(1, 14 / Double(positions.count)))
    var frames: [Animation.Frame] = []
    for position in positions { frames.append(Animation.Frame(try draw(position: position), seconds: pace)) }
    frames[frames.count - 1].seconds = max(2, pace)
    return Animation(frames: frames, still: frames[frames.count - 1].image)
  }

  private func draw(_ positions: [Int], columns: Int, scale: Int) throws(PictureError) -> Image {
    let layout = try layout()
    let gap = 26.0
    let rows = (positions.count + columns - 1) / columns
    let width = Double(columns) * layout.size.width + Double(columns - 1) * gap + 2 * Self.margin
    let height = Double(rows) * layout.size.height + Double(rows - 1) * gap + 2 * Self.margin
    let canvas = try Canvas(width: width.rounded(.up), height: height.rounded(.up), scale: scale)
    canvas.card()
    for (index, position) in positions.enumerated() {
      let (row, column) = (index / columns, index % columns)
      let rect = Rect(
        x: Self.margin + Double(column) * (layout.size.width + gap),
        y: Self.margin + Double(row) * (layout.size.height + gap), width: layout.size.width,
        height: layout.size.height)
      if row > 0 || column > 0 { separate(row, column, rect, gap, canvas) }
      draw(position: position, on: canvas, in: rect, layout)
    }
    return try canvas.finish()
  }

  private func separate(_ row: Int, _ column: Int, _ rect: Rect, _ gap: Double, _ canvas: Canvas) {
    let stroke = Stroke(Palette.border)
    if column > 0 {
      canvas.line(from: Point(rect.x - gap / 2, rect.y), to: Point(rect.x - gap / 2, rect.bottom), stroke: stroke)
    }
    if row > 0 {
      canvas.line(from: Point(rect.x, rect.y - gap / 2), to: Point(rect.right, rect.y - gap / 2), stroke: stroke)
    }
  }

  /// For readers without pictures: sizes, stride, padding, and the result.
  public var summary: String {
    let what = direction == .forward ? "convolution" : "transposed convolution"
    let many = channels.count > 1 ? " of \(channels.count) channels" : ""
    let padded = padding > 0 ? ", padding \(padding)" : ""
    let size = "\(outputSize.rows)x\(outputSize.columns)"
    let values = output(after: positionCount).map { NumberText.plain($0 ?? 0) }
    let rows = (0..<outputSize.rows).map { row in
      "  " + values[row * outputSize.columns..<(row + 1) * outputSize.columns].joined(separator: " ")
    }
    return
      "a \(what)\(many): input \(input.rows)x\(input.columns), kernel \(kernel.rows)x\(kernel.columns), stride \(stride)"
      + "\(padded), \(positionCount) position\(positionCount == 1 ? "" : "s"), output \(size)\n"
      + rows.joined(separator: "\n")
  }
}
