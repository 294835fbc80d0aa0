import Jupyter
import Studio
import Testing

@Suite struct SideBySideTests {
  private func digests(_ text: String) -> [String] {
    text.matches(of: #/digest ([0-9a-f]{16})/#).map { String($0.1) }
  }

  private func prepared(_ cells: String...) -> Notebook {
    let notebook = Notebook()
    for cell in ["data digits count=200"] + cells {
      let outcome = notebook.run(cell)
      #expect(outcome.name == nil, "\(outcome.traceback)")
    }
    return notebook
  }

  @Test("pairs trained side by side become what they become alone, in one display")
  func sameAsAlone() throws {
    let alone = try [("vanilla", 7), ("mlp-tiny", 7), ("vanilla", 8)].map { preset, seed in
      try #require(
        digests(prepared("seed \(seed)\ngan \(preset)").run("train steps=4 batch=50").output.text).first)
    }
    let notebook = prepared("seed 7\ngan vanilla as a\ngan mlp-tiny as b\nseed 8\ngan vanilla as c")
    let training = notebook.run("train a b c steps=4 batch=50")
    #expect(training.name == nil, "\(training.traceback)")
    #expect(digests(training.output.text) == alone)
    #expect(Set(training.output.displays.map(\.displayID)).count == 1)
    let text = try #require(training.output.displays.last?.data["text/plain"]?.text)
    for name in ["a: vanilla", "b: mlp-tiny", "c: vanilla"] { #expect(text.contains("\(name): step 4 of 4")) }
    #expect(training.output.text.contains("Their seeds differ"))
    #expect(notebook.run("names").output.text.contains("a: networks vanilla, after 4 steps"))
  }

  @Test("one of several can go on alone, and all of them together again")
  func continued() throws {
    let notebook = prepared("seed 7\ngan mlp-tiny as a\ngan mlp-tiny as b")
    let first = digests(notebook.run("train a b steps=2").output.text)
    #expect(first.count == 2 && first[0] == first[1])
    notebook.run("train a steps=3")
    let both = digests(notebook.run("train b steps=3\ntrain a b steps=1").output.text).suffix(2)
    #expect(Set(both).count == 1)
  }

  @Test("a stopped training of several keeps their steps, and a broken one keeps nothing")
  func stopped() throws {
    let notebook = prepared("seed 7\ngan mlp-tiny as a\ngan mlp-tiny as b")
    let stopped = notebook.run("train a b steps=1_000", stopAfter: 20)
    #expect(stopped.name == "Interrupted" && stopped.traceback.contains("What was learnt is kept"))
    let names = notebook.run("names").output.text
    #expect(!names.contains("not trained yet"))
    let broken = notebook.run("train a b steps=300 optimizer=sgd rate=1 objective=least-squares")
    #expect(broken.name == "CommandError", "\(broken.output.text)")
    #expect(broken.traceback.contains("Training broke down"))
    #expect(notebook.run("names").output.text == names)
  }

  @Test(
    "what cannot be trained together says why",
    arguments: [
      ("train a c", "there are no networks called `c`"), ("train a a", "named twice"),
      ("train 5", "`epochs=5`"), ("train minimax", "`objective=minimax`"), ("train epochs 5", "`epochs=5`"),
      ("compare a nobody", "there are no networks called `nobody`"), ("compare a", "nothing to compare"),
      ("summary nobody", "There are: a, b."),
    ])
  func refused(cell: String, words: String) {
    let outcome = prepared("gan mlp-tiny as a\ngan mlp-tiny as b").run(cell)
    #expect(outcome.name != nil && outcome.traceback.contains(words), "\(outcome.traceback)")
  }

  @Test("pairs are compared by samples of the same noise, by their losses and in a table")
  func compared() throws {
    let notebook = prepared(
      "seed 7\ngan mlp-tiny as weak\ngan mlp-tiny as strong", "train weak steps=3 objective=minimax")
    let displays = notebook.run("compare weak strong").output.displays
    #expect(displays.count == 3)
    let table = try #require(displays.last?.data["text/plain"]?.text)
    #expect(table.contains("minimax") && table.contains("225,649"))
    #expect(displays[2].data["text/html"] != nil && displays[0].data["image/png"] != nil)
    notebook.run("train strong steps=3 objective=minimax")
    let equal = try #require(notebook.run("compare").output.displays.last?.data["text/plain"]?.text)
    #expect(Set(equal.matches(of: #/[0-9a-f]{16}/#).map { String($0.0) }).count == 1)
  }
}
