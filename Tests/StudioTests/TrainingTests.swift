import Jupyter
import Studio
import Testing

@Suite struct TrainingTests {
  private func digest(_ text: String) throws -> Substring {
    let start = try #require(text.firstRange(of: "digest "))
    return text[start.upperBound...].prefix { $0.isHexDigit }
  }

  private func trainedDigest(_ seed: Int, _ commands: String...) throws -> Substring {
    let notebook = Notebook()
    var text = ""
    for code in ["data digits count=300", "seed \(seed)\ngan vanilla"] + commands {
      let cell = notebook.run(code)
      #expect(cell.name == nil, "\(cell.traceback)")
      text = cell.output.text
    }
    return try digest(text)
  }

  @Test("the same seed gives the same weights, on any number of threads; another seed gives others")
  func reproducible() throws {
    let first = try trainedDigest(7, "threads 2", "train steps=5")
    #expect(first.count == 16)
    #expect(try trainedDigest(7, "threads 2", "train steps=5") == first)
    #expect(try trainedDigest(7, "threads 1", "train steps=5") == first)
    #expect(try trainedDigest(7, "threads 3", "train steps=5") == first)
    #expect(try trainedDigest(8, "train steps=5") != first)
  }

  @Test("without a name, gan makes convolutional networks, and train takes the options they are known to work with")
  func convolutional() throws {
    let notebook = Notebook()
    var outputs: [String] = []
    for code in ["data digits count=40", "gan", "train steps=2", "sample 4"] {
      let cell = notebook.run(code)
      #expect(cell.name == nil, "\(cell.traceback)")
      outputs.append(cell.output.text)
    }
    #expect(outputs[1].contains("dcgan28") && outputs[1].contains("759"))
    let digest = try digest(outputs[2])
    for (options, isEqual) in [("batch=128 rate=0.0002 beta1=0.5", true), ("beta1=0.9", false)] {
      for code in ["gan dcgan28", "train steps=2 \(options)"] {
        outputs.append(notebook.run(code).output.text)
      }
      #expect(try (self.digest(outputs[outputs.count - 1]) == digest) == isEqual, "\(options)")
    }
  }

  @Test("two trainings in a row are one training")
  func continued() throws {
    #expect(try trainedDigest(7, "train steps=2", "train steps=4") == trainedDigest(7, "train steps=6"))
  }

  @Test("looking at samples while training does not change the result")
  func looking() throws {
    #expect(try trainedDigest(7, "train steps=2", "sample 5", "train steps=4") == trainedDigest(7, "train steps=6"))
  }

  @Test(
    "every option of train reaches the engine",
    arguments: [
      "batch=50", "rate=1e-3", "beta1=0.8", "beta2=0.9", "objective=minimax", "discriminator-steps=2", "smoothing=0.1",
      "objective=least-squares", "objective=wasserstein-gp", "optimizer=sgd", "optimizer=momentum", "optimizer=rmsprop",
    ])
  func options(option: String) throws {
    #expect(try trainedDigest(7, "train steps=3 \(option)") != trainedDigest(7, "train steps=3"))
  }

  @Test("momentum and penalty reach the engine where they count")
  func dependent() throws {
    #expect(
      try trainedDigest(7, "train steps=3 optimizer=momentum momentum=0.5")
        != trainedDigest(7, "train steps=3 optimizer=momentum"))
    #expect(
      try trainedDigest(7, "train steps=2 objective=wasserstein-gp penalty=1")
        != trainedDigest(7, "train steps=2 objective=wasserstein-gp"))
  }

  @Test("what is left out is the preset's: a critic is shown with its outputs, not with probabilities")
  func presetOptions() throws {
    let notebook = Notebook()
    notebook.run("data digits count=300\ngan wgan-gp")
    let cell = notebook.run("train steps=2")
    #expect(cell.name == nil, "\(cell.traceback)")
    let written = notebook.run(
      "gan wgan-gp\ntrain steps=2 batch=64 rate=1e-4 beta1=0 beta2=0.9 objective=wasserstein-gp discriminator-steps=5")
    #expect(try digest(cell.output.text) == digest(written.output.text))
    #expect(notebook.run("plot losses").name == nil)
    #expect(notebook.run("train smoothing=0.1").traceback.contains("no target to smooth"))
  }

  @Test("one display is replaced in place, under one name")
  func live() throws {
    let notebook = Notebook()
    notebook.run("data digits count=300\ngan vanilla")
    let output = notebook.run("train steps=3").output
    let names = Set(output.displays.map(\.displayID))
    #expect(output.updates >= 1)
    #expect(names.count == 1)
    #expect(names.first?.map { !$0.isEmpty } == true)
    let again = notebook.run("train steps=1").output
    #expect(again.displays.first?.displayID != names.first ?? nil)
  }

  @Test("FORGER_LIVE=off leaves the last state alone")
  func notLive() {
    let notebook = Notebook(["FORGER_LIVE": "off"])
    notebook.run("data digits count=300\ngan vanilla")
    let output = notebook.run("train steps=3").output
    #expect(output.displays.count == 1)
    #expect(output.updates == 0)
    #expect(!notebook.run("time").output.text.contains("live pictures"))
  }

  @Test("the price of live pictures is told")
  func price() {
    let notebook = Notebook()
    notebook.run("data digits count=300\ngan vanilla\ntrain steps=3")
    let text = notebook.run("time").output.text
    #expect(text.contains("live pictures of the last training: ") && text.contains(" % of the "), "\(text)")
  }

  @Test("a stopped training keeps its whole steps and can go on; lines after it do not run")
  func interrupted() throws {
    let notebook = Notebook()
    notebook.run("data digits count=300\nseed 7\ngan vanilla")
    let stopped = notebook.run("train steps=1_000\nsample 4", stopAfter: 4)
    #expect(stopped.name == "Interrupted")
    #expect(stopped.traceback.contains("kept"))
    let steps = try #require(stopped.output.text.split(separator: " ").first.flatMap { Int($0) })
    #expect((1...5).contains(steps))
    #expect(stopped.output.displays.allSatisfy { $0.displayID != nil }, "`sample` must not have run")
    #expect(notebook.run("sample 4").name == nil)
    let rest = notebook.run("train steps=\(10 - steps)")
    #expect(try digest(rest.output.text) == trainedDigest(7, "train steps=10"))
  }
}
