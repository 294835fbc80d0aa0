import Jupyter
import Studio
import Testing

@Suite struct ToleranceTests {
  @Test(
    "a number allows half a unit of its last digit, with any exponent, in brackets and with a sign",
    arguments: [
      ("5e-7 ~ 1e-7", false), ("1.4e-7 ~ 1e-7", true), ("0 ~ 1e-9", false), ("6.0221e23 ~ 6.02e23", true),
      ("6.03e23 ~ 6.02e23", false), ("12_345 ~ 1.2e4", true), ("12_345 ~ 1.23e4", true), ("12_346 ~ 1.234e4", false),
      ("2.4 ~ (2)", true), ("2.6 ~ (2)", false), ("-2.4 ~ -(2)", true), ("-2.4 ~ (-2.0)", false), ("0.4 ~ 0", true),
      ("0.6 ~ 0", false), ("exp(1) ~ 2.72", true), ("exp(1) ~ 2.71", false),
    ])
  func digits(claim: String, holds: Bool) {
    #expect(Notebook().run("check " + claim).name == (holds ? nil : "CheckError"))
  }

  @Test(
    "an expression allows a millionth of its size, however small it is",
    arguments: [
      ("2 ~ 1 + 1", true), ("2.000001 ~ 1 + 1", true), ("2.00001 ~ 1 + 1", false), ("3e-7 ~ 2e-7 / 2", false),
      ("1e-9 ~ 1 - 1", false), ("[1, 1e-9] ~ [1, 0]", true), ("[1e-9, 0] ~ [0, 0]", false),
    ])
  func expressions(claim: String, holds: Bool) {
    #expect(Notebook().run("check " + claim).name == (holds ? nil : "CheckError"))
  }
}
