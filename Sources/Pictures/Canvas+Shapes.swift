extension Canvas {
  /// A straight line.
  public func line(from start: Point, to end: Point, stroke: Stroke) {
    polyline([start, end], stroke: stroke)
  }

  /// Straight lines from point to point; a point that is not finite is left out.
  public func polyline(_ points: [Point], stroke: Stroke) {
    trace(points)
    paintPath(fill: nil, stroke: stroke)
  }

  /// A closed shape with straight sides.
  public func polygon(_ points: [Point], fill: Color? = nil, stroke: Stroke? = nil) {
    trace(points)
    closePath()
    paintPath(fill: fill, stroke: stroke)
  }

  /// An upright rectangle, with round corners when a radius is given.
  public func rectangle(_ rect: Rect, cornerRadius: Double = 0, fill: Color? = nil, stroke: Stroke? = nil) {
    beginPath()
    addRounded(rect, radius: cornerRadius)
    paintPath(fill: fill, stroke: stroke)
  }

  /// A circle.
  public func circle(center: Point, radius: Double, fill: Color? = nil, stroke: Stroke? = nil) {
    guard radius > 0, let center = Self.drawable(center) else { return }
    beginPath()
    addArc(center: center, radius: radius, from: 0, to: 2 * .pi)
    paintPath(fill: fill, stroke: stroke)
  }

  /// Draws an image into a rectangle, every pixel a sharp block.
  ///
  /// Blocks are of equal size when the rectangle is a whole number of device pixels times the image, at a whole place
  /// (see ``snapped(_:)``).
  public func image(_ image: Image, in rect: Rect) {
    guard rect.width > 0, rect.height > 0, rect.x.isFinite, rect.y.isFinite else { return }
    paint(argb: Self.premultiplied(image), width: image.width, height: image.height, in: rect)
  }

  /// Draws with everything outside a rectangle left out.
  public func clipped(to rect: Rect, cornerRadius: Double = 0, _ draw: () -> Void) {
    saveState()
    beginPath()
    addRounded(rect, radius: cornerRadius)
    clipToPath()
    draw()
    restoreState()
  }

  /// The nearest place on the device's pixel edges: thin lines and images there are sharp.
  public func snapped(_ position: Double) -> Double {
    (position * Double(scale)).rounded() / Double(scale)
  }

  /// A white card with a light edge over the whole canvas: readable on light and dark pages.
  public func card() {
    let hair = 1 / Double(scale)
    let edge = Rect(x: hair / 2, y: hair / 2, width: size.width - hair, height: size.height - hair)
    rectangle(edge, fill: .white, stroke: Stroke(Palette.border, width: hair))
  }

  private func trace(_ points: [Point]) {
    beginPath()
    var isFirst = true
    for point in points {
      guard let point = Self.drawable(point) else { continue }
      if isFirst { move(to: point) } else { addLine(to: point) }
      isFirst = false
    }
  }

  /// Cairo counts in 1/256 device pixels with 32 bits, so places far outside are brought within its reach.
  private static func drawable(_ point: Point) -> Point? {
    guard !point.x.isNaN, !point.y.isNaN else { return nil }
    return Point(max(-1e5, min(1e5, point.x)), max(-1e5, min(1e5, point.y)))
  }

  private func addRounded(_ rect: Rect, radius: Double) {
    let radius = min(radius, rect.width / 2, rect.height / 2)
    guard radius > 0 else { return addRectangle(rect) }
    let quarter = Double.pi / 2
    addArc(center: Point(rect.right - radius, rect.y + radius), radius: radius, from: -quarter, to: 0)
    addArc(center: Point(rect.right - radius, rect.bottom - radius), radius: radius, from: 0, to: quarter)
    addArc(center: Point(rect.x + radius, rect.bottom - radius), radius: radius, from: quarter, to: 2 * quarter)
    addArc(center: Point(rect.x + radius, rect.y + radius), radius: radius, from: 2 * quarter, to: 3 * quarter)
    closePath()
  }

  private static func premultiplied(_ image: Image) -> [UInt32] {
    let channels = image.channels
    return stride(from: 0, to: image.pixels.count, by: channels).map { start in
      let red = UInt32(image.pixels[start])
      guard channels > 1 else { return 0xFF00_0000 | red << 16 | red << 8 | red }
      let green = UInt32(image.pixels[start + 1])
      let blue = UInt32(image.pixels[start + 2])
      guard channels == 4 else { return 0xFF00_0000 | red << 16 | green << 8 | blue }
      let opacity = UInt32(image.pixels[start + 3])
      func scaled(_ value: UInt32) -> UInt32 { (value * opacity + 127) / 255 }
      return opacity << 24 | scaled(red) << 16 | scaled(green) << 8 | scaled(blue)
    }
  }
}
