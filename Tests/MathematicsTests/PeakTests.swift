import Testing

@Suite("Integrals find bell curves wherever they stand")
struct PeakTests {
  @Test(
    "far from 0, narrow, and among others; on whole, half and finite ranges",
    arguments: [
      ("integrate(normal(1000, 0.5), -infinity..infinity)", 1),
      ("integrate(normal(1e6, 0.01), -infinity..infinity)", 1),
      ("integrate(normal(50, 1), 0..infinity)", 1), ("integrate(normal(-50, 1), -infinity..0)", 1),
      ("integrate(normal(5000, 1), 0..10_000)", 1), ("integrate(normal(0, 0.001), -100..0)", 0.5),
      ("integrate(normal(40, 1), -infinity..0)", 0), ("integrate(normal(7, 2), 7..infinity)", 0.5),
      ("l = normal(-400, 1)\nr = normal(900, 2)\nmix(x) = 0.5 * l(x) + 0.5 * r(x)\ns(x) = x\nexpectation(s, mix)", 250),
      ("jsd(normal(0, 1), normal(40, 1))", 0.6931471805599453), ("kl(normal(20, 1), normal(0, 1))", 200),
    ] as [(String, Double)])
  func values(source: String, expected: Double) throws {
    #expect(abs(try number(source) - expected) <= 1e-8 * max(1, abs(expected)), "\(source)")
  }

  @Test(
    "a best discriminator that rounding has made 1 spoils no value",
    arguments: Array(stride(from: 0.5, through: 5, by: 0.25)))
  func rounded(mean: Double) throws {
    let p = "p = normal(0, 1)\nq = normal(2, 1)\nD = best_discriminator(p, normal(\(mean), 1))\n"
    let value = try number(p + "value(D, p, q)")
    // D = sigmoid(mean²/2 - mean x): the same by logits, which nothing rounds.
    let logit = "a(x) = \(mean * mean / 2) - \(mean) * x\n"
    let real = try number(p + logit + "f(x) = -softplus(-a(x)) * p(x)\nintegrate(f, -20..20)")
    let fake = try number(p + logit + "f(x) = -softplus(a(x)) * q(x)\nintegrate(f, -20..20)")
    #expect(abs(value - real - fake) < 1e-8)
  }

  @Test("slopes by where a curve stands and by how wide it is")
  func slopes() throws {
    #expect(abs(try number("s(x) = x\nm(mu) = expectation(s, normal(mu, 1))\nm'(77)") - 1) < 1e-9)
    #expect(abs(try number("s(x) = x^2\nm(d) = expectation(s, normal(0, d))\nm'(3)") - 6) < 1e-7)
    #expect(abs(try number("f(mu) = integrate(normal(mu, 1), 0..infinity)\nf'(0)") - 0.398_942_280_401) < 1e-9)
  }

  @Test("a function with curves and something else keeps what is beside them")
  func mixed() throws {
    // The curve is at 30; half of the rest is at 0, where exp(-|x|) has its edge.
    let source = "p = normal(30, 1)\nf(x) = p(x) + exp(-abs(x)) / 2\nintegrate(f, -infinity..infinity)"
    #expect(abs(try number(source) - 2) < 1e-8)
  }
}
