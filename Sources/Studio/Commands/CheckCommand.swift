import Jupyter
import Language
import Mathematics

/// `check a = b`: proves a claim where it is taught, and fails the cell when it is wrong.
struct CheckCommand: SessionCommand {
  static let verb = Verb(
    "check", group: "mathematics",
    summary: "proves a claim, or fails the cell",
    details: """
      `check a = b` wants both to be the same but for rounding (1e-12 of their size), entry by entry for matrices. \
      `check a ~ b within t` allows a difference of t; without `within` half a unit of the last digit that b is written \
      with: 0.05 for `2.5`, 0.5 for `0`, 5e20 for `6.02e23`. Where b is no number but an expression, it is a millionth \
      of its size, and nothing where that is 0. `check a < b` and the like want the comparison to be true.
      """,
    parameters: [
      .positional("claim", .expression("a value or a comparison"), help: "what is claimed of"),
      .clause("=", "equal", .expression("a value"), help: "what it is exactly"),
      .clause("~", "near", .expression("a value"), help: "what it is about"),
      .clause("within", "tolerance", .number(.above(0)), help: "the largest difference"),
    ],
    exclusive: [["equal", "near"]],
    examples: ["check 1 + 1 = 2", "check log(2) ~ 0.6931", "check exp(1) ~ 2.718 within 0.001", "check 1 < 2"])

  let claim: Expression?
  let equal: Expression?
  let near: Expression?
  let tolerance: Double?

  init(_ arguments: Arguments) {
    claim = arguments.expressions("claim").first
    equal = arguments.expressions("equal").first
    near = arguments.expressions("near").first
    tolerance = arguments.number(ifGiven: "tolerance")
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let claim else { return }
    let evaluator = session.evaluator(output)
    let spelled = session.text[claim.range]
    guard let expected = equal ?? near else {
      return try compare(claim, spelled, evaluator, in: session, showing: output)
    }
    let value = try evaluator.evaluate(claim)
    let wanted = try evaluator.evaluate(expected)
    if case .nothing = value, !Self.isSame(value, wanted) { throw StudioError.blank("`\(spelled)`") }
    if case (.function, .function) = (value, wanted) {
      throw Diagnostic(
        claim.range, message: "functions cannot be compared as a whole",
        hint: "Compare values, as in `check f(2) = g(2)`, or draw both.")
    }
    let allowed = tolerance ?? near.map { Self.tolerance(of: session.text[$0.range], wanted) }
    let sign = equal == nil ? "~" : "="
    let shownTolerance = allowed.map { NumberFormat.text($0, digits: 6) } ?? "rounding"
    let difference = Self.difference(value, wanted)
    let limit = allowed ?? 1e-12 * max(Self.size(value), Self.size(wanted))
    let holds = difference.map { $0 <= limit } ?? Self.isSame(value, wanted)
    guard holds else {
      throw StudioError.checkFailed(
        value: Self.shown(value), expected: Self.shown(wanted), tolerance: shownTolerance,
        difference: difference.map { NumberFormat.text($0, digits: 6) })
    }
    let written = spelled + " \(sign) " + session.text[expected.range]
    let numbers =
      if case .grid(let grid) = value, !grid.isVector, grid.values.count > Self.shortTable {
        "all \(grid.values.count) entries as expected"
      } else {
        "value \(Self.shown(value)), expected \(Self.shown(wanted))"
      }
    output.stream(.stdout, Self.report(written, numbers, shownTolerance))
  }

  private func compare(
    _ claim: Expression, _ spelled: String, _ evaluator: Evaluator, in session: Session, showing output: any Output
  ) throws {
    guard case .flag(let holds) = try evaluator.evaluate(claim) else {
      throw Diagnostic(
        claim.range, message: StudioError.notAClaim("`\(spelled)`").message, hint: StudioError.notAClaim("").hint)
    }
    var (value, expected) = ("\(holds)", "true")
    var comparison = "`\(spelled)`"
    if case .operation(let sign, let left, let right) = claim.node, sign.isComparison {
      value = Self.shown(try evaluator.evaluate(left))
      expected = "\(sign.rawValue) " + Self.shown(try evaluator.evaluate(right))
      comparison = "\(value) \(expected)"
    }
    guard holds else {
      throw StudioError.comparisonFailed(comparison)
    }
    output.stream(.stdout, Self.report(spelled, "value \(value), expected \(expected)", "none"))
  }

  /// How many entries of a matrix that is as expected are still worth repeating.
  private static let shortTable = 16

  /// A claim of several lines is told in one.
  private static func report(_ claim: String, _ numbers: String, _ tolerance: String) -> String {
    let line = claim.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
    return "✓ \(line)\n  \(numbers), tolerance \(tolerance)\n"
  }

  /// Matrices stand on one line here: `[[1, 2], [3, 4]]`.
  private static func shown(_ value: Quantity) -> String {
    guard case .grid(let grid) = value, !grid.isVector else { return value.plain() }
    guard grid.values.count <= 64 else { return "a \(grid.sizeText) matrix" }
    return "[" + grid.cells(digits: 6).map { "[" + $0.joined(separator: ", ") + "]" }.joined(separator: ", ") + "]"
  }

  /// Half a unit of the last digit that a number is written with; for anything else a millionth of its size.
  private static func tolerance(of written: String, _ wanted: Quantity) -> Double {
    if case .number(let number) = wanted, number.value.isFinite, let unit = lastUnit(of: written) {
      return 0.5 * unit * (1 + 1e-9)
    }
    return 1e-6 * size(wanted)
  }

  /// A unit of the last digit, 0.01 for `6.02` and 1e21 for `6.02e23`; nil for what is no number.
  ///
  /// Brackets and a sign around the number do not count.
  private static func lastUnit(of written: String) -> Double? {
    let bare = written.filter { !$0.isWhitespace && !"()_".contains($0) }.drop { $0 == "-" }
    let parts = bare.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard digits.count <= 2, digits.contains(where: { !$0.isEmpty }),
      digits.allSatisfy({ $0.allSatisfy(\.isNumber) }), let exponent = parts.count == 2 ? Int(parts[1]) : 0,
      (-1_000...1_000).contains(exponent)
    else { return nil }
    return Double("1e\(exponent - (digits.count == 2 ? digits[1].count : 0))")
  }

  // MARK: Comparing

  /// The largest difference of any entries; nil when the two are not numbers of one shape.
  private static func difference(_ a: Quantity, _ b: Quantity) -> Double? {
    switch (a, b) {
    case (.number(let a), .number(let b)):
      return a.value == b.value ? 0 : abs(a.value - b.value)
    case (.grid(let a), .grid(let b)) where a.lengths == b.lengths:
      return zip(a.values, b.values).map { $0 == $1 ? 0 : abs($0 - $1) }.reduce(0) {
        $1.isNaN || $0.isNaN ? .nan : max($0, $1)
      }
    default: return nil
    }
  }

  /// The largest of its numbers, of those that are finite: nothing is near infinity but infinity.
  private static func size(_ value: Quantity) -> Double {
    switch value {
    case .number(let number): number.value.isFinite ? abs(number.value) : 0
    case .grid(let grid): grid.values.filter(\.isFinite).map(abs).max() ?? 0
    default: 0
    }
  }

  private static func isSame(_ a: Quantity, _ b: Quantity) -> Bool {
    switch (a, b) {
    case (.flag(let a), .flag(let b)): a == b
    case (.size(let a), .size(let b)): a == b
    case (.text(let a), .text(let b)): a == b
    case (.range(let a, let b), .range(let c, let d)): a.value == c.value && b.value == d.value
    case (.nothing, .nothing): true
    default: false
    }
  }
}
