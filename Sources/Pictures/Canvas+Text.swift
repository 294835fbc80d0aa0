/// How text looks.
public struct TextStyle: Sendable, Equatable {
  /// The size of the letters in points.
  public var size: Double
  /// The colour of the letters.
  public var color: Color
  /// Whether the letters are heavy.
  public var isBold: Bool

  /// Letters of a size and colour.
  public init(size: Double, color: Color = Palette.ink, isBold: Bool = false) {
    self.size = max(1, min(size, 1000))
    self.color = color
    self.isBold = isBold
  }

  /// A picture's title.
  public static let title = TextStyle(size: 13, isBold: true)
  /// Names of axes, bars and tiles.
  public static let label = TextStyle(size: 11, color: Palette.label)
  /// Numbers along axes and remarks.
  public static let remark = TextStyle(size: 10, color: Palette.remark)
}

/// Where a text lies relative to the point it is given.
public enum TextAlignment: Sendable {
  /// The text begins, is centred or ends there.
  case leading, center, trailing
}

/// Which height of a text lies at the point it is given.
public enum TextBaseline: Sendable {
  /// The top of the letters, their middle (half the height of a capital), their baseline or the bottom of their tails.
  case top, middle, baseline, bottom
}

/// The measures of a text in points.
public struct TextMeasure: Sendable, Equatable {
  /// From the start to the end of the pen's way.
  public let width: Double
  /// Above the baseline.
  public let ascent: Double
  /// Below the baseline.
  public let descent: Double
  /// From the top of the letters to the bottom of their tails.
  public var height: Double { ascent + descent }
}

extension Canvas {
  /// The height of a capital, as a part of the font's size; that of the sans serif faces in use lies close to it.
  private static let capitalHeight = 0.73
  private static let smallSize = 0.72

  /// How much room a text takes.
  public func measure(_ label: Label, style: TextStyle) -> TextMeasure {
    var width = 0.0
    for run in label.runs {
      setFont(for: run, style: style)
      width += advance(of: run.text)
    }
    setFont(size: style.size, isBold: style.isBold, isItalic: false)
    let (ascent, descent) = fontExtents()
    return TextMeasure(width: width, ascent: ascent, descent: descent)
  }

  /// Writes a text at a point, turned about it by `rotation` degrees, counter-clockwise.
  public func text(
    _ label: Label, at point: Point, style: TextStyle, alignment: TextAlignment = .leading,
    baseline: TextBaseline = .baseline, rotation: Double = 0
  ) {
    guard !label.isEmpty, point.x.isFinite, point.y.isFinite else { return }
    let measure = measure(label, style: style)
    var pen = Point(0, 0)
    switch alignment {
    case .leading: break
    case .center: pen.x = -measure.width / 2
    case .trailing: pen.x = -measure.width
    }
    switch baseline {
    case .baseline: break
    case .top: pen.y = measure.ascent
    case .middle: pen.y = style.size * Self.capitalHeight / 2
    case .bottom: pen.y = -measure.descent
    }
    saveState()
    moveOrigin(to: point)
    if rotation != 0 { turn(by: -rotation * .pi / 180) }
    setSource(style.color)
    for run in label.runs {
      setFont(for: run, style: style)
      let shift = run.level > 0 ? -0.36 : run.level < 0 ? 0.18 : 0
      show(run.text, at: Point(pen.x, pen.y + shift * style.size))
      pen.x += advance(of: run.text)
    }
    restoreState()
  }

  /// The text, or its beginning with an ellipsis, that is at most `width` points wide.
  public func fitted(_ label: Label, style: TextStyle, width: Double) -> Label {
    guard measure(label, style: style).width > width else { return label }
    var runs = label.runs
    while var last = runs.popLast() {
      while !last.text.isEmpty {
        last.text.removeLast()
        let shorter = Label(runs: runs + [Label.Run(text: last.text + "…", isItalic: last.isItalic, level: last.level)])
        if measure(shorter, style: style).width <= width { return shorter }
      }
    }
    return Label("")
  }

  private func setFont(for run: Label.Run, style: TextStyle) {
    let size = run.level == 0 ? style.size : style.size * Self.smallSize
    setFont(size: size, isBold: style.isBold, isItalic: run.isItalic)
  }
}
