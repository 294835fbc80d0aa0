import Jupyter
import Language
import Mathematics
import Pictures

/// Functions of one variable, and vectors, as lines.
struct FunctionChart {
  private(set) var chart: Chart

  /// - Throws: a `MathFault` when a line has no value anywhere, `StudioError` when there is nothing to draw.
  init(
    _ expressions: [Expression], over domain: (variable: String, range: Expression)?, points: Int, in session: Session,
    _ output: any Output
  ) throws {
    let evaluator = session.evaluator(output)
    var places: [Double] = []
    if let domain {
      guard case .range(let low, let high) = try evaluator.evaluate(domain.range) else {
        throw Diagnostic(domain.range.range, message: "`over` wants a range", hint: "Write it as in `over x=0..1`.")
      }
      guard low.value.isFinite, high.value.isFinite else { throw StudioError.endlessRange }
      guard low.value < high.value else {
        throw Diagnostic(
          domain.range.range, message: "the range is empty", hint: "Write the smaller number first, as in `0..1`.")
      }
      let width = high.value - low.value
      places = (0..<points).map { low.value + width * (Double($0) / Double(points - 1)) }
    }
    let series = try expressions.map { expression in
      let name = Label(session.text[expression.range])
      // Every value has its own allowance of steps.
      return try Self.series(expression, name, domain?.variable, places) {
        if output.isInterrupted { throw Interruption("stopped before the chart was drawn") }
        return session.evaluator(output)
      }
    }
    chart = Chart(
      xLabel: domain.map { Label.math($0.variable) }, series: series,
      xRange: places.first.flatMap { low in places.last.map { low...$0 } })
  }

  private static func series(
    _ expression: Expression, _ name: Label, _ variable: String?, _ places: [Double],
    _ evaluator: () throws -> Evaluator
  ) throws -> Series {
    guard let variable else {
      switch try evaluator().evaluate(expression) {
      case .grid(let grid) where grid.isVector: return Series(name, grid.values)
      case .function: throw StudioError.noRange(name.plain)
      case let other:
        throw Diagnostic(
          expression.range, message: StudioError.notDrawable(other.kind).message, hint: StudioError.notDrawable("").hint
        )
      }
    }
    var values: [Double] = []
    var fault: MathFault?
    for place in places {
      let evaluator = try evaluator()
      do throws(MathFault) {
        values.append(try evaluator.value(of: expression, with: variable, at: place))
      } catch {
        guard error.isGap else { throw error }
        fault = fault ?? error
        values.append(.nan)
      }
    }
    if let fault, values.allSatisfy(\.isNaN) { throw fault }
    return Series(name, x: places, y: values)
  }
}
