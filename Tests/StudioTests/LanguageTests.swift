import Foundation
import Jupyter
import Studio
import TestSupport
import Testing

/// The language as its specification shows it, run in notebooks.
@Suite struct SpecificationTests {
  @discardableResult private func ok(_ notebook: Notebook, _ cell: String) -> Recorder {
    let outcome = notebook.run(cell)
    #expect(outcome.name == nil, "\(cell)\n\(outcome.traceback)")
    return outcome.output
  }

  @Test("the first forger, with a short training")
  func firstForger() {
    // As in the lesson, but with few pictures and steps; the lesson itself is run by the Python tests.
    let output = ok(
      Notebook(),
      """
      # Lesson 10: the first forger
      data mnist or digits count=200    # MNIST from the cache or the network, else the built-in drawn digits
      show data count=32
      seed 7
      gan vanilla
      train steps=2
      sample 64
      plot losses
      """)
    #expect(output.displays.count >= 4)
  }

  @Test("two losses for the generator")
  func losses() {
    let output = ok(
      Notebook(),
      """
      # Lesson 4: two losses for the generator
      weak(d) = log(1 - d)
      strong(d) = -log(d)
      plot weak, strong over d=0.001..0.999
      plot weak', strong' over d=0.01..0.99          # f' is the derivative, exact, not a finite difference
      check weak'(0.001) ~ -1.001 within 1e-3
      """)
    #expect(output.displays.count == 2)
    #expect(output.displays[1].data["text/plain"]?.text?.contains("strong′") == true)
    #expect(output.text == "✓ weak'(0.001) ~ -1.001\n  value -1.001001001, expected -1.001, tolerance 0.001\n")
  }

  @Test("a claim of several lines is told in one, and a long matrix that is as expected is not repeated")
  func longClaims() {
    let output = ok(
      Notebook(),
      """
      check ones(2x2) = [[1, 1],
                         [1, 1]]
      check ones(3x6) = zeros(3x6) + 1
      """)
    #expect(
      output.text == """
        ✓ ones(2x2) = [[1, 1], [1, 1]]
          value [[1, 1], [1, 1]], expected [[1, 1], [1, 1]], tolerance rounding
        ✓ ones(3x6) = zeros(3x6) + 1
          all 18 entries as expected, tolerance rounding

        """)
  }

  @Test("a convolution is a matrix, and the matrix is the result, its pattern coloured")
  func convolution() throws {
    let notebook = Notebook()
    let output = ok(
      notebook,
      """
      # Lesson 8: a convolution is a matrix
      K = [[1, 4, 1], [1, 4, 3], [3, 3, 1]]
      X = [[4, 5, 8, 7], [1, 8, 8, 8], [3, 6, 6, 4], [6, 5, 7, 8]]
      C = conv_matrix(K, input=4x4)
      C                                              # an expression alone is the cell's result: a 4x16 matrix, drawn
      check reshape(C @ flatten(X), 2x2) = conv(X, K)
      Y = [[2, 1], [4, 4]]
      check reshape(transpose(C) @ flatten(Y), 4x4) = conv_transpose(Y, K)
      """)
    let table = try #require(output.displays.first?.data["text/html"]?.text)
    #expect(table.components(separatedBy: "background:").count - 1 == 36)
    #expect(table.components(separatedBy: "<tr>").count - 1 == 4)
    #expect(Set(table.matches(of: #/background:(#[0-9a-f]{6})/#).map(\.1)).count == 9)
    let picture = ok(notebook, "draw C").displays.first
    #expect(picture?.data["image/png"] != nil)
  }

  @Test("a block of one's own, with the work, the memory and the overlap of its layers")
  func ownNetworks() throws {
    let output = ok(
      Notebook(),
      """
      gan mine                                       # a block: your own pair of networks
        latent 100
        generator
          dense 128x7x7, batchnorm, relu
          upconv 64 kernel=4 stride=2 padding=1, batchnorm, relu
          upconv 1 kernel=4 stride=2 padding=1, tanh
        discriminator
          conv 64 kernel=4 stride=2 padding=1, leaky_relu 0.2
          conv 128 kernel=4 stride=2 padding=1, batchnorm, leaky_relu 0.2
          dense 1
      end
      summary mine                                   # shapes layer by layer, parameters, multiply-adds, memory, overlap of each upconv
      """)
    let text = try #require(output.displays.last?.data["text/plain"]?.text)
    // 128x7x7 inputs times 64x4x4 taps, and 64x14x14 times 1x4x4.
    for words in ["64x14x14", "6,422,528  4, even", "200,704  4, even", "multiply-adds", "MB"] {
      #expect(
        text.replacing(#/ +/#, with: "  ").contains(words.replacing(" ", with: "  ").replacing("    ", with: "  "))
          || text.contains(words), "\(text)")
    }
    let uneven = try #require(
      ok(
        Notebook(),
        "gan odd\ngenerator\ndense 8x7x7\nupconv 1 kernel=5 stride=4 padding=2 extra=3, tanh\ndiscriminator\ndense 1\nend\nsummary"
      ).displays.last?.data["text/plain"]?.text)
    #expect(uneven.contains("1–4, uneven"))
  }

  @Test("values and expressions as the specification lists them")
  func values() {
    ok(
      Notebook(),
      """
      check 2e-4 = 0.0002
      check 1_000 = 1000
      small = 28x28
      image = 128x7x7
      yes = [1, 2]
      a = True
      b = False
      c = None
      check a = on
      check b = off
      check [[1, 2], [3, 4]] @ [1, 1] = [3, 7]
      check 2 ^ 3 * 2 + 1 - 4 / 2 = 15
      f(x) = x^3
      check f''(2) = 12
      check integrate(f, 0..1) ~ 0.25 within 1e-10
      check leaky_relu(-1) + relu(-1) + sigmoid(0) = 0.3
      check sum([1, 2]) + mean([1, 3]) + max(1, 2) + min(1, 2) = 8
      check normal(0, 1)(0) ~ 0.3989
      check upsample([[1, 2]], 2, method=nearest) = [[1, 1, 2, 2], [1, 1, 2, 2]]
      upsample([[1, 2], [3, 4]], 2, method=bilinear)
      upsample([[1, 2], [3, 4]], 2, method=bicubic)
      check rank(transpose([[1, 2], [2, 4]])) = 1
      check norm(flatten(reshape([3, 4], 2x1))) = 5
      p = normal(0, 1)
      q = normal(1, 1)
      check value(best_discriminator(p, q), p, q) ~ -log(4) + 2 * jsd(p, q) within 1e-8
      check kl(p, q) ~ 0.5 within 1e-8
      check 1 < 2
      """)
  }

  @Test("a block with dense layers makes, trains and remembers networks")
  func denseNetworks() {
    let notebook = Notebook()
    let cell = """
      n = 32
      gan mine
        latent n/2
        generator
          dense n*2, relu, dropout 0.1
          dense 1x28x28, tanh
        discriminator
          dense n, leaky_relu 0.2, dense 1
      end
      """
    #expect(ok(notebook, cell).text.contains("generator      52,048 parameters"))
    let summary = ok(notebook, "summary mine").displays.first?.data["text/plain"]?.text ?? ""
    #expect(summary.contains(#/Dense\(1x28x28\) +1x28x28 +50,960 +50,176/#), "\(summary)")
    _ = ok(notebook, "data digits count=100\ntrain steps=2\nsample 4")
    #expect(
      ok(notebook, "gan mine as other\nuse mine\nnames").text.contains("mine: networks mine, after 2 steps, in use"))
    #expect(ok(notebook, "reset\nnames").text.contains("mine: networks mine, not trained yet, in use"))
    #expect(notebook.session.services.complete("use o", cursor: 5).items.map(\.text) == ["other"])
  }

  @Test("the facts of the lessons hold")
  func facts() throws {
    let facts = try Pages.text("Tests", "StudioTests", "facts.forger")
    let claims = facts.split(separator: "\n").count { $0.hasPrefix("check") }
    let output = ok(Notebook(), facts)
    #expect(output.text.split(separator: "\n").count { $0.hasPrefix("✓") } == claims && claims >= 100)
  }

  @Test("papermill's parameters reach options, None as if nothing had been written")
  func parameters() {
    let notebook = Notebook()
    _ = ok(notebook, "# Parameters\nsteps = 2\nshuffled = True\nrate = 0.0002\nsize = None\nname = \"digits\"\n")
    _ = ok(notebook, "data digits count=100\ngan vanilla")
    #expect(ok(notebook, "train steps=steps rate=rate batch=size").text.contains("2 steps"))
    #expect(notebook.run("train steps=rate").traceback.contains("`rate = 0.0002` is none"))
  }
}

@Suite struct ResultTests {
  private func results(_ cell: String) -> [String] {
    Notebook().run(cell).output.displays.compactMap { $0.data["text/plain"]?.text }
  }

  @Test("an expression alone is the cell's result")
  func result() {
    #expect(results("1 + 1") == ["2"])
    #expect(results("x = 3\nx\nx^2 < 10") == ["3", "true"])
    #expect(results("f(x) = x^2\nf") == ["f(x) = x^2"])
    #expect(results("x = 3").isEmpty)
  }

  @Test("a function that a command is called like is one where it is called or derived")
  func functionLikeCommand() {
    #expect(results("log(1)\nlog'(2) + 1\nlog''(1)") == ["0", "1.5", "-1"])
    let notebook = Notebook()
    #expect(notebook.run("log off").name == nil && notebook.run("log 5").name == "SyntaxError")
    #expect(notebook.run("print(\"hello\")").traceback.contains("Write it without, as in `print \""))
    let offers = notebook.session.services.complete("log(ex", cursor: 6).items.map(\.text)
    #expect(offers.contains("exp") && !offers.contains("off"))
  }

  @Test("a word that is nearly the name of a value is told so where a number is wanted")
  func nearlyValue() {
    let cell = Notebook().run("epochs = 2\ntrain epochs=epoch")
    #expect(cell.traceback.contains("not `epoch`") && cell.traceback.contains("Did you mean `epochs`?"))
  }

  @Test("a check that fails fails the cell, and names both values")
  func failing() {
    let cell = Notebook().run("check 1 + 1 = 2\ncheck exp(1) ~ 2.72\ncheck exp(1) ~ 2.8\nseed 7")
    #expect(cell.name == "CheckError")
    #expect(cell.output.text.contains("✓ exp(1) ~ 2.72"), "half a unit of the last digit is allowed")
    #expect(
      cell.traceback.contains("line 3, column 1: the check fails: the value is 2.718281828, and 2.8 was expected"))
  }

  @Test(
    "nothing is near infinity but infinity",
    arguments: [
      ("infinity = infinity", true), ("-infinity = infinity", false), ("1 = infinity", false), ("1 ~ infinity", false),
      ("infinity = 1", false), ("[1, infinity] = [2, infinity]", false), ("[1, infinity] = [1, infinity]", true),
      ("0..1 = 0..1", true), ("0..1 = 0..2", false),
    ])
  func infinite(claim: String, holds: Bool) {
    #expect(Notebook().run("check " + claim).name == (holds ? nil : "CheckError"))
  }

  @Test("functions are not compared as a whole")
  func functions() {
    let cell = Notebook().run("f(x) = x\ncheck f = f")
    #expect(cell.name == "CommandError" && cell.traceback.contains("functions cannot be compared"))
  }

  @Test("what fails leaves definitions as they were")
  func unchanged() {
    let notebook = Notebook()
    notebook.run("x = 1\nf(a) = a")
    #expect(notebook.run("x = 1/0").name == "CommandError")
    #expect(notebook.run("x = 5\nf(a) = = a").name == "SyntaxError")
    #expect(notebook.run("check x = 1\ncheck f(2) = 2").name == nil)
  }

  @Test("a function finds what its names mean when it is called")
  func lateNames() {
    let notebook = Notebook()
    #expect(notebook.run("a = 2\nf(x) = a * x\na = 3\ncheck f(1) = 3").name == nil)
  }

  @Test("a chart has gaps where a function has no value, and takes vectors")
  func charts() {
    #expect(results("plot log over x=-1..1").first?.contains("not finite") == true)
    #expect(results("plot [1, 4, 9]").first?.contains("3 values") == true)
    #expect(results("a = 2\nplot a*x, x^2 + a over x=0..1 points=11").first?.contains("11 values") == true)
  }

  @Test("a stopped calculation is an interruption")
  func interrupted() {
    let cell = Notebook().run("f(x) = integrate(exp, 0..x)\nplot f over x=0..1 points=10_000", stopAfter: 1)
    #expect(cell.name == "Interrupted")
  }

  @Test("help explains functions, and questions do")
  func help() throws {
    let notebook = Notebook()
    let page = try #require(notebook.run("help conv").output.displays.first?.data["text/plain"]?.text)
    #expect(page.contains("conv(X, K, stride=1, padding=0)"))
    #expect(notebook.run("conv?\n?log").name == nil)
  }
}

/// Random edits of valid cells, run: nothing may crash or hang, and every failure has its place in the cell.
@Suite struct CellMutationTests {
  private static let cells = [
    "K = [[1, 4, 1], [1, 4, 3], [3, 3, 1]]\nC = conv_matrix(K, input=4x4)\ncheck rank(C) = 4\nC\n",
    "f(x) = x^3 - log(x)\nf'(2) + f''(1)\ncheck f(1) ~ 1 within 0.1\n",
    "a = 2 * (3 + 4)^2\nb = [1, a, -3] * 2\nsum(b) / max(b)\ncheck a < 100\nnames\n",
    "g(m) = kl([m, 1 - m], [0.5, 0.5])\ng'(0.3)\nD = best_discriminator(normal(0, 1), normal(1, 1))\nD(0)\n",
    "upsample([1, 2, 4, 8], 2, method=bilinear)\nconv_transpose([[2, 1], [4, 4]], ones(3x3), stride=2, padding=1)\n",
    "gan mine\n  latent 4\n  generator\n    dense 1x28x28, tanh\n  discriminator\n    dense 4, relu, dense 1\nend\n",
    "seed 7\nhelp check\nepochs = None\ntime\nintegrate(sigmoid, 0..1)\n",
  ]

  private static let pieces = [
    "'", "''", "(", ")", "[", "]", "=", "==", "-", "--", ",", "..", "?", "#", "\n", " ", "^", "@", "*", "/", "~", "x",
    "f(", "f'",
    "1e9", "1e300", "0", "-1", "0.5", "4x4", "100x100", "infinity", "log", "integrate(", "ones(", "within", "over",
    "end\n", "K", "a",
    "names", "\"", "é", "😀", "None", "true", "stride=", "\r\n", "\t", ";",
  ]

  @Test("no edit of a cell crashes or hangs it", arguments: 0..<10)
  func edits(seed: UInt64) {
    var state = seed &* 0x5851_F42D_4C95_7F2D &+ 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let notebook = Notebook()
    var slowest = Duration.zero
    for _ in 0..<1000 {
      var scalars = Array(Self.cells[random(Self.cells.count)].unicodeScalars)
      for _ in 0...random(4) {
        let start = random(scalars.count + 1)
        let end = min(scalars.count, start + random(6))
        switch random(4) {
        case 0: scalars.removeSubrange(start..<end)
        case 1: scalars.insert(contentsOf: scalars[start..<end], at: random(scalars.count + 1))
        default: scalars.insert(contentsOf: Self.pieces[random(Self.pieces.count)].unicodeScalars, at: start)
        }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      let cell = String(view)
      var outcome: (output: Recorder, name: String?, traceback: String) = (Recorder(), nil, "")
      slowest = max(slowest, processorTime { outcome = notebook.run(cell) })
      guard outcome.name != nil else { continue }
      let lines = cell.components(separatedBy: .newlines).count + 1
      let place = outcome.traceback.firstMatch(of: #/^line (\d+), column (\d+): ./#)
      let line = place.flatMap { Int($0.1) } ?? .max
      #expect(line <= lines, "\(cell.debugDescription)\n\(outcome.traceback)")
    }
    print("the slowest of 1,000 edits, seed \(seed): \(slowest)")
    #expect(slowest < .seconds(1))
  }
}
