import Jupyter
import Pictures
import Studio
import Testing

@Suite struct PlotTests {
  private func words(_ cell: String) -> String {
    let outcome = Notebook().run(cell)
    #expect(outcome.name == nil, "\(cell)\n\(outcome.traceback)")
    let last = outcome.output.displays.last
    #expect(last?.data["image/png"] != nil)
    return last?.data["text/plain"]?.text ?? ""
  }

  private func size(_ cell: String) -> [Int?] {
    let metadata = Notebook().run(cell).output.displays.last?.metadata["image/png"]
    return [metadata?["width"]?.integerValue, metadata?["height"]?.integerValue]
  }

  @Test("functions are named by what they are, and their extremes are told")
  func functions() {
    let text = words("weak(d) = log(1 - d)\nplot weak, weak' over d=0..0.5 points=11 title=\"Weak\"")
    #expect(text.hasPrefix("Weak: 2 lines over d 0…0.5"))
    #expect(text.contains("weak(d) = log(1 − d): 11 values, smallest −0.693 at 0.5, largest 0 at 0, last −0.693"))
    #expect(text.contains("weak′: 11 values, smallest −2 at 0.5, largest −1 at 0, last −2"))
  }

  @Test("over two ranges a function is a heat map, two functions are arrows")
  func fields() {
    #expect(words("plot a * b over a=-1..1, b=0..2 points=10").contains("10x10 values, x −1…1, y 0…2"))
    #expect(words("V(x, y) = x - y\nplot V over x=0..1, y=0..1 level=0").contains("1 heat map over x 0…1 and y 0…1"))
    #expect(words("plot -y, x over x=-1..1, y=-1..1 points=5").contains("25 arrows, lengths 0…"))
  }

  @Test("areas say their size")
  func areas() {
    #expect(words("plot 2*x as area over x=0..1").contains("area: 1"))
    #expect(words("plot x, x^2 as area over x=0..1").contains("area between them: 0.167"))
  }

  @Test("vectors and matrices are drawn entry by entry, as points, bars or counts")
  func data() {
    #expect(words("plot [1, 4, 2]").contains("3 values, smallest 1 at 1, largest 4 at 2, last 2"))
    #expect(words("plot [3, 1] as bars labels=[\"a\", \"b\"]").contains("a: 3, b: 1"))
    #expect(words("v = [1, 2, 2, 3]\nplot v as histogram bins=3").contains("4 in "))
    #expect(words("plot [1, 2, 3], [4, 5, 6] as points color=[0, 0, 1]").contains("class 0: 2, class 1: 1"))
    #expect(words("plot [[1, 2], [3, 5]]").contains("smallest 1 in row 1, column 1, largest 5 in row 2, column 2"))
    #expect(words("plot sqrt(x) over x=[0, 1, 4, 9]").contains("4 values, smallest 0 at 0, largest 3 at 9"))
  }

  @Test("levels and marks are named as they were written, and marked values are told")
  func marks() {
    let text = words("plot x^2 over x=0..2 mark=[1, 0.5] level=log(4)")
    #expect(text.contains("level log(4) = 1.39") && text.hasSuffix("x = 0.5"))
    #expect(text.contains("mark at 1: 1\n") && text.contains("mark at 0.5: 0.25\n"))
  }

  @Test("where a line is steep it has more values, and still the same ones")
  func steep() {
    let text = words("plot 1 / x over x=0.001..1")
    #expect(text.contains("1 / x: smallest 1 at 1, largest 1,000 at 0.001, last 1"))
    let places = Refinement(
      of: [[0, 1, 1], [0, 0, .nan]], at: [0, 1, 2], range: nil, scales: (.linear, .linear)
    ).places
    #expect(places.count == 24 && places.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(Refinement(of: [[2, 2]], at: [0, 1], range: nil, scales: (.linear, .linear)).places.isEmpty)
  }

  @Test("a plane of very unequal sides is stretched rather than squeezed to a line")
  func stretched() {
    let narrow = size("plot x, y over x=0..1000, y=0..0.001")
    #expect(narrow.allSatisfy { ($0 ?? 0) > 300 }, "\(narrow)")
    #expect(size("plot x, y over x=0..1, y=0..1").allSatisfy { ($0 ?? 0) > 300 })
  }

  @Test("sizes, and charts apart")
  func sizes() {
    #expect(size("plot tanh over x=0..1 size=400x200") == [400, 200])
    #expect(size("plot tanh, sigmoid over x=-1..1 apart=on size=300x200") == [600, 200])
  }

  @Test("a name can be an option's and a function's")
  func names() {
    #expect(words("plot log over x=1..2 log=xy").contains("log: smallest 0 at 1, largest 0.693 at 2, last 0.693"))
    #expect(words("plot x over x=1..2 x=\"time\"").contains("over time 1…2"))
  }

  @Test(
    "what does not go together says what does",
    arguments: [
      ("plot sigmoid as bars over x=0..1", "Bars are for vectors"),
      ("plot [1, 2] as arrows", "Arrows are for two functions"),
      ("plot x, x, x as area over x=0..1", "plot f, g as area over x=0..1"),
      ("plot x over x=0..1, y=0..1, z=0..1", "numbers for the other variables"),
      ("plot [1, 2], [1, 2, 3] as points", "as many values for y as for x"),
      ("plot [1, 2], [3, 4] as points color=[1]", "a value for each point"),
      ("plot [-1, 0] log=y", "values above 0, and there are none"),
      ("plot losses over x=0..1", "Write `plot losses`."),
      ("plot x over x=0..1, x=0..1", "given twice"),
      ("f(x, y) = x\nplot f over x=0..1", "takes 2 numbers, and `over` gives one"),
    ])
  func faults(cell: String, answer: String) {
    let outcome = Notebook().run(cell)
    #expect(outcome.name != nil && outcome.traceback.contains(answer), "\(outcome.traceback)")
  }
}
