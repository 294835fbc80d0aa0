import Jupyter
import Studio
import Testing

/// The commands that judge: recognise, score, neighbours, probe, recogniser.
@Suite struct JudgeTests {
  private func plain(_ display: DisplayData) -> String {
    if case .string(let text)? = display.data["text/plain"] { text } else { "" }
  }

  /// A notebook in which these cells have run.
  private func opened(_ cells: String...) -> Notebook {
    let notebook = Notebook(["FORGER_LIVE": "off"])
    for cell in cells {
      let outcome = notebook.run(cell)
      #expect(outcome.name == nil, "\(outcome.traceback)")
    }
    return notebook
  }

  private func shown(_ code: String, in notebook: Notebook) throws -> (Recorder, String) {
    let cell = notebook.run(code)
    #expect(cell.name == nil, "\(cell.traceback)")
    return (cell.output, cell.output.displays.map(plain).joined(separator: "\n") + cell.output.text)
  }

  @Test("score prints figures, floors, and who judged; an untrained generator is called untrained")
  func score() throws {
    let notebook = opened("data digits count=400", "gan mlp-tiny")
    let (output, text) = try shown("score", in: notebook)
    #expect(output.displays.count == 2)
    #expect(output.displays[0].data["text/html"] != nil && output.displays[1].data["image/png"] != nil)
    for word in [
      "class score, 1 to 10", "floor", "recogniser digits, right on 99.", "digest ", "200 pictures", "not trained yet",
    ] {
      #expect(text.contains(word), "\(word) is not in \(text)")
    }
    notebook.run("train steps=3")
    #expect(try shown("score count=50", in: notebook).1.contains("Collapse alarm"))
  }

  @Test("networks with weights of another program are judged, and it is said whose weights they are")
  func foreignWeights() throws {
    let notebook = opened(
      "data digits count=200", "gan mlp-tiny as first", "train steps=3", "export \"g.safetensors\"",
      "gan mlp-tiny as other")
    #expect(try shown("names", in: notebook).1.contains("other: networks mlp-tiny, not trained yet, in use"))
    notebook.run("load \"g.safetensors\"")
    let score = try shown("score count=50", in: notebook).1
    #expect(
      score.contains("by other, with the weights of g.safetensors, and as many") && score.contains("Collapse alarm"))
    #expect(!score.contains("not trained yet"))
    for code in [
      "names", "use other", "sample 4", "sample 4 beside=data", "neighbours 2", "recognise count=2", "probe steps=2",
    ] {
      #expect(try shown(code, in: notebook).1.contains("with the weights of g.safetensors"), "\(code)")
    }
    #expect(try shown("save", in: notebook).1.contains("other (with the weights of g.safetensors) is in"))
    notebook.run("train steps=2\nsave")
    #expect(
      try shown("load other", in: notebook).1.contains("after 2 steps of digits from the weights of g.safetensors"))
    #expect(try shown("reset\nnames", in: notebook).1.contains("not trained yet, in use"))
  }

  @Test("points are probed, and what looks at pictures says that these are none")
  func points() throws {
    let notebook = opened("data ring", "gan ring2d")
    #expect(try shown("probe steps=20", in: notebook).1.contains("1,666 new points of each kind"))
    #expect(try shown("gradients discriminator-steps=2", in: notebook).0.displays.count > 0)
    for code in ["score", "recognise", "recognise data", "neighbours", "draw pipeline"] {
      let cell = notebook.run(code)
      #expect(
        cell.name == "CommandError" && cell.traceback.contains("no pictures")
          || cell.traceback.contains("points (ring)"))
      #expect(cell.traceback.contains("data mnist or digits"), "\(code)\n\(cell.traceback)")
    }
  }

  @Test("the same score comes again, and the training does not notice")
  func scoreIsPure() throws {
    func digest(_ cells: String...) throws -> Substring {
      let notebook = opened("data digits count=200", "seed 3\ngan mlp-tiny", "train steps=2")
      for cell in cells { notebook.run(cell) }
      let text = try shown("train steps=2", in: notebook).1
      let start = try #require(text.firstRange(of: "weights digest "))
      return text[start.upperBound...].prefix { $0.isHexDigit }
    }
    #expect(
      try digest("score count=90", "probe steps=2", "neighbours 3", "recognise", "recogniser train epochs=1")
        == digest())
    let notebook = opened("data digits count=200", "gan mlp-tiny")
    #expect(try shown("score count=50", in: notebook).1 == shown("score count=50", in: notebook).1)
  }

  @Test("recognise names what it sees, and says how often it is right")
  func recognise() throws {
    let notebook = opened("data digits count=100", "gan mlp-tiny")
    let (output, text) = try shown("recognise data count=12", in: notebook)
    #expect(output.displays.count == 1 && text.contains("of the first 100 pictures of digits"))
    #expect(text.contains("right on 100 %") || text.contains("right on 9"))
    #expect(try shown("recognise count=5", in: notebook).1.contains("mean confidence"))
  }

  @Test("neighbours and probe show a picture and its figures")
  func looking() throws {
    let notebook = opened("data digits count=100", "gan mlp-tiny")
    let (neighbours, distances) = try shown("neighbours 12", in: notebook)
    #expect(neighbours.displays.count == 1 && distances.contains("of 100 pictures of digits"))
    #expect(distances.contains("classes of the nearest ones: 0 "))
    let (probe, verdict) = try shown("probe steps=150 batch=40", in: notebook)
    #expect(probe.displays.count == 1)
    #expect(verdict.contains("It can tell nearly all of them") && verdict.contains("V = "))
  }

  @Test("recogniser says who judges, and learns other labelled data")
  func recogniser() throws {
    let notebook = opened("data digits count=120")
    #expect(try shown("recogniser", in: notebook).1.contains("right on 99."))
    let learnt = try shown("recogniser train epochs=2", in: notebook).1
    #expect(learnt.contains("20 pictures of digits it had not seen"))
    #expect(try shown("recogniser", in: notebook).1.contains(learnt.dropLast()))
    #expect(try shown("recogniser", in: Notebook()).1.contains("mnist, digits"))
  }

  @Test(
    "what is missing is said, with what to type",
    arguments: [
      ("score", "gan vanilla"), ("gan mlp-tiny\nscore", "data mnist or digits"),
      ("recognise data", "data mnist or digits"),
      ("data digits count=3\ngan mlp-tiny\nscore", "Load more pictures"),
      ("data digits count=50\ngan mlp-tiny\nscore count=30", "score count=25"),
      ("data digits count=50\nrecogniser train", "at least 60"), ("recogniser train", "data mnist or digits"),
      ("probe", "gan vanilla"), ("gan mlp-tiny\nprobe", "data mnist or digits"), ("neighbours", "gan vanilla"),
    ])
  func missing(code: String, hint: String) {
    let cell = Notebook().run(code)
    #expect(cell.name == "CommandError")
    #expect(cell.traceback.contains(hint), "\(cell.traceback)")
  }

  @Test(
    "the stop button ends them, and what was there stays",
    arguments: ["probe", "neighbours", "recogniser train", "score", "recognise data", "recognise"])
  func stopped(code: String) throws {
    let notebook = opened("data digits count=500", "gan mlp-tiny", "train steps=2")
    let before = try shown("recogniser\nnames", in: notebook).1
    let stopped = notebook.run(code, stopAfter: ["recognise", "neighbours"].contains(code) ? 0 : 1)
    #expect(stopped.name == "Interrupted" && stopped.output.displays.isEmpty)
    #expect(try shown("recogniser\nnames", in: notebook).1 == before)
    let straight = opened("data digits count=500", "gan mlp-tiny", "train steps=2")
    #expect(digest(try shown("train steps=1", in: notebook).1) == digest(try shown("train steps=1", in: straight).1))
  }

  private func digest(_ text: String) -> Substring? {
    text.firstRange(of: "weights digest ").map { text[$0.upperBound...].prefix { $0.isHexDigit } }
  }
}
