import Language
import Mathematics
import Testing

/// What is said of a cell that fails; nil when it does not.
func fault(_ source: String) -> Diagnostic? {
  do {
    _ = try compute(source)
    return nil
  } catch {
    return (error as? MathFault)?.diagnostic
  }
}

@Suite("Faults say what is true")
struct FaultTests {
  @Test(
    "of values that a function does not take",
    arguments: [
      ("conv_size(1x28x28, kernel=4)", "`input` of `conv_size` is a length or two such as `4x4`, not `1x28x28`"),
      ("ones(2x3x4)", "not `2x3x4`"),
      (
        "value(0.5, normal(0, 1), normal(1, 1))",
        "`D` of `value` is a function with values from 0 to 1, or a vector of them, not `0.5`"
      ),
      ("best_discriminator([0.5, 0.5], [0.2, 0.3, 0.5])", "a vector of 2 is not a vector of 3"),
      ("value([0.5], [0.5, 0.5], [0.5, 0.5])", "a vector of 1 is not a vector of 2"),
      ("kl([0.5, 0.5], [0.2, 0.3, 0.5])", "a vector of 2 is not a vector of 3"),
      ("kl([1.5, -0.5], [0.5, 0.5])", "a probability is from 0 on, and here is -0.5"),
      ("jsd([0.5, 0.5], [0.9, 0.9])", "these give 1.8"),
      ("conv_transpose([[1]], [[1]], padding=5)", "padding=5 takes 10 values from a side of 1, and nothing is left"),
      ("conv_transpose([1, 2], [1, 1], padding=2)", "padding=2 takes 4 values from a side of 3"),
      ("conv_transpose_size(1, kernel=1, padding=5)", "padding=5 takes 10 values from a side of 1"),
    ])
  func messages(source: String, words: String) {
    #expect(fault(source)?.message.contains(words) == true, "\(fault(source)?.message ?? "no fault")")
  }

  @Test("and advise what helps")
  func hints() {
    #expect(fault("kl([0.5, 0.5], [0.2, 0.3, 0.5])")?.hint == "Make both the same size.")
    #expect(fault("[1, 2] * [1, 2, 3]")?.hint?.contains("`@`") == true)
    #expect(fault("conv_transpose([[1]], [[1]], padding=5)")?.hint?.contains("less padding") == true)
  }

  @Test(
    "of lists that would be too large, before they are made",
    arguments: ["v = ones(1_000_000)\n[v, v]", "f(v) = v\norbit(f, ones(1000), 2000)"])
  func tooLarge(source: String) {
    var steps = 0
    #expect {
      _ = try compute(source) { steps = max(steps, $0) }
    } throws: { error in
      (error as? MathFault)?.diagnostic.message.contains("more than the limit of 1_000_000 values") == true
    }
    #expect(steps < 100)
  }

  @Test(
    "what is undefined makes extremes undefined",
    arguments: [
      "max(infinity - infinity, 1)", "max(1, infinity - infinity)", "min([1, infinity - infinity, 0])",
      "min([1, 2], infinity - infinity)",
    ])
  func undefined(source: String) throws {
    #expect(try number(source).isNaN, "\(source)")
  }

  @Test(
    "extremes take their numbers by name as well",
    arguments: [("max(x=5)", 5), ("max(x=5, 3)", 5), ("min(3, 4)", 3)] as [(String, Double)])
  func named(source: String, expected: Double) throws {
    #expect(try number(source) == expected)
  }
}

@Suite("Values given by name")
struct NamedArgumentTests {
  @Test(
    "are parameters where there are any, and words elsewhere",
    arguments: [
      ("f(s) = leaky_relu(-2, slope=s)\nf(0.5)", "-1"), ("f(s) = leaky_relu(-2, slope=s)\nf'(3)", "-2"),
      ("g(k) = conv_size(28, kernel=k, stride=2)\ng(4)", "13"),
      ("g(k) = leaky_relu(-1, slope=k) + k\nh(k) = g(k + 1) * k\nh(1)", "0"),
      ("f(x) = x * upsample([1, 2], 2, method=nearest)\nf(2)", "[2, 2, 4, 4]"),
      ("f(bilinear) = upsample([1, 2], 2, method=bilinear)\nf(\"nearest\")", "[1, 1, 2, 2]"),
      ("upsample([1, 2], 2, method=bilinear)", "[0.75, 1.25, 1.75, 1.5]"),
    ])
  func values(source: String, expected: String) throws {
    #expect(try compute(source).plain() == expected, "\(source)")
  }

  @Test("a word that is neither is told so")
  func unknown() {
    #expect(fault("f(s) = leaky_relu(-2, slope=t)\nf(1)")?.message.contains("not `t`") == true)
  }
}
