/// A value between 0 and 1 as a bar, with a mark at a value worth knowing: 1/2 when a judge can only guess.
public struct Gauge: Sendable, Equatable {
  /// What is measured.
  public var label: Label
  /// 0…1; beyond is shown as the end, not finite as an empty bar.
  public var value: Double
  /// The bar's colour.
  public var color: Color
  /// Where the mark stands, or nil for none.
  public var mark: Double?

  /// Written under the mark.
  public var markLabel: Label

  /// Points down that the gauge needs: a line of text, the bar and the mark's name under it.
  public static let height = 43.0

  /// A gauge of a value.
  public init(
    _ label: Label, value: Double, color: Color = Palette.blue, mark: Double? = 0.5, markLabel: Label = "1/2"
  ) {
    self.label = label
    self.value = value
    self.color = color
    self.mark = mark
    self.markLabel = markLabel
  }

  /// Draws name and value over the bar, at the top of a rectangle and as wide as it.
  public func draw(on canvas: Canvas, in rect: Rect) {
    let text = value.isFinite ? NumberText.fixed(max(0, min(1, value)), 2) : "–"
    let valueStyle = TextStyle(size: 11, color: Palette.ink, isBold: true)
    let valueWidth = canvas.measure("0.00", style: valueStyle).width
    let fitting = canvas.fitted(label, style: .label, width: rect.width - valueWidth - 6)
    canvas.text(fitting, at: Point(rect.x, rect.y + 11), style: .label)
    canvas.text(Label(text), at: Point(rect.right, rect.y + 11), style: valueStyle, alignment: .trailing)
    let bar = Rect(x: rect.x, y: canvas.snapped(rect.y + 18), width: rect.width, height: 8)
    ProgressBar.drawBar(value, color: color, on: canvas, in: bar)
    guard let mark, (0...1).contains(mark) else { return }
    let x = canvas.snapped(bar.x + mark * bar.width)
    canvas.line(from: Point(x, bar.y - 3), to: Point(x, bar.bottom + 3), stroke: Stroke(.white, width: 3))
    canvas.line(from: Point(x, bar.y - 3), to: Point(x, bar.bottom + 3), stroke: Stroke(Palette.ink, width: 1))
    let style = TextStyle(size: 9, color: Palette.remark)
    canvas.text(markLabel, at: Point(x, bar.bottom + 13), style: style, alignment: .center)
  }
}
