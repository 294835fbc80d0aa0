/// A network as the shapes its samples take on the way, each a block: height and width in perspective, channels across.
public struct NetworkDiagram: Sendable {
  /// A shape, and how it comes about.
  public struct Stage: Sendable {
    /// Channels x height x width, or a count.
    public var dims: [Int]
    /// The layers that lead to it.
    public var layers: [String]
    /// Their learned values.
    public var parameterCount: Int

    /// A shape with the layers that lead to it.
    public init(dims: [Int], layers: [String], parameterCount: Int = 0) {
      self.dims = dims
      self.layers = layers
      self.parameterCount = parameterCount
    }

    var text: String { dims.map(String.init).joined(separator: "x") }
  }

  /// Over the network.
  public var title: Label
  /// What goes in, as a formula.
  public var input: String
  /// What comes out, as a formula.
  public var output: String
  /// From the input to the output.
  public var stages: [Stage]
  /// The colour of the blocks.
  public var color: Color

  /// A network.
  public init(title: Label, input: String, output: String, stages: [Stage], color: Color) {
    self.title = title
    self.input = input
    self.output = output
    self.stages = stages
    self.color = color
  }

  /// Stages in a row; more go into further rows.
  static let perRow = 8
  static let pitch = 126.0
  private static let blockHeight = 128.0
  private static let lineHeight = 12.5

  private var rows: Int { (stages.count + Self.perRow - 1) / Self.perRow }
  private var lineCount: Int { stages.map(\.layers.count).max() ?? 0 }
  private var rowHeight: Double { Self.blockHeight + 46 + Double(lineCount) * Self.lineHeight + 16 }

  /// What it takes.
  var size: Size {
    Size(Double(min(stages.count, Self.perRow)) * Self.pitch, 26 + Double(rows) * rowHeight)
  }

  func draw(on canvas: Canvas, at origin: Point) {
    canvas.text(title, at: Point(origin.x, origin.y + 12), style: .title)
    for (index, stage) in stages.enumerated() {
      let (row, column) = (index / Self.perRow, index % Self.perRow)
      let left = origin.x + Double(column) * Self.pitch
      let middle = Point(left + Self.pitch / 2, origin.y + 26 + Double(row) * rowHeight + Self.blockHeight / 2)
      let half = drawBlock(stage, on: canvas, center: middle)
      if index > 0 {
        let start = column == 0 ? left - 2 : middle.x - Self.pitch + previousHalf(index) + 4
        canvas.connector(
          [Point(start, middle.y), Point(middle.x - half - 4, middle.y)], stroke: Stroke(Palette.slate, width: 1.3))
      }
      drawText(stage, index, on: canvas, center: Point(middle.x, middle.y + Self.blockHeight / 2 + 14))
    }
  }

  private func previousHalf(_ index: Int) -> Double { Self.extent(stages[index - 1]).half }

  private func drawText(_ stage: Stage, _ index: Int, on canvas: Canvas, center: Point) {
    let width = Self.pitch - 6
    var shape = Label(stage.text)
    if index == 0 { shape = Label.math(input) + Label("  ") + shape }
    if index == stages.count - 1 { shape = Label.math(output) + Label("  ") + shape }
    let bold = TextStyle(size: 11.5, isBold: true)
    canvas.text(canvas.fitted(shape, style: bold, width: width), at: center, style: bold, alignment: .center)
    var y = center.y
    let style = TextStyle(size: 9.5, color: Palette.label)
    for layer in stage.layers {
      y += Self.lineHeight
      canvas.text(
        canvas.fitted(Label(layer), style: style, width: width), at: Point(center.x, y), style: style,
        alignment: .center)
    }
    guard stage.parameterCount > 0 else { return }
    canvas.text(
      Label("\(NumberText.grouped(stage.parameterCount)) weights"), at: Point(center.x, y + Self.lineHeight + 1),
      style: TextStyle(size: 9, color: color), alignment: .center)
  }

  /// How large a block is drawn: sizes grow with the logarithm, as they span from 1 to tens of thousands.
  private static func extent(_ stage: Stage) -> (width: Double, height: Double, depth: Double, half: Double) {
    func scale(_ count: Int, _ unit: Double, _ least: Double, _ most: Double) -> Double {
      min(most, least + unit * Double(max(1, count)).binaryLogarithm)
    }
    let width: Double
    let height: Double
    let depth: Double
    if stage.dims.count == 3 {
      (width, height, depth) = (
        scale(stage.dims[0], 4.2, 5, 52), scale(stage.dims[1], 13, 8, 92), scale(stage.dims[2], 3.6, 2, 26)
      )
    } else {
      let count = stage.dims.reduce(1) { $0.multipliedReportingOverflow(by: max($1, 0)).partialValue }
      (width, height, depth) = (9, scale(count, 9, 8, 118), 0)
    }
    return (width, height, depth, (width + depth) / 2)
  }

  /// A cuboid, or for a list of numbers a bar without depth; returns half of its width.
  private func drawBlock(_ stage: Stage, on canvas: Canvas, center: Point) -> Double {
    let (width, height, depth, half) = Self.extent(stage)
    let lift = depth * 0.6
    let front = Rect(x: center.x - half, y: center.y - height / 2 + lift / 2, width: width, height: height)
    let stroke = Stroke(color, width: 1)
    if depth > 0 {
      let back = Rect(x: front.x + depth, y: front.y - lift, width: width, height: height)
      canvas.polygon(
        [Point(front.x, front.y), Point(back.x, back.y), Point(back.right, back.y), Point(front.right, front.y)],
        fill: color.withOpacity(0.12), stroke: stroke)
      canvas.polygon(
        [
          Point(front.right, front.y), Point(back.right, back.y), Point(back.right, back.bottom),
          Point(front.right, front.bottom),
        ], fill: color.withOpacity(0.45), stroke: stroke)
    }
    canvas.rectangle(front, fill: color.withOpacity(0.25), stroke: stroke)
    return half
  }

  /// For readers without pictures.
  var summary: String {
    let shapes = stages.map { stage in
      stage.layers.isEmpty ? stage.text : "\(stage.layers.joined(separator: ", ")) → \(stage.text)"
    }
    return ([title.plain] + shapes.map { "  " + $0 }).joined(separator: "\n")
  }
}

/// Networks under each other as one picture.
public struct NetworkDiagrams: Sendable {
  private let diagrams: [NetworkDiagram]
  private static let margin = 16.0

  /// Some networks.
  public init(_ diagrams: [NetworkDiagram]) { self.diagrams = diagrams }

  /// Draws them on a white card.
  ///
  /// - Throws: ``PictureError`` when there are none, or too many layers for one picture.
  public func draw(scale: Int = Canvas.defaultScale) throws(PictureError) -> Image {
    guard let width = diagrams.map(\.size.width).max() else { throw .empty(width: 0, height: 0) }
    let height = diagrams.reduce(0) { $0 + $1.size.height } + Double(max(0, diagrams.count - 1)) * 12
    let canvas = try Canvas(width: width + 2 * Self.margin, height: height + 2 * Self.margin, scale: scale)
    canvas.card()
    var y = Self.margin
    for diagram in diagrams {
      diagram.draw(on: canvas, at: Point(Self.margin, y))
      y += diagram.size.height + 12
    }
    return try canvas.finish()
  }

  /// For readers without pictures.
  public var summary: String { diagrams.map(\.summary).joined(separator: "\n") }
}

extension Double {
  /// The logarithm to base 2 of a value above 0, to a tenth of a percent: for lengths of a drawing.
  fileprivate var binaryLogarithm: Double { Decimal.logarithm(self) / Decimal.logarithm(2) }
}
