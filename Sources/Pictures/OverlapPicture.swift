/// How many copies of a kernel cover each pixel of a transposed convolution: as numbers, and as the checkerboard it leaves.
public struct OverlapPicture: Sendable {
  /// Copies on each pixel, row by row.
  public var counts: [[Double]]
  /// The side of the kernel.
  public var kernel: Int
  /// The stride.
  public var stride: Int

  /// A map of copies.
  public init(counts: [[Double]], kernel: Int, stride: Int) {
    self.counts = counts
    self.kernel = kernel
    self.stride = stride
  }

  private static let margin = 14.0
  private static let gap = 28.0

  /// Draws both on a card.
  ///
  /// - Throws: ``PictureError`` when there are no counts, or too many.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    let rows = counts.count
    let columns = counts.map(\.count).max() ?? 0
    guard columns > 0 else { throw .empty(width: 0, height: rows) }
    guard max(rows, columns) <= 100 else { throw .tooManyCells(rows: rows, columns: columns, limit: 100) }
    let side = max(4, min(24, (400 / Double(max(rows, columns))).rounded(.down)))
    let size = Size(side * Double(columns), side * Double(rows))
    let header = 40.0
    let canvas = try Canvas(
      width: max(2 * size.width + Self.gap, 330) + 2 * Self.margin, height: size.height + header + 2 * Self.margin,
      scale: scale)
    canvas.card()
    let origin = Point(Self.margin, Self.margin + header)
    canvas.text(
      canvas.fitted(Label(verdict), style: .title, width: canvas.size.width - 2 * Self.margin),
      at: Point(origin.x, Self.margin + 12), style: .title)
    canvas.text("copies on each pixel", at: Point(origin.x, origin.y - 8), style: .label)
    let right = Point(origin.x + size.width + Self.gap, origin.y)
    canvas.text("an even input comes out as", at: Point(right.x, right.y - 8), style: .label)
    let most = counts.joined().max() ?? 1
    for (row, line) in counts.enumerated() {
      for (column, count) in line.enumerated() {
        let rect = Rect(
          x: origin.x + Double(column) * side, y: origin.y + Double(row) * side, width: side, height: side)
        canvas.rectangle(rect, fill: ground(count / max(most, 1)), stroke: Stroke(.white, width: 1))
        if side >= 12 {
          canvas.text(
            Label(NumberText.plain(count)), at: rect.center, style: TextStyle(size: min(12, side * 0.5)),
            alignment: .center, baseline: .middle)
        }
      }
    }
    let bytes = counts.flatMap { line in
      line.map { UInt8(max(0, min(255, ($0 / max(most, 1) * 255).rounded()))) }
        + Array(repeating: 0, count: columns - line.count)
    }
    let image = try Image(width: columns, height: rows, channels: 1, pixels: bytes)
    canvas.image(image, in: Rect(x: right.x, y: right.y, width: size.width, height: size.height))
    return try canvas.finish()
  }

  /// From nearly white to a light vermilion, on which numbers are read.
  private func ground(_ share: Double) -> Color {
    Color(red: 1 - 0.02 * share, green: 1 - 0.38 * share, blue: 1 - 0.62 * share)
  }

  private var verdict: String {
    kernel.isMultiple(of: stride)
      ? "kernel \(kernel), stride \(stride): even inside" : "kernel \(kernel), stride \(stride): a checkerboard"
  }

  /// For readers without pictures.
  public var summary: String {
    let all = counts.joined()
    let lines = counts.prefix(40).map { "  " + $0.prefix(40).map { NumberText.plain($0) }.joined(separator: " ") }
    return "\(counts.count)x\(counts.first?.count ?? 0), \(verdict), "
      + "\(NumberText.plain(all.min() ?? 0)) to \(NumberText.plain(all.max() ?? 0)) copies\n"
      + lines.joined(separator: "\n")
  }
}
