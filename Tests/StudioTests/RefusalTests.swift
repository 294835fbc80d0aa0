import Files
import Jupyter
import Studio
import Testing

@Suite("What is refused, and how")
struct RefusalTests {
  private func answer(_ cell: String, after preparation: String = "") -> String {
    let notebook = Notebook()
    if !preparation.isEmpty { notebook.run(preparation) }
    let outcome = notebook.run(cell)
    #expect(outcome.name != nil, "\(cell) went through")
    return outcome.traceback
  }

  @Test("networks that would end the kernel", .timeLimit(.minutes(1)))
  func networks() {
    let block = { (generator: String, discriminator: String) in
      "gan large\nlatent 10000\ngenerator\n\(generator)\ndiscriminator\n\(discriminator)\nend"
    }
    let wide = answer(block("dense 20000\ndense 10000\ndense 1x28x28", "dense 1"))
    #expect(wide.contains("all layers together have 400030000"))
    #expect(answer(block("dense 1x28x28", "upsample 64, upsample 64, dense 1")).contains("more than 16777216 numbers"))
  }

  @Test("batches that there is no memory for, and the game stays as it was", .timeLimit(.minutes(1)))
  func batches() {
    let notebook = Notebook()
    let cell = notebook.run(
      """
      data ring count=5_000
      gan wide
        latent 1
        generator
          dense 4_000_000, tanh, tanh, tanh, tanh, dense 2
        discriminator
          dense 1
      end
      """)
    #expect(cell.name == nil, "\(cell.traceback)")
    let names = notebook.run("names").output.text
    let training = notebook.run("train steps=1 batch=4096")
    #expect(
      training.traceback.contains("Batches of 4096 need 7") && training.traceback.contains("Nothing has changed"),
      "\(training.traceback)")
    #expect(notebook.run("names").output.text == names)
  }

  @Test("fields of too many cells, and values that are all too large")
  func plots() {
    #expect(answer("plot x*y over x=0..1, y=0..1 points=2000").contains("`points=1000` or less"))
    #expect(answer("plot -y, x over x=0..1, y=0..1 points=10_000").contains("the limit of 1,000,000"))
    #expect(answer("plot exp over x=800..900").contains("none of the values is finite"))
    #expect(answer("plot exp(x) * y over x=800..900, y=1..2 points=5").contains("none of the values is finite"))
  }

  @Test(
    "names that could not be typed, or mean something else", arguments: ["\"\"", "train", "end", "or", "\"../../x\""])
  func names(name: String) {
    let notebook = Notebook()
    #expect(notebook.run("gan mlp-tiny as \(name)").name != nil)
    #expect(!notebook.run("names").output.text.contains("mlp-tiny"))
    notebook.run("gan mlp-tiny as kept\nsave \"kept\"")
    #expect(notebook.run("load \"kept\" as \(name)").name != nil)
  }

  @Test("files and folders without a name, and one that `load` would not find")
  func files() {
    let gan = "gan mlp-tiny"
    #expect(answer("save \"\"", after: gan).contains("the name is empty"))
    #expect(answer("save latest", after: gan).contains("Choose another name"))
    #expect(answer("save", after: "gan mlp-tiny as latest").contains("Choose another name"))
    #expect(answer("log \"\"").contains("as in `log \"runs/first\"`"))
    #expect(answer("log off every=3").contains("`every` does not go with `log off`"))
    #expect(answer("data folder \"\"").contains("the name is empty"))
  }

  @Test(
    "options that would have no effect",
    arguments: [
      "data ring size=3x3", "data ring channels=1", "data ring invert=on", "data ring or two part=test",
      "data mnist seed=5", "data points [[0, 1]] seed=5",
    ])
  func data(cell: String) {
    #expect(answer(cell).contains("does not go with `data "))
  }

  @Test("options that have one are taken")
  func effective() {
    for cell in [
      "data digits count=20 seed=5 size=20x20 invert=on", "data ring count=20 seed=5",
      "data mnist or digits count=20 seed=5", "data ring or digits count=20 size=20x20",
    ] {
      let outcome = Notebook().run(cell)
      #expect(outcome.name == nil, "\(outcome.traceback)")
    }
  }

  @Test(
    "options of a training that go with others",
    arguments: [
      ("penalty=5", "`objective=wasserstein-gp`"), ("momentum=0.5", "`optimizer=momentum`"),
      ("beta1=0.5 optimizer=sgd", "`optimizer=adam`"), ("beta2=0.5 optimizer=rmsprop", "`optimizer=adam`"),
    ])
  func training(options: String, partner: String) {
    let preparation = "data digits count=20\ngan vanilla as one\ngan vanilla as two"
    for command in ["train steps=1", "step", "train one two steps=1"] {
      let answer = answer("\(command) \(options)", after: preparation)
      #expect(answer.contains("has no effect here") && answer.contains("It goes with \(partner)."), "\(answer)")
    }
  }

  @Test("messages say what cures the fault")
  func cures() {
    let preparation = "data digits count=20\ngan vanilla"
    #expect(
      answer("train steps=1 smoothing=0.1 objective=wasserstein-gp", after: preparation).contains("write smoothing=0"))
    #expect(answer("probe steps=1", after: "data digits count=1\ngan mlp-tiny").contains("a single sample"))
    #expect(answer("use").contains("as in `use vanilla`"))
    #expect(answer("data folder").contains("as in `data folder \"pictures\"`"))
  }

  @Test("of several files to load the first that is there is taken; one that is broken is an error")
  func alternatives() throws {
    let notebook = Notebook()
    notebook.run("gan mlp-tiny as first\nsave")
    let loaded = notebook.run("load latest or none or \"first\" as second")
    #expect(loaded.name == nil, "\(loaded.traceback)")
    #expect(loaded.output.text.contains("There is nothing saved by itself here; taking first instead."))
    #expect(loaded.output.text.contains("There is no checkpoint called none here; taking first instead."))
    #expect(notebook.run("load latest or none").traceback.contains("called `latest` or `none`"))
    #expect(notebook.run("load latest").traceback.contains("half a minute or more"))
    try AtomicFile.replace(notebook.folder + "/broken.safetensors", with: Array("nonsense".utf8))
    #expect(notebook.run("load broken or \"first\"").name == "CommandError")
    let off = Notebook(["FORGER_AUTOSAVE": "off"])
    off.run("gan mlp-tiny as first\nsave")
    #expect(off.run("load latest or \"first\"").name == nil)
  }

  @Test("a pause between savings that is none is the usual one", arguments: ["inf", "1e400", "1e30", "nan", "-1", "x"])
  func pauses(text: String) {
    let notebook = Notebook(["FORGER_AUTOSAVE": text])
    let cell = notebook.run("data digits count=20\ngan mlp-tiny\ntrain steps=2")
    #expect(cell.name == nil, "\(cell.traceback)")
    #expect(notebook.run("load latest").traceback.contains("nothing was saved by itself yet"))
  }
}

@Suite struct AnswerTests {
  @Test("a matrix is told by its rows and columns, the first row on top")
  func matrices() {
    func words(_ cell: String) -> String { Notebook().run(cell).output.displays.last?.data["text/plain"]?.text ?? "" }
    #expect(words("plot [[1, 2], [3, 4]]").contains("smallest 1 in row 1, column 1, largest 4 in row 2, column 2"))
    let text = words("plot [[4, 2, 9], [3, 5, 1]]")
    #expect(text.contains("2x3 matrix"))
    #expect(text.contains("smallest 1 in row 2, column 3, largest 9 in row 1, column 3"))
    #expect(words("plot ones(1x1000)").contains("1x1000 matrix"))
  }

  @Test("two questions of a cell are answered on one page")
  func questions() throws {
    let outcome = Notebook().session.execute("train?\nconv?", silent: false, count: 1, output: Recorder())
    guard case .ok(let payload) = outcome else {
      Issue.record("the questions failed")
      return
    }
    let text = try #require(payload.first?["data"]?["text/plain"]?.text)
    #expect(payload.count == 1 && text.contains("discriminator-steps") && text.contains("conv(X, K"))
  }
}
