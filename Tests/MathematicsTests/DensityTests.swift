import Language
import Mathematics
import Testing

@Suite("Densities that rounding brings to 0")
struct DensityTests {
  @Test(
    "have logarithms all the same",
    arguments: [
      ("kl(normal(0, 1), normal(0, 0.1))", 47.197_414_907_005_96), ("kl(normal(0, 1), normal(25, 1))", 312.5),
      ("kl(normal(0, 0.1), normal(0, 1))", 1.807_585_092_994_046),
      ("d(s) = kl(normal(0, 1), normal(0, s))\nd'(0.1)", -990),
      (
        "D = best_discriminator(normal(0, 1), normal(0, 0.1))\nvalue(D, normal(0, 1), normal(5, 1))",
        -1285.025_082_423_849
      ),
    ] as [(String, Double)])
  func logarithms(source: String, expected: Double) throws {
    #expect(abs(try number(source) - expected) <= 1e-8 * max(1, abs(expected)), "\(source)")
  }

  @Test(
    "and say so where the logarithm is not known",
    arguments: [
      ("D(x) = sigmoid(1000 * x)\nvalue(D, normal(0, 1), normal(2, 1))", "the logarithm of D,"),
      ("D(x) = sigmoid(1000 * x)\nvalue(D, normal(9, 1), normal(2, 1))", "the logarithm of 1 - D,"),
      ("q(x) = exp(-(10 * x)^2 / 2) * 10 / sqrt(2 * pi)\nkl(normal(0, 1), q)", "the logarithm of q,"),
    ])
  func unknown(source: String, words: String) {
    #expect(fault(source)?.message.contains(words) == true, "\(fault(source)?.message ?? "no fault")")
  }
}

@Suite("Integrals search for what they do not see")
struct SearchTests {
  @Test(
    "narrow peaks far from 0",
    arguments: [
      ("f(x) = exp(-(x - 1000)^2)\nintegrate(f, -infinity..infinity)", 1.772_453_850_905_516),
      ("f(x) = exp(-(x - 50)^2)\nintegrate(f, -infinity..infinity)", 1.772_453_850_905_516),
      ("f(x) = exp(-(x - 20_000)^2)\nintegrate(f, 0..infinity)", 1.772_453_850_905_516),
      ("f(x) = exp(-(x + 700)^2)\nintegrate(f, -infinity..0)", 1.772_453_850_905_516),
      ("f(x) = exp(-(x - 5000)^2)\nintegrate(f, 0..10_000)", 1.772_453_850_905_516),
      ("f(x) = normal(0, 1)(x - 500)\nintegrate(f, -infinity..infinity)", 1),
      (
        "a = normal(0, 100)\nb = normal(20, 0.01)\nf(x) = a(x) + b(x) + normal(0, 1)(x)\n"
          + "integrate(f, -infinity..infinity)", 3
      ),
      ("f(x) = normal(0, 1)(2 * x + 900)\nintegrate(f, -infinity..infinity)", 0.5),
      ("f(x) = 2^(-(x - 1000)^2)\nintegrate(f, -infinity..infinity)", 2.128_934_038_862_452_5),
      ("f(x) = exp(-(x^2 - 1000)^2)\nintegrate(f, -infinity..infinity)", 0.056_049_922_673_349_3),
      ("f(x) = 1 / (exp(x - 500) + exp(500 - x))\nintegrate(f, -infinity..infinity)", 1.570_796_326_794_896_6),
      ("f(x) = exp(-(x - 1000)^2) + 1 / (1 + x^2)\nintegrate(f, -infinity..infinity)", 4.914_046_504_495_308_6),
    ] as [(String, Double)])
  func peaks(source: String, expected: Double) throws {
    #expect(abs(try number(source) - expected) < 1e-9, "\(source)")
  }

  @Test("a peak that is never seen is not taken for 0")
  func unseen() {
    let words = "0 wherever it was looked at"
    let source = "f(x) = max(0, 1 - abs(x - 1000))\nintegrate(f, -infinity..infinity)"
    #expect(fault(source)?.message.contains(words) == true)
  }

  @Test(
    "what is 0 is 0",
    arguments: [
      "f(x) = 0\nintegrate(f, -infinity..infinity)", "integrate(relu, -2..-1)",
      "integrate(normal(40, 1), -infinity..0)", "l(x) = exp(-abs(x)) / 2\nkl(l, l)",
    ])
  func zero(source: String) throws {
    #expect(try number(source) == 0, "\(source)")
  }
}
