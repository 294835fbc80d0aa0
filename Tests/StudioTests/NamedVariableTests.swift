import Studio
import Testing

@Suite("Variables of a plot stand behind names of arguments as well")
struct NamedVariableTests {
  @Test(
    "over places and over ranges",
    arguments: [
      "plot conv_size(28, kernel=k, stride=2) over k=[1, 2, 3, 4, 5]", "plot leaky_relu(-2, slope=s) over s=0..1",
      "f(s) = leaky_relu(-2, slope=s)\nplot f, f' over s=0..1",
    ])
  func plots(cell: String) {
    let outcome = Notebook().run(cell)
    #expect(outcome.name == nil, "\(outcome.traceback)")
  }
}
