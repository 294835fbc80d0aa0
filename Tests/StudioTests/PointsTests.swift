import Jupyter
import Studio
import Testing

/// Games in the plane.
@Suite struct PointsTests {
  @discardableResult private func ok(_ notebook: Notebook, _ cell: String) -> Recorder {
    let outcome = notebook.run(cell)
    #expect(outcome.name == nil, "\(cell)\n\(outcome.traceback)")
    return outcome.output
  }

  private func plain(_ output: Recorder) -> String {
    output.displays.compactMap { $0.data["text/plain"]?.text }.joined(separator: "\n")
  }

  @Test("a game in the plane from the data to the chart", arguments: ["line", "two", "ring", "blobs", "grid"])
  func whole(name: String) {
    let notebook = Notebook()
    #expect(ok(notebook, "data \(name) count=300").text.contains("300 points"))
    #expect(plain(ok(notebook, "show data")).contains("300 points of \(name)"))
    #expect(
      ok(notebook, "gan").text.contains("ring2d") && ok(notebook, "names").text.contains("data: \(name), 300 points"))
    let training = ok(notebook, "train steps=20")
    #expect(training.text.contains("points a second"))
    #expect(plain(training).contains("step 20 of 20"))
    let sample = ok(notebook, "sample")
    #expect(plain(sample).contains("500 points by ring2d, after 20 steps"))
    #expect(plain(sample).contains("forged") && plain(sample).contains("real"))
    #expect(sample.displays[0].data["image/png"] != nil)
    #expect(plain(ok(notebook, "plot losses")).contains("log 4"))
  }

  @Test("points of one's own, written or computed")
  func own() {
    let notebook = Notebook()
    #expect(ok(notebook, "data points [[-0.5, 0], [0.5, 0], [0, 0.8]]").text.contains("3 points of your own"))
    ok(notebook, "P = [[0, 1], [1, 0]]\ndata points P / 2\nshow data\ngan\ntrain steps=2\nsample 20")
    #expect(notebook.run("data points").traceback.contains("LIST"))
    #expect(notebook.run("data points [1, 2, 3]").traceback.contains("points are a list of pairs"))
    #expect(notebook.run("data points [[1, 2, 3]]").traceback.contains("a matrix of 1x3"))
    #expect(notebook.run("data points [[1, 2000]]").traceback.contains("too far out"))
    #expect(notebook.run("data points [[0, 1]] count=2").traceback.contains("there are 1"))
    #expect(notebook.run("data ring [[0, 1]]").name == "SyntaxError")
    #expect(ok(notebook, "names").text.contains("data: points, 2 points"), "what failed must have changed nothing")
  }

  @Test("without data, a preset is made for what it is meant for")
  func withoutData() {
    #expect(ok(Notebook(), "gan ring2d").text.contains("4,482"))
    #expect(ok(Notebook(), "gan dcgan64").text.contains("3,574,656"))
    let notebook = Notebook()
    ok(notebook, "data digits count=20\ngan mlp-tiny\ndata ring")
    #expect(notebook.run("train").traceback.contains("Make a new one for this data"))
    #expect(notebook.run("step").traceback.contains("Make a new one for this data"))
    #expect(notebook.run("gan dcgan28").name == "CommandError")
  }

  @Test("steps by hand are steps of the training, and show what each turn changed")
  func steps() throws {
    func digest(_ cells: String...) throws -> String {
      let notebook = Notebook()
      ok(notebook, "data ring\nseed 7\ngan")
      var output = Recorder()
      for cell in cells { output = ok(notebook, cell) }
      let text = output.text + plain(output)
      return String(try #require(text.matches(of: #/digest ([0-9a-f]{16})/#).last).1)
    }
    let trained = try digest("train steps=2")
    #expect(try digest("step", "step") == trained)
    #expect(try digest("step discriminator", "step generator", "step") == trained)
    #expect(try digest("step discriminator", "sample", "step generator", "step") == trained)
    #expect(
      try digest("step discriminator\nstep discriminator\nstep generator")
        == digest("train steps=1 discriminator-steps=2"))
    let notebook = Notebook()
    ok(notebook, "data ring\ngan")
    let text = plain(ok(notebook, "step"))
    #expect(text.contains("before") && text.contains("after the discriminator’s turn") && text.contains("D(G(z))"))
    #expect(ok(notebook, "names").text.contains("after 1 step"))
    #expect(ok(notebook, "plot losses").displays.count == 1)
    #expect(Notebook().run("step").traceback.contains("Type `gan vanilla` first."))
  }

  @Test("a game in the plane trained side by side")
  func sideBySide() {
    let notebook = Notebook()
    ok(notebook, "data two\ngan ring2d as a\ngan ring2d as b")
    #expect(plain(ok(notebook, "train a b steps=5")).contains("b: ring2d: step 5 of 5"))
    #expect(ok(notebook, "compare a b").displays.count == 3)
  }
}
