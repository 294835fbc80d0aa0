import Language
import Mathematics
import Testing

/// A cell's lines, computed.
///
/// - Parameter note: is told the steps of each line, also of one that fails.
func compute(_ source: String, noting note: (Int) -> Void = { _ in }) throws -> Quantity {
  let vocabulary = Vocabulary(verbs: []) { $0 == .function ? BuiltIn.choices : [] }
  let cell = vocabulary.parse(source)
  #expect(cell.report == "", "\(source)")
  var definitions = Definitions()
  var last = Quantity.nothing
  for statement in cell.statements {
    switch statement {
    case .definition(let definition):
      let evaluator = Evaluator(definitions)
      defer { note(evaluator.steps) }
      definitions.define(definition.name, try definitions.entry(for: definition, in: cell.text, by: evaluator))
    case .expression(let expression):
      let evaluator = Evaluator(definitions)
      defer { note(evaluator.steps) }
      last = try evaluator.evaluate(expression)
    default: Issue.record("\(source) is no mathematics")
    }
  }
  return last
}

func number(_ source: String) throws -> Double {
  guard case .number(let number) = try compute(source) else {
    Issue.record("\(source) is no number")
    return .nan
  }
  return number.value
}

@Suite struct MathematicsTests {
  @Test(
    "derivatives of every order are exact",
    arguments: [
      ("exp'''(1)", 2.718281828459045), ("log''''(2)", -6.0 / 16), ("sqrt''(4)", -1.0 / 32),
      ("sigmoid'(0)", 0.25), ("sigmoid'''(0)", -0.125), ("tanh'''(0)", -2), ("softplus''(0)", 0.25),
      ("abs'(-2)", -1), ("relu'(3)", 1), ("relu'(0)", 0), ("leaky_relu'(-1)", 0.2),
      ("f(x) = x^5\nf'''(2)", 240), ("f(x) = x^5\nf''''''(2)", 0), ("f(x) = 1/x\nf'''(1)", -6),
      ("f(x) = x^x\nf'(2)", 4 * (1 + 0.6931471805599453)), ("f(x) = x^0\nf'(0)", 0), ("f(x) = x^2.5\nf'(4)", 20),
      ("f(x) = max(x, 2)\nf'(3)", 1), ("f(x) = max(x, 2)\nf'(1)", 0), ("f(x) = exp(sigmoid(x^2))\nf'(0)", 0),
      ("f(x) = 3\nf'(1)", 0), ("f(x) = x^3\ng(x) = f'(x) * x\ng'(2)", 36), ("f(x) = x^3\ng(x) = f'(x)\ng'(2)", 12),
    ] as [(String, Double)])
  func derivatives(source: String, expected: Double) throws {
    #expect(abs(try number(source) - expected) <= 1e-12 * max(1, abs(expected)), "\(source)")
  }

  @Test("derivatives inside derivatives do not mix their variables")
  func nested() throws {

    let source = "p = normal(0, 1)\nshift(m) = p'(m) * m\nshift'(1)"
    // p'(m) m = -m² p(m), so the slope is (-2m + m³) p(m).
    let density = try number("normal(0, 1)(1)")
    #expect(abs(try number(source) + density) < 1e-14)
  }

  @Test("derivatives agree with finite differences, seeded", arguments: 1...20)
  func finiteDifferences(seed: Int) throws {
    let bodies = [
      "exp(-x^2) * tanh(x)", "log(1 + x^2) / (2 + x)", "sigmoid(3*x) * sqrt(1 + x)", "softplus(x)^2 - x",
      "x^3 / exp(x)",
    ]
    let body = bodies[seed % bodies.count]
    let x = Double(seed) / 7
    let h = 1e-5
    let exact = try number("f(x) = \(body)\nf'(\(x))")
    let difference = try (number("f(x) = \(body)\nf(\(x + h))") - number("f(x) = \(body)\nf(\(x - h))")) / (2 * h)
    #expect(abs(exact - difference) < 1e-8 * max(1, abs(exact)))
    let second = try number("f(x) = \(body)\nf''(\(x))")
    let slope = try (number("f(x) = \(body)\nf'(\(x + h))") - number("f(x) = \(body)\nf'(\(x - h))")) / (2 * h)
    #expect(abs(second - slope) < 1e-8 * max(1, abs(second)))
  }

  @Test(
    "integrals keep their tolerance, on infinite ranges too",
    arguments: [
      ("integrate(exp, 0..1)", 1.718281828459045), ("integrate(normal(0, 1), -infinity..infinity)", 1),
      ("integrate(normal(3, 0.1), -infinity..infinity)", 1), ("integrate(normal(0, 1), 0..infinity)", 0.5),
      ("integrate(normal(0, 1), -infinity..1)", 0.8413447460685429), ("integrate(sqrt, 0..1)", 2.0 / 3),
      ("integrate(abs, -1..2)", 2.5), ("integrate(log, 0..1)", -1), ("f(x) = x^9\nintegrate(f, -1..1)", 0),
      ("F(x) = integrate(normal(0, 1), 0..x)\nF''(1)", -0.24197072451914337),
    ] as [(String, Double)])
  func integrals(source: String, expected: Double) throws {
    #expect(abs(try number(source) - expected) < 1e-9, "\(source)")
  }

  @Test(
    "numbers are shown as people read them",
    arguments: [
      ("0.1 + 0.2", "0.3"), ("1 / 3", "0.3333333333"), ("2 / 3", "0.6666666667"), ("1e15 + 1", "1e15"),
      ("60000", "60_000"),
      ("2e-4", "0.0002"), ("1e-12", "1e-12"), ("-1.5e20", "-1.5e20"), ("999999.99999999999", "1_000_000"),
      ("0 * -1", "0"),
      ("log(0)", "-infinity"), ("12345.678", "12_345.678"), ("1 == 1", "true"), ("4x4", "4x4"),
      ("[1, 0.5]", "[1, 0.5]"),
      ("[[1, 20], [3, 4]]", " 1  20\n 3   4"), ("0.1..0.9", "0.1..0.9"), ("log", "the function log"), ("None", "None"),
    ])
  func text(source: String, expected: String) throws { #expect(try compute(source).plain() == expected) }

  @Test("every built-in function has an example that can be computed")
  func examples() throws {
    for function in BuiltIn.all { _ = try compute(function.example) }
  }

  @Test(
    "matrices",
    arguments: [
      ("[[1, 2], [3, 4]] @ [[1], [1]]", "3\n7"), ("[1, 2] @ [[1, 2], [3, 4]]", "[7, 10]"), ("[1, 2] @ [3, 4]", "11"),
      ("transpose([[1, 2, 3]])", "1\n2\n3"), ("reshape([1, 2, 3, 4], 2x2) * 2", "2  4\n6  8"),
      ("rank([[1, 2], [2, 4]])", "1"),
      ("norm([3, 4])", "5"), ("sum(ones(3x4))", "12"), ("conv([1, 2, 3], [1, 1])", "[3, 5]"),
      ("conv([[1, 2], [3, 4]], [[1]], stride=2)", "1"), ("conv(ones(2x2), ones(3x3), padding=1)", "4  4\n4  4"),
      ("conv_transpose([[1]], [[1, 2], [3, 4]])", "1  2\n3  4"), ("conv_size(28x28, kernel=5)", "24x24"),
      ("upsample([[1, 2]], 2)", "1  1  2  2\n1  1  2  2"), ("max([1, 5], 3)", "5"), ("min(4, 2)", "2"),
      ("mean([1, 2])", "1.5"),
      ("-[1, 2] + 1", "[0, -1]"), ("2 ^ [1, 2]", "[2, 4]"), ("exp([0, 0])", "[1, 1]"),
    ])
  func matrices(source: String, expected: String) throws { #expect(try compute(source).plain() == expected) }

  @Test(
    "a function is applied over and over",
    arguments: [
      ("iterate(sqrt, 16, 2)", "2"), ("iterate(sqrt, 16, 0)", "16"), ("f(x) = 2*x\niterate(f, 1, 10)", "1024"),
      ("f(v) = v + 1\niterate(f, [1, 2], 3)", "[4, 5]"), ("orbit(sqrt, 16, 2)", "[16, 4, 2]"),
      ("turn(v) = [[0, -1], [1, 0]] @ v\norbit(turn, [1, 0], 2) @ [1, 10]", "[1, 10, -1]"),
      ("iterate(tanh', 0, 1)", "1"), ("f(x) = x^2\ng(x) = iterate(f, x, 2)\ng'(2)", "32"),
    ])
  func iteration(source: String, expected: String) throws {
    #expect(try compute(source).plain() == expected)
  }

  @Test(
    "what cannot be repeated says why",
    arguments: [
      ("f(v) = sum(v)\niterate(f, [1, 2], 3)", "3"),
      ("iterate(sqrt, 4, 1.5)", "whole number"),
      ("iterate(3, 4, 1)", "only functions"), ("orbit(sqrt, [[1]], 1)", "a number is wanted"),
      ("f(x) = 1 / x\niterate(f, 0, 3)", "divides by 0"),
    ])
  func notRepeated(source: String, words: String) {
    #expect {
      _ = try compute(source)
    } throws: { error in
      (error as? MathFault)?.diagnostic.message.contains(words) == true
    }
  }

  @Test("bicubic enlarging keeps straight lines straight inside")
  func bicubic() throws {
    guard case .grid(let grid) = try compute("upsample([0, 1, 2, 3, 4, 5, 6, 7], 2, method=bicubic)") else {
      Issue.record("no vector")
      return
    }
    for index in 5..<11 { #expect(abs(grid.values[index] - (Double(index) - 0.5) / 2) < 1e-12) }
  }

  @Test(
    "limits are faults with a place, found before the work is done",
    arguments: [
      ("f(x) = f(x) + 1\nf(0)", 2_100), ("ones(1e6)\nones(100000x100000)", 10),
      (
        "f(x) = integrate(exp, 0..x)\ng(x) = integrate(f, 0..x)\nh(x) = integrate(g, 0..x)\nintegrate(h, 0..1)",
        1_000_100
      ),
      ("log" + String(repeating: "'", count: 21) + "(1)", 10), ("ones(700x700) @ ones(700x700)", 10),
      ("conv(ones(900x900), ones(400x400))", 10),
      ("f(x) = 1/x\nintegrate(f, -1..2)", 20_000), ("overlap(100, 1, 1000x1000)", 10),
    ])
  func limits(source: String, most: Int) {
    var steps = 0
    #expect {
      _ = try compute(source) { steps = max(steps, $0) }
    } throws: { error in
      guard let fault = error as? MathFault else { return false }
      return fault.range.end <= source.unicodeScalars.count && !fault.diagnostic.message.isEmpty
    }
    #expect((1...most).contains(steps))
  }
}
