extension ConvolutionPicture {
  /// Where the three tables lie, for one position; all positions have the same.
  struct Layout {
    let cell: Size
    let size: Size
    let style: TextStyle
    let showsNumbers: Bool
    let inputX: Double
    let kernelX: Double
    let outputX: Double
    let channelHeight: Double
    let formulaLines: Int
  }

  private static let gap = 34.0
  private static let titleHeight = 20.0
  private static let lineHeight = 17.0
  private static let formulaStyle = TextStyle(size: 12)

  /// The ring around the input that is drawn, and that around the output.
  private var inputRing: Int { direction == .forward ? padding : 0 }
  private var outputRing: Int { direction == .forward ? 0 : padding }

  func layout() throws(PictureError) -> Layout {
    let pen = try Canvas(width: 1, height: 1)
    let columns = Double(input.columns + 2 * inputRing + kernel.columns + outputSize.columns + 2 * outputRing)
    let rows = max(
      Double(input.rows + 2 * inputRing) * Double(channels.count), Double(outputSize.rows + 2 * outputRing))
    let finished = output(after: positionCount).compactMap(\.self)
    let texts = channels.flatMap { channel in
      (0..<channel.input.count).map { NumberText.plain(channel.input[$0]) }
        + (0..<channel.kernel.count).map { NumberText.plain(channel.kernel[$0]) }
    }
    let size = columns > 24 || rows > 20 ? 9.0 : columns > 16 ? 10.5 : 12.5
    let style = TextStyle(size: size)
    let widest =
      (texts + finished.map { NumberText.plain($0) }).map { pen.measure(Label($0), style: style).width }.max() ?? 0
    let natural = max(size * 2.1, widest + 8)
    let room = 820.0 - 2 * Self.gap
    let across = min(natural, room / columns)
    // Numbers that would run into one another are left out; the colours say the rest.
    let showsNumbers = widest + 2 <= across
    let cell = Size(across, min(across, size * 2.1))
    // A narrow table is not as wide as the word over it.
    let name = pen.measure("output", style: .label).width
    let last = max(Double(outputSize.columns + 2 * outputRing) * cell.width, name)
    let width =
      Double(input.columns + 2 * inputRing + kernel.columns) * cell.width + 2 * Self.gap + last
    let channelHeight = Self.titleHeight + Double(max(input.rows + 2 * inputRing, kernel.rows)) * cell.height + 10
    let tables = max(
      channelHeight * Double(channels.count), Self.titleHeight + Double(outputSize.rows + 2 * outputRing) * cell.height)
    let lines = direction == .forward ? channels.count + (channels.count > 1 ? 1 : 0) : 1
    let height = tables + 10 + Double(lines) * Self.lineHeight
    let formulas = Animation.chosen(from: positionCount).flatMap(formula).map {
      pen.measure(Label($0), style: Self.formulaStyle).width
    }
    return Layout(
      cell: cell, size: Size(max(width, min(formulas.max() ?? 0, 820)).rounded(.up), height), style: style,
      showsNumbers: showsNumbers, inputX: 0,
      kernelX: Double(input.columns + 2 * inputRing) * cell.width + Self.gap,
      outputX: Double(input.columns + 2 * inputRing + kernel.columns) * cell.width + 2 * Self.gap,
      channelHeight: channelHeight, formulaLines: lines)
  }

  /// Draws one position with what has been computed by then into a rectangle.
  func draw(position: Int, on canvas: Canvas, in rect: Rect, _ layout: Layout) {
    let many = channels.count > 1
    for (index, channel) in channels.enumerated() {
      let y = rect.y + layout.channelHeight * Double(index)
      let number = many ? " \(index + 1)" : ""
      draw(Label("input\(number)"), Point(rect.x + layout.inputX, y), canvas)
      draw(Label("kernel\(number)"), Point(rect.x + layout.kernelX, y), canvas)
      drawInput(channel, position, on: canvas, at: Point(rect.x + layout.inputX, y + Self.titleHeight), layout)
      drawKernel(channel, index, on: canvas, at: Point(rect.x + layout.kernelX, y + Self.titleHeight), layout)
    }
    draw("output", Point(rect.x + layout.outputX, rect.y), canvas)
    drawOutput(position, on: canvas, at: Point(rect.x + layout.outputX, rect.y + Self.titleHeight), layout)
    for (line, text) in formula(position).enumerated() {
      let y = rect.y + layout.size.height - Double(layout.formulaLines - line - 1) * Self.lineHeight - 4
      canvas.text(
        canvas.fitted(Label(text), style: Self.formulaStyle, width: rect.width), at: Point(rect.x, y),
        style: Self.formulaStyle)
    }
  }

  private func draw(_ title: Label, _ point: Point, _ canvas: Canvas) {
    canvas.text(title, at: Point(point.x, point.y + 12), style: .label)
  }

  private func drawInput(_ channel: Channel, _ position: Int, on canvas: Canvas, at origin: Point, _ layout: Layout) {
    let (row, column) = place(position)
    for y in -inputRing..<input.rows + inputRing {
      for x in -inputRing..<input.columns + inputRing {
        let isPadding = y < 0 || y >= input.rows || x < 0 || x >= input.columns
        var ground: Color? = isPadding ? Palette.grid : nil
        if direction == .forward {
          let (v, u) = (y + padding - stride * row, x + padding - stride * column)
          if v >= 0, v < kernel.rows, u >= 0, u < kernel.columns { ground = Palette.tap(v * kernel.columns + u) }
        }
        let value = isPadding ? 0 : channel.input[y * input.columns + x]
        drawCell(
          isPadding && ground == Palette.grid ? nil : value, ground, canvas,
          cell(origin, y + inputRing, x + inputRing, layout), layout)
      }
    }
    let frame =
      direction == .forward
      ? window(origin, stride * row, stride * column, kernel.rows, kernel.columns, layout)
      : window(origin, row, column, 1, 1, layout)
    canvas.rectangle(frame, stroke: Stroke(Palette.ink, width: 2))
  }

  private func drawKernel(_ channel: Channel, _ index: Int, on canvas: Canvas, at origin: Point, _ layout: Layout) {
    for tap in 0..<kernel.count {
      let place = cell(origin, tap / kernel.columns, tap % kernel.columns, layout)
      drawCell(channel.kernel[tap], Palette.tap(tap), canvas, place, layout)
    }
  }

  private func drawOutput(_ position: Int, on canvas: Canvas, at origin: Point, _ layout: Layout) {
    let values = output(after: position + 1)
    let (row, column) = place(position)
    for y in -outputRing..<outputSize.rows + outputRing {
      for x in -outputRing..<outputSize.columns + outputRing {
        let rect = cell(origin, y + outputRing, x + outputRing, layout)
        let isCut = y < 0 || y >= outputSize.rows || x < 0 || x >= outputSize.columns
        var ground: Color? = isCut ? Palette.grid : nil
        if direction == .transposed {
          let (v, u) = (y + padding - stride * row, x + padding - stride * column)
          if v >= 0, v < kernel.rows, u >= 0, u < kernel.columns {
            ground = isCut ? Palette.tap(v * kernel.columns + u).withOpacity(0.4) : Palette.tap(v * kernel.columns + u)
          }
        }
        let value = isCut ? nil : values[y * outputSize.columns + x]
        let isUntouched = direction == .transposed && value == 0 && ground == nil
        drawCell(isUntouched ? nil : value, ground, canvas, rect, layout)
      }
    }
    let frame =
      direction == .forward
      ? window(origin, row, column, 1, 1, layout)
      : window(origin, stride * row, stride * column, kernel.rows, kernel.columns, layout)
    canvas.rectangle(frame, stroke: Stroke(Palette.ink, width: 2))
  }

  private func cell(_ origin: Point, _ row: Int, _ column: Int, _ layout: Layout) -> Rect {
    window(origin, row, column, 1, 1, layout)
  }

  private func window(_ origin: Point, _ row: Int, _ column: Int, _ rows: Int, _ columns: Int, _ layout: Layout) -> Rect
  {
    Rect(
      x: origin.x + Double(column) * layout.cell.width, y: origin.y + Double(row) * layout.cell.height,
      width: Double(columns) * layout.cell.width, height: Double(rows) * layout.cell.height)
  }

  private func drawCell(_ value: Double?, _ ground: Color?, _ canvas: Canvas, _ rect: Rect, _ layout: Layout) {
    canvas.rectangle(rect, fill: ground, stroke: Stroke(Palette.border, width: 0.5))
    guard layout.showsNumbers, let value else { return }
    canvas.text(
      Label(NumberText.plain(value)), at: rect.center, style: layout.style, alignment: .center, baseline: .middle)
  }

  /// What happens at a position, in numbers.
  func formula(_ position: Int) -> [String] {
    switch direction {
    case .forward:
      let sums = products(at: position)
      let lines = sums.map { products in
        let sum = products.reduce(0) { $0 + $1.value * $1.weight }
        guard products.count <= 9 else { return "the sum of \(products.count) products = \(NumberText.plain(sum))" }
        return products.map { "\(factor($0.value)) · \(factor($0.weight))" }.joined(separator: " + ")
          + " = " + NumberText.plain(sum)
      }
      guard channels.count > 1 else { return lines }
      let totals = sums.map { $0.reduce(0) { $0 + $1.value * $1.weight } }
      return lines + [
        totals.map { factor($0) }.joined(separator: " + ") + " = " + NumberText.plain(totals.reduce(0, +))
      ]
    case .transposed:
      let values = channels.map { NumberText.plain($0.input[position]) }.joined(separator: ", ")
      let cut = padding > 0 ? "; the gray ring is cut off" : ""
      return ["\(values) times the kernel is added to the output\(cut)"]
    }
  }

  private func factor(_ value: Double) -> String {
    value < 0 ? "(\(NumberText.plain(value)))" : NumberText.plain(value)
  }
}
