/// How much of a work is done, with a remark at each end.
public struct ProgressBar: Sendable, Equatable {
  /// 0…1; beyond is shown as the end, not finite as an empty bar.
  public var fraction: Double
  /// Over the bar's left end: `epoch 1 of 2`.
  public var leading: Label
  /// Over the bar's right end: `12 s left`.
  public var trailing: Label
  /// The bar's colour.
  public var color: Color

  /// Points down that the bar needs: one line of text and the bar under it.
  public static let height = 28.0

  /// A bar of the part that is done.
  public init(_ fraction: Double, leading: Label = "", trailing: Label = "", color: Color = Palette.green) {
    self.fraction = fraction
    self.leading = leading
    self.trailing = trailing
    self.color = color
  }

  /// Draws the remarks over the bar, at the top of a rectangle and as wide as it.
  public func draw(on canvas: Canvas, in rect: Rect) {
    let end = canvas.fitted(trailing, style: .label, width: rect.width / 2)
    let room = rect.width - canvas.measure(end, style: .label).width - 8
    let lead = TextStyle(size: 12, color: Palette.ink, isBold: true)
    canvas.text(
      canvas.fitted(leading, style: lead, width: room), at: Point(rect.x, rect.y + 12), style: lead)
    canvas.text(end, at: Point(rect.right, rect.y + 12), style: .label, alignment: .trailing)
    let bar = Rect(x: rect.x, y: canvas.snapped(rect.y + 20), width: rect.width, height: 6)
    Self.drawBar(fraction, color: color, on: canvas, in: bar)
  }

  /// A bar with round ends, filled from the left.
  static func drawBar(_ fraction: Double, color: Color, on canvas: Canvas, in bar: Rect) {
    let radius = bar.height / 2
    canvas.rectangle(bar, cornerRadius: radius, fill: Palette.track)
    guard fraction > 0 else { return }
    // Clipping the filled part to the bar keeps its left end round even when it is narrower than the rounding.
    canvas.clipped(to: bar, cornerRadius: radius) {
      let filled = Rect(x: bar.x, y: bar.y, width: bar.width * min(1, fraction), height: bar.height)
      canvas.rectangle(filled, fill: color)
    }
  }
}
