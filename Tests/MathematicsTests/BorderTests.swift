import Mathematics
import Testing

@Suite("Slopes where a function ends")
struct BorderTests {
  @Test(
    "powers that are not whole, at 0",
    arguments: [
      ("f(x) = x^1.5\nf'(0)", 0), ("f(x) = x^2.5\nf''(0)", 0), ("f(x) = x^2.5\nf'''(0)", .infinity),
      ("f(x) = x^0.5\nf'(0)", .infinity), ("f(x) = x^0.5\nf''(0)", -.infinity), ("sqrt'(0)", .infinity),
      ("f(x) = (x^2)^1.5\nf''(0)", 0), ("f(x) = (4 * x^2)^1.5\nf'''(0)", 48), ("f(x) = (0 * x)^1.5\nf'(2)", 0),
      ("f(x) = (-x)^0.5\nf'(0)", -.infinity), ("f(x) = x^1.5\ng(x) = f'(x)\ng'(0)", .infinity),
      ("f(x) = x^2.5\ng(x) = f'(x)\ng'(0)", 0), ("f(x) = x^1.5\nf'(4)", 3),
    ] as [(String, Double)])
  func powers(source: String, expected: Double) throws {
    let value = try number(source)
    #expect(value == expected || abs(value - expected) < 1e-12, "\(source)")
  }

  @Test(
    "whole exponents however large",
    arguments: [("(-1)^(1e10)", 1), ("(-1)^(1e10 + 1)", -1), ("(-2)^(-1e10)", 0), ("2^10", 1024)]
      as [(String, Double)])
  func whole(source: String, expected: Double) throws {
    #expect(try number(source) == expected)
  }

  @Test(
    "divergences of probabilities that leave 0",
    arguments: [
      ("f(x) = kl([x, 1 - x], [0.5, 0.5])\nf'(0)", -.infinity),
      ("f(x) = kl([x, 1 - x], [0.5, 0.5])\nf(0)", 0.693_147_180_56),
      ("f(x) = kl([x, 1 - x], [0.5, 0.5])\nf'(0.25)", -1.098_612_288_668),
      ("f(x) = jsd([x, 1 - x], [0, 1])\nf'(0)", 0.346_573_590_28), ("f(x) = kl([x, 1 - x], [x, 1 - x])\nf'(0)", 0),
      ("f(x) = kl([x^2, 1 - x^2], [0.5, 0.5])\nf'(0)", 0), ("kl([1, 0], [0, 1])", .infinity),
    ] as [(String, Double)])
  func divergences(source: String, expected: Double) throws {
    let value = try number(source)
    #expect(value == expected || abs(value - expected) < 1e-10, "\(source)")
  }
}
