/// A short text with italic and raised or lowered parts.
///
/// A string is taken as it stands. ``math(_:)`` sets formulas: `Label.math("D(G(z))")`, `Label.math("p_data(x)")`.
public struct Label: Sendable, Equatable, ExpressibleByStringLiteral {
  /// A piece of one style.
  public struct Run: Sendable, Equatable {
    /// Its letters.
    public var text: String
    /// Whether it leans, as variables do.
    public var isItalic: Bool
    /// 0 on the line, -1 lowered, 1 raised.
    public var level: Int
  }

  /// The pieces from left to right.
  public var runs: [Run]

  /// The most letters of a label: measuring and shortening take time that grows with them.
  static let maximumCount = 400

  /// A text as it stands, its first 400 letters at most.
  ///
  /// A label is one line, so a line's end becomes a space.
  public init(_ text: String) {
    let line = String(text.prefix(Self.maximumCount).map { $0.isNewline ? " " : $0 })
    runs = line.isEmpty ? [] : [Run(text: line, isItalic: false, level: 0)]
  }

  /// A text as it stands.
  public init(stringLiteral text: String) {
    self.init(text)
  }

  init(runs: [Run]) {
    self.runs = runs
  }

  /// The letters alone.
  public var plain: String { runs.map(\.text).joined() }

  /// The text with `_` and `^` before lowered and raised parts: `p_data(x)`.
  public var typed: String {
    runs.map { ($0.level > 0 ? "^" : $0.level < 0 ? "_" : "") + $0.text }.joined()
  }

  /// Whether there is nothing to write.
  public var isEmpty: Bool { runs.isEmpty }

  /// One text after another.
  public static func + (left: Label, right: Label) -> Label {
    Label(runs: left.runs + right.runs)
  }

  /// A formula: single letters lean, words and digits stand, `_` lowers and `^` raises the next letter, word, number or
  /// `{group}`.
  public static func math(_ formula: String) -> Label {
    var runs: [Run] = []
    var level = 0
    var isGroup = false
    var rest = formula.prefix(maximumCount)
    func append(_ text: String, isItalic: Bool) {
      if let last = runs.last, last.level == level, last.isItalic == isItalic {
        runs[runs.count - 1].text += text
      } else {
        runs.append(Run(text: text, isItalic: isItalic, level: level))
      }
    }
    while let first = rest.first {
      switch first {
      case "_", "^":
        level = first == "_" ? -1 : 1
        rest.removeFirst()
        isGroup = rest.first == "{"
        if isGroup { rest.removeFirst() }
      case "}" where isGroup:
        rest.removeFirst()
        isGroup = false
        level = 0
      default:
        let word = first.isLetter ? rest.prefix { $0.isLetter } : rest.prefix { $0.isNumber }
        let token = word.isEmpty ? rest.prefix(1) : word
        append(String(token), isItalic: token.count == 1 && first.isLetter)
        rest.removeFirst(token.count)
        if !isGroup { level = 0 }
      }
    }
    return Label(runs: runs)
  }
}
