import Jupyter
import Language
import Mathematics
import Pictures

/// Computes what `plot` is given.
struct PlotValues {
  private let session: Session
  private let output: any Output

  init(_ session: Session, _ output: any Output) {
    self.session = session
    self.output = output
  }

  /// An evaluator with an allowance of steps of its own, for one value.
  private func evaluator() throws -> Evaluator {
    if output.isInterrupted { throw Interruption("stopped before the chart was drawn") }
    return session.evaluator(output)
  }

  func quantity(_ expression: Expression) throws -> Quantity { try evaluator().evaluate(expression) }

  /// The values of an expression where its variables take the given places, row by row of them; NaN for a gap.
  ///
  /// - Throws: the first reason for a gap when there is no value anywhere.
  func values(of expression: Expression, with variables: [String], at places: [[Double]]) throws -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(places.count)
    var fault: MathFault?
    for place in places {
      let evaluator = try evaluator()
      do throws(MathFault) {
        values.append(try evaluator.value(of: expression, with: variables, at: place))
      } catch {
        guard error.isGap else { throw error }
        fault = fault ?? error
        values.append(.nan)
      }
    }
    if let fault, values.allSatisfy(\.isNaN) { throw fault }
    return values
  }

  // MARK: Options

  func domain(_ variable: String, _ expression: Expression) throws -> PlotDomain {
    switch try quantity(expression) {
    case .range:
      return PlotDomain(variable: variable, range: try range(expression), listed: nil)
    case .grid(let grid) where grid.isVector:
      let finite = grid.values.filter(\.isFinite)
      guard let low = finite.min(), let high = finite.max(), low < high else {
        throw Diagnostic(expression.range, message: "`over` wants at least two different places")
      }
      return PlotDomain(variable: variable, range: low...high, listed: grid.values)
    default:
      throw Diagnostic(expression.range, message: "`over` wants a range", hint: "Write it as in `over x=0..1`.")
    }
  }

  func range(_ expression: Expression) throws -> ClosedRange<Double> {
    guard case .range(let low, let high) = try quantity(expression) else {
      throw Diagnostic(expression.range, message: "a range is wanted here", hint: "Write it as in `0..1`.")
    }
    guard low.value.isFinite, high.value.isFinite else { throw StudioError.endlessRange }
    guard low.value < high.value else {
      throw Diagnostic(
        expression.range, message: "the range is empty", hint: "Write the smaller number first, as in `0..1`.")
    }
    return low.value...high.value
  }

  /// A number or several, each named as it was written: `log(4)`.
  func marks(_ expression: Expression) throws -> [PlotMark] {
    let parts = if case .list(let parts) = expression.node { parts } else { [expression] }
    return try parts.flatMap { part -> [PlotMark] in
      switch try quantity(part) {
      case .number(let number): return [PlotMark(value: number.value, label: label(part))]
      case .grid(let grid) where grid.isVector:
        return grid.values.map { PlotMark(value: $0, label: Label(NumberFormat.text($0, digits: 4))) }
      default: throw Diagnostic(part.range, message: "a number or a list of numbers is wanted here")
      }
    }
  }

  func labels(_ expression: Expression) throws -> [Label] {
    let parts = if case .list(let parts) = expression.node { parts } else { [expression] }
    return try parts.flatMap { part -> [Label] in
      switch try quantity(part) {
      case .text(let text): return [Label(text)]
      case .grid(let grid) where grid.isVector: return grid.values.map { Label(NumberFormat.text($0, digits: 4)) }
      case let other: return [Label(other.plain(digits: 4))]
      }
    }
  }

  func vector(_ expression: Expression) throws -> [Double] {
    guard case .grid(let grid) = try quantity(expression), grid.isVector else {
      throw Diagnostic(expression.range, message: "a vector is wanted here", hint: "Write it as in `[1, 2, 3]`.")
    }
    return grid.values
  }

  /// The entries of a vector that needs no variable; nil for anything else.
  func vector(ifKnown expression: Expression) -> [Double]? {
    guard case .grid(let grid)? = try? quantity(expression), grid.isVector else { return nil }
    return grid.values
  }

  // MARK: Names

  /// The expression as it was typed, on one line.
  func text(_ expression: Expression) -> String { session.text[expression.range] }

  /// The expression as people write it; a function that was defined in few letters says what it is:
  /// `weak(d) = log(1 − d)`.
  func label(_ expression: Expression) -> Label {
    let typed = Label.math(text(expression))
    guard let name = expression.asName, case .function(.defined(let function))? = session.definitions[name]?.value,
      function.spelling.count <= Self.longestSpelling
    else { return typed }
    return Label.math(function.spelling)
  }

  private static let longestSpelling = 30
}
