/// The game of generator and discriminator with its pictures and values of the moment.
///
///     z ── G ── G(z) ─┐       ┌─ D(G(z))
///                     ├── D ──┤
///     data ───── x ───┘       └─ D(x)
public struct PipelineDiagram: Sendable {
  /// One of the two ways into the discriminator.
  public struct Way: Sendable {
    /// The pictures.
    public var images: [Image]
    /// What the discriminator says of each.
    public var values: [Double]

    /// Pictures with what is said of them.
    public init(images: [Image], values: [Double]) {
      self.images = images
      self.values = values
    }
  }

  /// The random numbers behind each generated picture, the first of them.
  public var latents: [[Double]]
  /// How many there are for each picture.
  public var latentCount: Int
  /// What the generator makes.
  public var generated: Way
  /// What the data have.
  public var real: Way
  /// Lines under the names of generator, data and discriminator.
  public var remarks: (generator: [Label], data: [Label], discriminator: [Label])
  /// Whether the values are probabilities of being real.
  public var isProbability: Bool
  /// Over everything.
  public var title: Label

  /// Colours of the forger and of the expert.
  public var colors: (generator: Color, discriminator: Color) = (Palette.vermilion, Palette.blue)

  /// A diagram.
  public init(
    title: Label, latents: [[Double]], latentCount: Int, generated: Way, real: Way,
    remarks: (generator: [Label], data: [Label], discriminator: [Label]), isProbability: Bool
  ) {
    self.title = title
    self.latents = latents
    self.latentCount = latentCount
    self.generated = generated
    self.real = real
    self.remarks = remarks
    self.isProbability = isProbability
  }

  private static let size = Size(780, 372)
  private static let tile = 52.0

  /// Draws it on a white card.
  ///
  /// - Throws: ``PictureError``.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    let canvas = try Canvas(width: Self.size.width, height: Self.size.height, scale: scale)
    canvas.card()
    canvas.text(canvas.fitted(title, style: .title, width: 740), at: Point(18, 26), style: .title)
    let (above, below) = (132.0, 272.0)
    let arrow = Stroke(Palette.slate, width: 1.5)

    drawLatents(on: canvas, center: Point(68, above))
    let generator = Rect(x: 142, y: above - 42, width: 124, height: 84)
    canvas.connector([Point(114, above), Point(generator.x - 2, above)], stroke: arrow)
    canvas.box("generator", remarks.generator, color: colors.generator, in: generator)
    let data = Rect(x: 142, y: below - 42, width: 124, height: 84)
    drawStack(data, on: canvas)
    canvas.box("data", remarks.data, color: Palette.green, in: data)

    drawWay(generated, name: .math("G(z)"), "generated", on: canvas, center: Point(374, above), arrow: generator.right)
    drawWay(real, name: .math("x"), "real", on: canvas, center: Point(374, below), arrow: data.right)

    let middle = (above + below) / 2
    let discriminator = Rect(x: 520, y: middle - 58, width: 130, height: 116)
    for y in [above, below] {
      let entry = middle + (y - middle) * 0.35
      canvas.connector(
        [Point(460, y), Point(488, y), Point(488, entry), Point(discriminator.x - 2, entry)], stroke: arrow)
      canvas.connector(
        [Point(discriminator.right, entry), Point(672, entry), Point(672, y), Point(690, y)], stroke: arrow)
    }
    canvas.box("discriminator", remarks.discriminator, color: colors.discriminator, in: discriminator)
    drawVerdict(generated, .math("D(G(z))"), colors.generator, on: canvas, center: Point(730, above))
    drawVerdict(real, .math("D(x)"), colors.discriminator, on: canvas, center: Point(730, below))
    drawFeedback(on: canvas, generator, discriminator)
    return try canvas.finish()
  }

  /// A row of random numbers for each picture, as coloured cells.
  private func drawLatents(on canvas: Canvas, center: Point) {
    let rows = latents.count
    let columns = latents.map(\.count).max() ?? 0
    let side = 7.0
    let rect = Rect(
      x: center.x - Double(columns) * side / 2, y: center.y - Double(rows) * 14 / 2, width: Double(columns) * side,
      height: Double(rows) * 14)
    for (row, values) in latents.enumerated() {
      for (column, value) in values.enumerated() {
        let cell = Rect(x: rect.x + Double(column) * side, y: rect.y + Double(row) * 14, width: side, height: 11)
        // Above 0 towards purple, below towards green; two standard deviations are the full colour.
        let share = min(1, abs(value) / 2)
        canvas.rectangle(cell, fill: (value < 0 ? Palette.green : Palette.purple).withOpacity(0.08 + 0.8 * share))
      }
    }
    canvas.text(.math("z"), at: Point(center.x, rect.y - 8), style: TextStyle(size: 14), alignment: .center)
    canvas.text(
      Label("\(NumberText.grouped(latentCount)) random numbers"), at: Point(center.x, rect.bottom + 12), style: .remark,
      alignment: .center)
  }

  /// Sheets behind the data's box.
  private func drawStack(_ rect: Rect, on canvas: Canvas) {
    for shift in [8.0, 4.0] {
      let sheet = Rect(x: rect.x - shift, y: rect.y - shift, width: rect.width, height: rect.height)
      canvas.rectangle(sheet, cornerRadius: 8, fill: .white, stroke: Stroke(Palette.green.withOpacity(0.5)))
    }
    canvas.rectangle(rect, cornerRadius: 8, fill: .white)
  }

  /// A square of pictures with its name.
  private func drawWay(
    _ way: Way, name: Label, _ remark: String, on canvas: Canvas, center: Point, arrow start: Double
  ) {
    let across = 2
    let side = Self.tile + 3
    let rows = (way.images.count + across - 1) / across
    let origin = Point(center.x - side, center.y - Double(rows) * side / 2)
    canvas.connector(
      [Point(start + 2, center.y), Point(origin.x - 4, center.y)], stroke: Stroke(Palette.slate, width: 1.5))
    for (index, image) in way.images.enumerated() {
      let (row, column) = (index / across, index % across)
      let scale = Self.tile / Double(max(image.width, image.height))
      let size = Size(Double(image.width) * scale, Double(image.height) * scale)
      canvas.image(
        image,
        in: Rect(
          x: canvas.snapped(origin.x + Double(column) * side + (Self.tile - size.width) / 2),
          y: canvas.snapped(origin.y + Double(row) * side + (Self.tile - size.height) / 2), width: size.width,
          height: size.height))
    }
    canvas.connector(
      [Point(origin.x + 2 * side + 2, center.y), Point(462, center.y)], stroke: Stroke(Palette.slate, width: 1.5),
      head: 0.01)
    let label = name + Label("  \(remark)")
    canvas.text(
      label, at: Point(center.x - 1, origin.y - 8), style: TextStyle(size: 13, color: Palette.ink), alignment: .center)
  }

  /// The mean of what is said, and the values one by one in the order of the pictures.
  private func drawVerdict(_ way: Way, _ name: Label, _ color: Color, on canvas: Canvas, center: Point) {
    let mean = way.values.isEmpty ? .nan : way.values.reduce(0, +) / Double(way.values.count)
    canvas.text(name, at: Point(center.x, center.y - 34), style: TextStyle(size: 13), alignment: .center)
    canvas.text(
      Label(NumberText.fixed(mean, 2)), at: Point(center.x, center.y - 12),
      style: TextStyle(size: 20, color: color, isBold: true), alignment: .center)
    if isProbability { drawBar(mean, color, on: canvas, in: Rect(x: center.x - 34, y: center.y, width: 68, height: 6)) }
    for (index, value) in way.values.enumerated() {
      canvas.text(
        Label(NumberText.fixed(value, 2)),
        at: Point(center.x + (index.isMultiple(of: 2) ? -17 : 17), center.y + 31 + Double(index / 2) * 13),
        style: .remark, alignment: .center)
    }
  }

  /// A probability as a bar, with a mark at 1/2.
  private func drawBar(_ value: Double, _ color: Color, on canvas: Canvas, in bar: Rect) {
    ProgressBar.drawBar(value, color: color, on: canvas, in: bar)
    let x = canvas.snapped(bar.center.x)
    canvas.line(from: Point(x, bar.y - 2), to: Point(x, bar.bottom + 2), stroke: Stroke(.white, width: 3))
    canvas.line(from: Point(x, bar.y - 2), to: Point(x, bar.bottom + 2), stroke: Stroke(Palette.ink))
    canvas.text(
      "1/2", at: Point(x, bar.bottom + 11), style: TextStyle(size: 9, color: Palette.remark), alignment: .center)
  }

  /// What each player learns from.
  private func drawFeedback(on canvas: Canvas, _ generator: Rect, _ discriminator: Rect) {
    let top = 52.0
    let dashed = Stroke(colors.generator, width: 1.2, dash: [4, 3])
    canvas.connector(
      [
        Point(discriminator.center.x, discriminator.y), Point(discriminator.center.x, top),
        Point(generator.center.x, top),
        Point(generator.center.x, generator.y - 2),
      ], stroke: dashed)
    let style = TextStyle(size: 10, color: colors.generator)
    canvas.text(
      "gradient through " + .math("D") + ": " + .math("G") + " wants " + .math("D(G(z))")
        + (isProbability ? " → 1" : " to grow"),
      at: Point((generator.center.x + discriminator.center.x) / 2, top - 5), style: style, alignment: .center)
    let bottom = Self.size.height - 22
    let blue = Stroke(colors.discriminator, width: 1.2, dash: [4, 3])
    canvas.connector(
      [
        Point(730, 328), Point(730, bottom), Point(discriminator.center.x, bottom),
        Point(discriminator.center.x, discriminator.bottom + 2),
      ], stroke: blue)
    canvas.text(
      .math("D") + " wants " + .math("D(x)") + (isProbability ? " → 1 and " : " large and ") + .math("D(G(z))")
        + (isProbability ? " → 0" : " small"),
      at: Point(discriminator.center.x - 10, bottom - 5), style: TextStyle(size: 10, color: colors.discriminator),
      alignment: .trailing)
  }

  /// For readers without pictures.
  public var summary: String {
    func values(_ way: Way) -> String { way.values.map { NumberText.fixed($0, 2) }.joined(separator: ", ") }
    return """
      \(title.plain)
        z (\(latentCount) random numbers) → generator (\(remarks.generator.map(\.plain).joined(separator: ", "))) → G(z)
        data (\(remarks.data.map(\.plain).joined(separator: ", "))) → x
        discriminator (\(remarks.discriminator.map(\.plain).joined(separator: ", "))) → D(G(z)) = \(values(generated)); \
      D(x) = \(values(real))
      """
  }
}
