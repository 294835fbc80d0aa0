#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What diagrams are made of.
extension Canvas {
  /// A line through points that ends in a head; the last piece must be longer than the head.
  func connector(_ points: [Point], stroke: Stroke, head: Double = 7) {
    guard let end = points.last, let before = points.dropLast().last else { return }
    let length = hypot(end.x - before.x, end.y - before.y)
    guard length > 0 else { return }
    let (dx, dy) = ((end.x - before.x) / length, (end.y - before.y) / length)
    let base = Point(end.x - dx * head, end.y - dy * head)
    var shaft = Array(points.dropLast())
    shaft.append(base)
    polyline(shaft, stroke: stroke)
    let half = head * 0.45
    polygon(
      [end, Point(base.x - dy * half, base.y + dx * half), Point(base.x + dy * half, base.y - dx * half)],
      fill: stroke.color)
  }

  /// A box with round corners in a light tint of its colour, its name in the middle and lines of remarks under it.
  func box(_ name: Label, _ remarks: [Label], color: Color, in rect: Rect) {
    rectangle(rect, cornerRadius: 8, fill: color.withOpacity(0.12), stroke: Stroke(color, width: 1.5))
    let height = 17.0 + 14 * Double(remarks.count)
    var y = rect.center.y - height / 2 + 13
    let style = TextStyle(size: 14, color: color, isBold: true)
    text(
      fitted(name, style: style, width: rect.width - 8), at: Point(rect.center.x, y), style: style, alignment: .center)
    for remark in remarks {
      y += 14
      text(
        fitted(remark, style: .remark, width: rect.width - 8), at: Point(rect.center.x, y), style: .remark,
        alignment: .center)
    }
  }
}
