import Language
import Mathematics
import TestSupport
import Testing

@Suite("Work is bounded")
struct WorkTests {
  /// A function, and functions each of which is a derivative of the one before; the last is called at 0.
  private static func chain(_ start: String, _ count: Int, primes: Int) -> String {
    let slope = String(repeating: "'", count: primes)
    let lines = (1...count).map { "f\($0)(x) = f\($0 - 1)\(slope)(x)" }
    return (["f0(x) = \(start)"] + lines + ["f\(count)(0)"]).joined(separator: "\n")
  }

  @Test(
    "by the coefficients that slopes of slopes have",
    arguments: [
      ("exp(x)", 30, 1), ("exp(x)", 30, 20), ("x * x * x", 30, 1), ("normal(0, 1)(x)", 30, 1), ("sigmoid(x)", 5, 20),
      ("x^7.5", 30, 1), ("sum([x, x^2])", 30, 1),
    ])
  func slopes(start: String, count: Int, primes: Int) {
    let source = Self.chain(start, count, primes: primes)
    var message: String?
    let duration = processorTime { message = fault(source)?.message }
    #expect(message?.contains("takes more than 1_000_000 steps") == true, "\(message ?? "no fault")")
    #expect(duration < .seconds(10))
  }

  @Test("and slopes of slopes are computed as long as that is possible")
  func possible() throws {
    #expect(try number(Self.chain("exp(x)", 6, primes: 1)) == 1)
    #expect(abs(try number(Self.chain("sigmoid(x)", 3, primes: 1)) + 0.125) < 1e-12)
    #expect(abs(try number(Self.chain("tanh(x)", 1, primes: 3)) + 2) < 1e-12)
  }

  @Test("and stops when somebody wants it to, also when every step is a large one")
  func interrupted() throws {
    let vocabulary = Vocabulary(verbs: []) { $0 == .function ? BuiltIn.choices : [] }
    for length in [10_000, 16_000, 31_000, 50_000] {
      let cell = vocabulary.parse("f(v) = v * 2\niterate(f, ones(\(length)), 5000)")
      guard case .definition(let definition) = cell.statements[0], case .expression(let expression) = cell.statements[1]
      else {
        Issue.record("\(cell.report)")
        return
      }
      var definitions = Definitions()
      let entry = try definitions.entry(for: definition, in: cell.text, by: Evaluator(definitions))
      definitions.define("f", entry)
      let evaluator = Evaluator(definitions) { true }
      #expect(throws: MathFault.self) { try evaluator.evaluate(expression) }
      #expect(evaluator.steps < 30_000, "stopped by the limit and not by the person")
    }
  }
}
