import Testing

@Suite("The stop button")
struct StopTests {
  @Test(
    "ends what takes long before it is finished, and nothing has changed",
    arguments: [
      "data digits count=60_000", "data letters count=60_000", "units count=2_000", "sample 200",
      "sample 200 beside=data", "export \"samples.png\" count=200", "export \"samples.npy\" count=200",
      "animate walk stops=4",
    ])
  func stops(code: String) {
    let notebook = Notebook()
    notebook.run("data digits count=200 seed=1\ngan mlp-tiny\ntrain steps=1")
    let before = notebook.run("recogniser\nnames").output.text
    let stopped = notebook.run(code, stopAfter: 1)
    #expect(stopped.name == "Interrupted", "\(stopped.traceback)")
    #expect(!stopped.traceback.contains("stopped before the cell's end"))
    #expect(stopped.output.displays.isEmpty && stopped.output.text.isEmpty)
    #expect(notebook.run("recogniser\nnames").output.text == before)
  }

  @Test("A matrix is drawn and its rows are points in a time that grows with its size", .timeLimit(.minutes(1)))
  func largePlots() {
    #expect(Notebook().run("plot ones(600x600)").name == nil)
    #expect(Notebook().run("plot ones(30_000x2) as points").name == nil)
  }
}
