/// The bar beside a plot that says which colour is which value.
struct ColorBar {
  private let colors: ColorAxis
  private let axis: Axis
  private let ticksWidth: Double
  /// Points across that it needs, the gap to its left included.
  let width: Double

  private static let gap = 16.0
  private static let bar = 12.0
  private static let toTicks = 7.0

  /// - Parameter height: of the plot.
  init?(_ colors: ColorAxis, height: Double, measuredBy pen: Canvas) {
    guard let range = colors.range else { return nil }
    self.colors = colors
    axis = Axis(range, scale: .linear, count: max(2, Int(height / 42)), isWidened: false)
    let labels = axis.ticks.map { Label($0.label) } + colors.marks.map(\.label)
    ticksWidth = labels.map { pen.measure($0, style: .remark).width }.max() ?? 0
    let name = pen.measure(colors.label, style: .label).width
    width = (Self.gap + max(Self.bar + Self.toTicks + ticksWidth, min(name, 90))).rounded(.up)
  }

  /// Draws the bar along the plot's right side; its name stands over it.
  func draw(on canvas: Canvas, beside plot: Rect, at left: Double, edge: Double) {
    let hair = 1 / Double(canvas.scale)
    let rect = Rect(
      x: canvas.snapped(left + Self.gap), y: canvas.snapped(plot.y), width: Self.bar,
      height: canvas.snapped(plot.bottom) - canvas.snapped(plot.y))
    let steps = max(2, min(1024, Int(rect.height * Double(canvas.scale))))
    let pixels = colors.scale.table(steps).reversed().flatMap { [$0.bytes.red, $0.bytes.green, $0.bytes.blue] }
    canvas.image(Image(unchecked: pixels, width: 1, height: steps, channels: 3), in: rect)
    canvas.rectangle(rect.inset(hair / 2), stroke: Stroke(Palette.axis, width: hair))
    var taken: [Double] = []
    func write(_ value: Double, _ label: Label, style: TextStyle, isMark: Bool) {
      let y = canvas.snapped(rect.bottom - axis.fraction(of: value) * rect.height)
      guard y >= rect.y - 0.5, y <= rect.bottom + 0.5, taken.allSatisfy({ abs($0 - y) > 10 }) else { return }
      taken.append(y)
      let start = isMark ? rect.x : rect.right
      canvas.line(
        from: Point(start, y), to: Point(rect.right + 3, y),
        stroke: Stroke(isMark ? Palette.ink : Palette.axis, width: 2 * hair))
      canvas.text(label, at: Point(rect.right + Self.toTicks, y), style: style, baseline: .middle)
    }
    let strong = TextStyle(size: 10, color: Palette.ink)
    for mark in colors.marks { if let value = mark.y { write(value, mark.label, style: strong, isMark: true) } }
    for tick in axis.ticks { write(tick.value, Label(tick.label), style: .remark, isMark: false) }
    guard !colors.label.isEmpty else { return }
    let name = canvas.fitted(colors.label, style: .label, width: edge - rect.x)
    canvas.text(name, at: Point(rect.x, rect.y - 8), style: .label, baseline: .baseline)
  }
}
