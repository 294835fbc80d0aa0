import Files
import Foundation
import Jupyter
import Studio
import Testing

@Suite("Files of a session")
struct KeepingTests {
  private let notebook = Notebook()

  private func start() {
    notebook.run("data digits count=200\nseed 3\ngan mlp-tiny as first\ntrain steps=3")
  }

  @Test("what is saved and loaded under another name trains on alike, history included")
  func roundTrip() throws {
    start()
    #expect(notebook.run("save").output.text.contains("first after 3 steps is in \(notebook.folder)/first.safetensors"))
    let loaded = notebook.run("load first as second")
    #expect(loaded.output.text.contains("second, seed 3, after 3 steps of digits"), "\(loaded.traceback)")
    let second = notebook.run("train steps=2").output.text
    let first = notebook.run("use first\ntrain steps=2").output.text
    #expect(digest(second) == digest(first) && !digest(first).isEmpty)
    notebook.run("use second\nexport \"losses.csv\"")
    let lines = try String(contentsOfFile: notebook.folder + "/losses.csv", encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 6)
  }

  @Test("what is saved between two turns by hand goes on with the other player’s turn")
  func betweenTurns() {
    start()
    #expect(notebook.run("step discriminator\nsave").name == nil)
    let loaded = notebook.run("load first as second").output.text
    #expect(loaded.contains("the discriminator has taken 1 turn: `step generator` completes it"), "\(loaded)")
    let tables = ["second", "first"].map { name -> String? in
      let cell = notebook.run("use \(name)\nstep generator")
      #expect(cell.name == nil, "\(cell.traceback)")
      return cell.output.displays.last?.data["text/plain"]?.text?.replacing(name, with: "pair")
    }
    #expect(tables[0] != nil && tables[0] == tables[1])
  }

  @Test("a file that cannot be loaded leaves everything as it was")
  func failing() throws {
    start()
    notebook.run("save")
    let path = notebook.folder + "/first.safetensors"
    var bytes = try FileSystem.read(path, limit: 1 << 24)
    bytes[bytes.count / 2] ^= 4
    try AtomicFile.replace(path, with: bytes)
    let names = notebook.run("names").output.text
    let cell = notebook.run("load first")
    #expect(cell.traceback.contains("It is damaged") && cell.traceback.contains("Nothing has changed"))
    #expect(notebook.run("names").output.text == names)
    let saved = notebook.run("save \"\(notebook.folder)/losses.csv/x\"")
    #expect(saved.name == nil)
    #expect(notebook.run("save \"first/a\"").name == nil)
    #expect(notebook.run("save \"first.safetensors/a\"").traceback.contains("not a folder"))
  }

  @Test("Tab completes the names of files, in quotes and without, and what is known by name")
  func completion() {
    start()
    notebook.run("save\nsave \"other\"")
    for (code, expected) in [
      ("load fi", "first"), ("load \"oth", "other"), ("load la", "latest"), ("save \"fi", "first"), ("log o", "off"),
      ("load \"first\" a", "as"), ("save \"a\" prec", "precision="), ("export \"a.npy\" co", "count="),
    ] {
      let reply = notebook.session.services.complete(code, cursor: code.unicodeScalars.count)
      #expect(reply.items.map(\.text).contains(expected), "\(code): \(reply.items.map(\.text))")
    }
    let reply = notebook.session.services.complete("load \"fi\"", cursor: 8)
    #expect(reply.start == 6 && reply.end == 8)
    #expect(notebook.session.services.complete("print \"fi", cursor: 9).items.isEmpty)
    #expect(notebook.session.services.complete("# load \"fi", cursor: 10).items.isEmpty)
  }

  @Test("a name that was mistyped is answered with the nearest")
  func spelling() {
    start()
    notebook.run("save")
    #expect(notebook.run("load frist").traceback.contains("Did you mean `first`?"))
    #expect(notebook.run("load \"none/at/all\"").traceback.contains("no file or checkpoint"))
  }

  private func digest(_ text: String) -> String {
    text.split(separator: "weights digest ").dropFirst().first.map { String($0.prefix(16)) } ?? ""
  }
}
