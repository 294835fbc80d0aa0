import Jupyter
import Studio
import Testing

@Suite struct SessionTests {
  @Test("a lesson's cells run: data, networks, training, samples, chart")
  func lesson() throws {
    let notebook = Notebook()
    let data = notebook.run("data digits count=300\nshow data count=20")
    #expect(data.name == nil)
    #expect(data.output.text.contains("300 drawn digits"))
    #expect(plain(data.output.displays.first).contains("20 pictures of digits"))

    let gan = notebook.run("seed 7\ngan vanilla")
    #expect(gan.output.text.contains("1,486,352") && gan.output.text.contains("1,460,225"))

    let training = notebook.run("train epochs=2")
    #expect(training.name == nil, "\(training.traceback)")
    #expect(training.output.text.contains("6 steps"))
    #expect(training.output.text.contains("digest "))

    #expect(plain(notebook.run("sample 9").output.displays.first).contains("9 pictures by vanilla, after 6 steps"))
    #expect(plain(notebook.run("plot losses").output.displays.first).contains("log 4"))
  }

  @Test("pictures are PNG with their size in points and words beside them")
  func pictures() throws {
    let display = try #require(Notebook().run("data digits count=50\nshow data").output.displays.first)
    #expect(Set(display.data.keys) == ["image/png", "text/plain"])
    #expect(display.metadata["image/png"]?["width"]?.integerValue ?? 0 > 100)
  }

  @Test("the second of two names is taken when the first is not there, and it is said")
  func fallback() {
    let cell = Notebook().run("data mnist or digits count=10")
    #expect(cell.name == nil)
    #expect(cell.output.text.contains("mnist is not on this computer"))
    #expect(cell.output.text.contains("10 drawn digits"))
  }

  @Test("a data set that is not there is an error that says where to put it")
  func missing() {
    let cell = Notebook().run("data mnist")
    #expect(cell.name == "CommandError")
    #expect(cell.traceback.contains("train-images-idx3-ubyte"))
    #expect(cell.traceback.contains("data digits"))
  }

  @Test("a wrong FORGER_DATA is an error, not a reason to take something else")
  func wrongFolder() {
    let cell = Notebook(["FORGER_DATA": "/nonexistent/data"]).run("data mnist or digits count=10")
    #expect(cell.name == "CommandError")
    #expect(cell.traceback.contains("FORGER_DATA"))
  }

  @Test(
    "a command that lacks something says what to type first",
    arguments: [
      ("show data", "data mnist or digits"), ("sample", "gan vanilla"), ("train", "gan vanilla"),
      ("plot losses", "gan vanilla"), ("gan vanilla\ntrain", "data mnist or digits"),
      ("gan vanilla\nplot losses", "train"),
    ])
  func order(code: String, next: String) {
    let cell = Notebook().run(code)
    #expect(cell.name == "CommandError")
    #expect(cell.traceback.contains("Type `\(next)` first."))
    #expect(cell.traceback.contains("^^^^"))
  }

  @Test("nothing of a cell with a syntax error runs, and all errors are told at once")
  func syntax() {
    let notebook = Notebook()
    let cell = notebook.run("data digits count=10\ntrain epoch=2\nsmaple 3")
    #expect(cell.name == "SyntaxError")
    #expect(cell.output.events.isEmpty)
    #expect(cell.traceback.contains("line 2, column 7") && cell.traceback.contains("line 3, column 1"))
    #expect(notebook.run("show data").name == "CommandError", "the first line must not have run")
  }

  @Test("a failed command leaves data and networks as they were")
  func nothingHalfDone() {
    let notebook = Notebook()
    notebook.run("data digits count=40\ngan vanilla\ntrain steps=1")
    let before = notebook.run("sample 4").output.displays
    #expect(notebook.run("data mnist").name == "CommandError")
    #expect(notebook.run("show data count=41").traceback.contains("there are 40"))
    #expect(notebook.run("sample 4").output.displays == before)
    #expect(notebook.run("train steps=1").name == nil)
  }

  @Test("an instruction set that does not exist is told in the cell that computes")
  func instructions() {
    let notebook = Notebook(["FORGER_ISA": "abacus"])
    #expect(notebook.run("data digits count=10").name == nil)
    #expect(notebook.run("gan vanilla").traceback.contains("abacus"))
  }

  private func plain(_ display: DisplayData?) -> String {
    display?.data["text/plain"]?.text ?? ""
  }
}
