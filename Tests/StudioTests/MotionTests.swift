import Jupyter
import Studio
import Testing

@Suite struct MotionTests {
  /// A trained pair, small and quick.
  private func trained(_ steps: Int = 12) -> Notebook {
    let notebook = Notebook()
    notebook.run("data digits count=200\nseed 3\ngan mlp-tiny\ntrain steps=\(steps) batch=8")
    return notebook
  }

  private func text(_ notebook: Notebook, _ code: String) throws -> String {
    let cell = notebook.run(code)
    #expect(cell.name == nil, "\(code): \(cell.traceback)")
    return try #require(cell.output.displays.last?.data["text/plain"]?.text)
  }

  private func bytes(_ notebook: Notebook, _ code: String) throws -> String {
    try #require(notebook.run(code).output.displays.last?.data["image/png"]?.text)
  }

  @Test("A training is shown from before its first step to its last")
  func training() throws {
    let notebook = trained(200)
    let shown = try text(notebook, "animate training")
    #expect(shown.contains("from step 0 to step 200"))
    #expect(shown.contains("animation: ") && shown.contains("kB"))
    // Looking changes nothing.
    #expect(try bytes(notebook, "animate training") == bytes(notebook, "animate training"))
  }

  @Test("Two trainings one after another have the film of one")
  func continued() throws {
    let whole = trained(160)
    let parts = trained(75)
    parts.run("train steps=85 batch=8")
    #expect(try bytes(whole, "animate training pace=0.2") == bytes(parts, "animate training pace=0.2"))
  }

  @Test("Filming does not change what is learnt")
  func sameWeights() throws {
    func digest(_ notebook: Notebook, _ code: String) throws -> Substring {
      try #require(notebook.run(code).output.text.split(separator: " ").last)
    }
    let watched = trained()
    watched.run("animate training\nanimate walk\nwalk 4\ndraw pipeline\nsample 4 beside=before")
    #expect(try digest(watched, "train steps=5 batch=8") == digest(trained(), "train steps=5 batch=8"))
  }

  @Test("A walk on the line leads through short lists, one on the circle does not")
  func walk() throws {
    let notebook = trained()
    let shown = try text(notebook, "walk 5 seed=2")
    func lengths(_ name: String) throws -> [Double] {
      let line = try #require(shown.split(separator: "\n").first { $0.contains(name) })
      return line.split(separator: " ").compactMap { Double($0) }
    }
    let (line, circle) = (try lengths("straight line"), try lengths("great circle"))
    #expect(line.count == 5 && circle.count == 5)
    #expect(line.first == circle.first && line.last == circle.last)
    let middle = min(line[0], line[4])
    #expect(line[2] < 0.85 * middle && circle[2] > 0.97 * middle)
    #expect(try text(notebook, "walk 4 rows=3").contains("12 images of 28x28, 4x3 grid"))
    #expect(try text(notebook, "animate walk stops=2").contains("animation: 48 frames"))
  }

  @Test("Real beside generated, and before beside after")
  func beside() throws {
    let notebook = trained()
    #expect(try text(notebook, "sample 9 beside=data").contains("real: digits: 9 images of 28x28"))
    let both = try text(notebook, "sample 9 beside=before")
    #expect(both.contains("before training: 9 images") && both.contains("after 12 steps: 9 images"))
    let fresh = Notebook()
    fresh.run("data digits count=200\nseed 3\ngan mlp-tiny")
    let start = try text(fresh, "sample 9").split(separator: ": ").last
    let summary = try #require(start)
    #expect(both.contains("before training: " + summary), "the beginning is made again exactly")
    #expect(try text(notebook, "show data by=class count=30").contains("30 images of 28x28, 3x10 grid"))
  }

  @Test("Convolutions are shown at work, alone and as channels")
  func convolutions() throws {
    let notebook = Notebook()
    notebook.run("X = [[4, 5, 8, 7], [1, 8, 8, 8], [3, 6, 6, 4], [6, 5, 7, 8]]\nK = [[1, 4, 1], [1, 4, 3], [3, 3, 1]]")
    #expect(try text(notebook, "draw conv(X, K)").contains("4 positions, output 2x2\n  122 148"))
    #expect(try text(notebook, "animate conv(X, K)").contains("animation: 4 frames"))
    #expect(try text(notebook, "draw conv(X, K) + conv(X, K)").contains("a convolution of 2 channels"))
    // A sum with something else is a matrix like any other.
    #expect(try text(notebook, "draw conv(X, K) + [[1, 2], [3, 4]]").contains("[[1, 2], [3, 4]], 2x2:\n"))
    #expect(try text(notebook, "draw conv_transpose([[2, 1], [4, 4]], K)").contains("a transposed convolution"))
    #expect(try text(notebook, "draw upsample(X, 2)").contains("bicubic"))
    #expect(try text(notebook, "draw overlap(kernel=3, stride=2)").contains("a checkerboard"))
    #expect(try text(notebook, "draw X").hasPrefix("X, 4x4"))
  }

  @Test("The game and the networks are drawn")
  func diagrams() throws {
    let notebook = trained()
    let pipeline = try text(notebook, "draw pipeline")
    #expect(pipeline.contains("after 12 steps") && pipeline.contains("D(G(z)) = 0."))
    let networks = try text(notebook, "draw networks")
    #expect(networks.contains("dense 32, leaky_relu 0.2, dropout 0.3 → 32"))
    #expect(!(try text(notebook, "draw generator").contains("discriminator")))
    #expect(try text(notebook, "draw upsamplers image=2 factor=3").contains("picture 2 of digits, 3 times larger"))
  }

  @Test(
    "What cannot be shown is said, with what to type instead",
    arguments: [
      ("animate training", "no networks"), ("gan mlp-tiny\nanimate training", "no training"),
      ("animate 3", "nothing that moves"), ("animate [[1, 2], [3, 4]]", "nothing that moves"),
      ("walk 8", "no networks"), ("draw pipeline", "no networks"), ("gan mlp-tiny\ndraw pipeline", "no data"),
      ("draw upsamplers", "no data"), ("gan mlp-tiny\nanimate game", "not points of the plane"),
      ("draw conv([[1]], [[1, 2]])", "kernel"), ("sample 4 beside=moon", "beside"),
      ("data digits count=5\ndraw upsamplers image=6", "there are 5"),
    ])
  func errors(code: String, part: String) {
    let cell = Notebook().run(code)
    #expect(cell.name != nil)
    #expect(cell.traceback.contains(part), "\(cell.traceback)")
  }
}
