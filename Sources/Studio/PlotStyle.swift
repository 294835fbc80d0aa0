import Language

/// How `plot` draws what it is given.
enum PlotStyle: String, CaseIterable {
  case line, points, bars, histogram, area, heatmap, arrows

  /// The words behind `as`.
  static let choices = allCases.map { Choice($0.rawValue, $0.summary) }

  private var summary: String {
    switch self {
    case .line: "a line through the values"
    case .points: "the values one by one; two vectors are x and y"
    case .bars: "a bar for each entry"
    case .histogram: "how often values fall where"
    case .area: "shaded down to 0, or between two"
    case .heatmap: "a colour for each value"
    case .arrows: "two functions of two variables as arrows"
    }
  }
}

/// Axes on which equal steps are equal ratios.
struct LogarithmicAxes: OptionSet {
  let rawValue: Int
  static let x = LogarithmicAxes(rawValue: 1)
  static let y = LogarithmicAxes(rawValue: 2)

  static let choices = [
    Choice("x", "the horizontal axis"), Choice("y", "the vertical axis"), Choice("xy", "both axes"),
  ]

  init(rawValue: Int) { self.rawValue = rawValue }

  /// The axes that a word names.
  init(word: String?) {
    self = word == "xy" ? [.x, .y] : word == "x" ? .x : word == "y" ? .y : []
  }
}
