extension Chart {
  func draw(on canvas: Canvas, _ layout: ChartLayout) {
    guard layout.plot.width >= 20, layout.plot.height >= 12 else { return }
    drawFrame(on: canvas, layout)
    // A heat map fills the plot, so it lies under the reference lines and under the frame.
    let grounds = layout.layers.filter { $0 is HeatMap || $0 is Bars || $0 is Area }
    for layer in grounds {
      canvas.clipped(to: layer is Bars ? layout.plot.inset(top: -14, bottom: -14) : layout.plot) {
        layer.draw(on: canvas, in: layout)
      }
    }
    drawReferenceLines(on: canvas, layout)
    canvas.clipped(to: layout.drawingRoom) {
      for layer in layout.layers where !(layer is HeatMap || layer is Bars || layer is Area) {
        layer.draw(on: canvas, in: layout)
      }
    }
    drawAxis(on: canvas, layout)
    drawNames(on: canvas, layout)
    layout.legend.draw(
      on: canvas,
      in: Rect(x: layout.rect.x, y: layout.legendTop, width: layout.rect.width, height: layout.legend.height))
    if let bar = layout.colorBar {
      let beside = layout.names.allSatisfy(\.label.isEmpty) && referenceLines.allSatisfy { $0.y == nil }
      let left = beside ? layout.plot.right : layout.rect.right - bar.width
      bar.draw(on: canvas, beside: layout.plot, at: left, edge: layout.rect.right)
    }
    if layout.isEmpty {
      let width = canvas.measure("no values yet", style: .label).width + 12
      let center = layout.plot.center
      canvas.rectangle(Rect(x: center.x - width / 2, y: center.y - 9, width: width, height: 18), fill: .white)
      canvas.text("no values yet", at: center, style: .label, alignment: .center, baseline: .middle)
    }
  }

  private func drawReferenceLines(on canvas: Canvas, _ layout: ChartLayout) {
    let plot = layout.plot
    let stroke = Stroke(Palette.reference, width: 1, dash: [4, 3])
    var free = -Double.infinity
    let lines = referenceLines.filter { isDrawable($0) }
    for line in lines {
      guard let value = line.y else { continue }
      let y = canvas.snapped(layout.place(Point(layout.x.range.lowerBound, value)).y)
      guard y >= plot.y - 0.5, y <= plot.bottom + 0.5 else { continue }
      canvas.line(from: Point(plot.x, y), to: Point(plot.right, y), stroke: stroke)
    }
    for (value, label) in lines.compactMap({ line in line.x.map { ($0, line.label) } }).sorted(by: { $0.0 < $1.0 }) {
      let x = canvas.snapped(layout.place(Point(value, layout.y.range.lowerBound)).x)
      guard x >= plot.x - 0.5, x <= plot.right + 0.5 else { continue }
      canvas.line(from: Point(x, plot.y - 3), to: Point(x, plot.bottom), stroke: stroke)
      var style = ChartLayout.nameStyle
      style.color = Palette.remark
      let width = canvas.measure(label, style: style).width
      let left = max(layout.rect.x, min(x - width / 2, layout.rect.right - width))
      guard left >= free else { continue }
      canvas.text(label, at: Point(left, plot.y - 6), style: style)
      free = left + width + 6
    }
  }

  private func isDrawable(_ line: ReferenceLine) -> Bool {
    switch line.place {
    case .x(let value): scales.isDrawable(x: value)
    case .y(let value): scales.isDrawable(y: value)
    }
  }

  // MARK: Axes

  private func drawFrame(on canvas: Canvas, _ layout: ChartLayout) {
    let plot = layout.plot
    let hair = 1 / Double(canvas.scale)
    var top = layout.rect.y
    if let title {
      let fitting = canvas.fitted(title, style: .title, width: layout.rect.width)
      canvas.text(fitting, at: Point(layout.rect.x, top), style: .title, baseline: .top)
      top += canvas.measure("x", style: .title).height + 8
    }
    top += layout.legend.height
    if let yLabel {
      let fitting = canvas.fitted(yLabel, style: .label, width: layout.rect.width)
      canvas.text(fitting, at: Point(layout.rect.x, top), style: .label, baseline: .top)
    }
    for tick in layout.y.ticks {
      let y = canvas.snapped(plot.bottom - layout.y.fraction(of: tick.value) * plot.height)
      // A stroke of two device pixels lies evenly on both sides of a device pixel's edge.
      // The line of 0 is told from the others when values lie on both sides of it.
      let isZero = tick.value == 0 && layout.y.range.lowerBound < 0 && layout.y.range.upperBound > 0
      canvas.line(
        from: Point(plot.x, y), to: Point(plot.right, y),
        stroke: Stroke(isZero ? Palette.zero : Palette.grid, width: 2 * hair))
      canvas.text(
        Label(tick.label), at: Point(plot.x - 8, y), style: .remark, alignment: .trailing, baseline: .middle)
    }
  }

  private func drawAxis(on canvas: Canvas, _ layout: ChartLayout) {
    let plot = layout.plot
    let hair = 1 / Double(canvas.scale)
    canvas.line(
      from: Point(plot.x, canvas.snapped(plot.bottom)), to: Point(plot.right, canvas.snapped(plot.bottom)),
      stroke: Stroke(Palette.axis, width: 2 * hair))
    var free = -Double.infinity
    for tick in layout.x.ticks {
      let x = canvas.snapped(plot.x + layout.x.fraction(of: tick.value) * plot.width)
      canvas.line(
        from: Point(x, plot.bottom), to: Point(x, plot.bottom + 4), stroke: Stroke(Palette.axis, width: 2 * hair))
      let width = canvas.measure(Label(tick.label), style: .remark).width
      guard x - width / 2 >= free else { continue }
      canvas.text(
        Label(tick.label), at: Point(x, plot.bottom + 6), style: .remark, alignment: .center, baseline: .top)
      free = x + width / 2 + 6
    }
    if let xLabel {
      let fitting = canvas.fitted(xLabel, style: .label, width: plot.width)
      canvas.text(
        fitting, at: Point(plot.center.x, layout.rect.bottom), style: .label, alignment: .center, baseline: .bottom)
    }
  }

  // MARK: Names

  /// A name at the right of the plot.
  private struct Name {
    var label: Label
    var color: Color
    var y: Double
  }

  private func drawNames(on canvas: Canvas, _ layout: ChartLayout) {
    let plot = layout.plot
    let style = ChartLayout.nameStyle
    let distance = canvas.measure("x", style: style).height + 1
    var names: [Name] = []
    for (label, line) in layout.names {
      guard let end = line.end else { continue }
      let place = layout.place(end)
      if plot.inset(-1).contains(place) {
        canvas.circle(
          center: place, radius: 3, fill: line.color, stroke: Stroke(.white, width: 1))
      }
      names.append(Name(label: label, color: line.color, y: place.y))
    }
    for line in referenceLines where isDrawable(line) {
      guard let value = line.y else { continue }
      let y = layout.place(Point(layout.x.range.lowerBound, value)).y
      names.append(Name(label: line.label, color: Palette.remark, y: y))
    }
    names.removeAll { $0.label.isEmpty }
    // Names stay above the numbers of the horizontal axis unless they need that room too.
    let top = layout.rect.y + distance / 2
    let needed = top + distance * Double(names.count - 1)
    let room = top...max(top, needed <= plot.bottom ? plot.bottom : layout.rect.bottom - distance / 2)
    let fitting = Int((room.upperBound - room.lowerBound) / distance) + 1
    if names.count > fitting {
      let left = names.count - fitting + 1
      names = Array(names.prefix(fitting - 1))
      names.append(Name(label: Label("… \(left) more"), color: Palette.remark, y: room.upperBound))
    }
    let wishes = names.map { max(plot.y, min(plot.bottom, $0.y)) }
    let places = Spreading.spread(wishes, distance: distance, in: room)
    for (name, (wish, place)) in zip(names, zip(wishes, places)) {
      var style = style
      style.color = name.color
      let x = plot.right + ChartLayout.labelGap
      if abs(place - wish) > 2 {
        // A short thread leads from the line's height to a name that had to move.
        let thread = [Point(plot.right + 4, wish), Point(x - 4, place), Point(x - 2, place)]
        canvas.polyline(thread, stroke: Stroke(name.color.withOpacity(0.6), width: 0.75))
      }
      let fitting = canvas.fitted(
        name.label, style: style, width: layout.rect.right - (layout.colorBar?.width ?? 0) - x)
      canvas.text(fitting, at: Point(x, place), style: style, baseline: .middle)
    }
  }
}
