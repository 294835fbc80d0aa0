import Jupyter
import Studio
import Testing

@Suite struct VocabularyTests {
  private let session = Notebook().session

  @Test("declarations are consistent: names, defaults and examples")
  func consistent() {
    #expect(Session.vocabularyFaults == [])
  }

  @Test("every example of the help runs in a fresh notebook that has data and networks")
  func examples() {
    for example in Session.examples where !example.hasPrefix("train") {
      let notebook = Notebook()
      notebook.run("data digits count=100\ngan vanilla\ntrain steps=1")
      // What is loaded has to be saved; what was saved by itself belongs to tests of its own.
      if example.hasPrefix("load \"first\"") { notebook.run("save \"first\"") }
      if example == "load latest" { continue }
      if example.hasPrefix("data folder") { continue }
      let cell = notebook.run(example)
      #expect(cell.name == nil, "\(example): \(cell.traceback)")
    }
  }

  @Test(
    "Tab completes verbs, options, choices, presets and data sets",
    arguments: [
      ("tra", "train"), ("train ep", "epochs="), ("train objective=mini", "minimax"), ("gan v", "vanilla"),
      ("data mnist or d", "digits"), ("plot ", "losses"), ("conv(X, st", "stride="),
      ("x = upsample([1], 2, me", "method="), ("show d", "data"), ("help tr", "train"),
    ])
  func completion(code: String, expected: String) {
    let reply = session.services.complete(code, cursor: code.unicodeScalars.count)
    #expect(reply.items.map(\.text).contains(expected))
  }

  @Test(
    "Shift-Tab explains verbs, options and data sets",
    arguments: ["train", "train epochs", "data mnist", "conv", "1 + conv(", "check conv([1], "])
  func inspection(code: String) throws {
    let found = session.services.inspect(code, cursor: code.unicodeScalars.count, detail: 0)
    let text = try #require(found.description?.data["text/plain"]?.text)
    #expect(text.count > 20)
    #expect(session.services.inspect("nonsense", cursor: 3, detail: 0) == .notFound)
  }

  @Test("Enter runs what is complete")
  func completeness() {
    #expect(session.services.isComplete("train epochs=2") == .complete)
    #expect(session.services.isComplete("smaple 3") == .invalid)
  }

  @Test("help lists every command, help of a verb every option, and a question opens the pager")
  func help() throws {
    let notebook = Notebook()
    let overview = try #require(notebook.run("help").output.displays.first?.data["text/plain"]?.text)
    for verb in ["data", "show", "gan", "train", "sample", "plot", "seed", "threads", "help"] {
      #expect(overview.contains(verb))
    }
    let manual = try #require(notebook.run("help train").output.displays.first?.data["text/plain"]?.text)
    #expect(manual.contains("discriminator-steps=") && manual.contains("non-saturating"))
    let outcome = notebook.session.execute("train?", silent: false, count: 1, output: Recorder())
    guard case .ok(let payload) = outcome else {
      Issue.record("the question failed")
      return
    }
    #expect(payload.first?["source"]?.text == "page")
  }
}
