import Jupyter
import Language
import Mathematics
import Pictures

/// `draw C`: a matrix, a convolution, the game or its networks as a picture.
struct DrawCommand: SessionCommand {
  static let verb = Verb(
    "draw", group: "looking",
    summary: "draws matrices, convolutions, networks and the whole game",
    details: """
      `draw pipeline` shows the game with its pictures of now: noise, generator, data, discriminator and what it says of \
      each. `draw generator`, `draw discriminator` and `draw networks` show the layers with their shapes. `draw conv(X, \
      K)` and `draw conv_transpose(Y, K)` show the kernel at several places, `draw upsample(X, 2)` five ways to enlarge, \
      `draw upsamplers` the same for a picture of the data. Entries of a matrix that repeat the entries of a kernel, as \
      in `conv_matrix`, have a colour for each of them, so that the pattern is seen; other matrices are darker where \
      they are larger.
      """,
    parameters: [
      .positional(
        "what",
        .expression(
          "a matrix, `pipeline`, `generator`, `discriminator`, `networks` or `upsamplers`",
          choices: [
            Choice("pipeline", "the game with its pictures and values of now"),
            Choice("networks", "both networks, layer by layer"),
            Choice("generator", "the generator, layer by layer"),
            Choice("discriminator", "the discriminator, layer by layer"),
            Choice("upsamplers", "ways to enlarge a picture of the data"),
          ]), help: "what to draw"),
      .option("image", .integer(1...1_000_000_000), default: 1, help: "which picture of the data (upsamplers)"),
      .option("factor", .integer(2...8), default: 4, help: "how many times larger (upsamplers)"),
    ],
    examples: [
      "draw pipeline", "draw networks", "draw conv_matrix([[1, 4, 1], [1, 4, 3], [3, 3, 1]], input=4x4)",
      "draw conv([[4, 5, 8, 7], [1, 8, 8, 8], [3, 6, 6, 4], [6, 5, 7, 8]], [[1, 4, 1], [1, 4, 3], [3, 3, 1]])",
      "draw overlap(kernel=3, stride=2)", "draw upsamplers image=3",
    ])

  let what: Expression?
  let image: Int
  let factor: Int

  init(_ arguments: Arguments) {
    what = arguments.expressions("what").first
    image = arguments.integer("image")
    factor = arguments.integer("factor")
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let what else { return }
    switch what.asName {
    case "pipeline":
      let picture = try session.pipeline()
      output.display(try DisplayData(try picture.draw(), text: picture.summary))
    case "generator", "discriminator", "networks":
      let diagrams = try session.networkDiagrams(what.asName ?? "")
      output.display(try DisplayData(try diagrams.draw(), text: diagrams.summary))
    case "upsamplers":
      let picture = try Upsamplers(of: session, image: image, factor: factor)
      output.display(try DisplayData(try picture.draw(), text: picture.summary))
    default: try draw(what, session, output)
    }
  }

  private func draw(_ expression: Expression, _ session: Session, _ output: any Output) throws {
    // Whatever is wrong with the expression is said by computing it.
    let value = try session.evaluator(output).evaluate(expression)
    let spelling = session.text[expression.range]
    if let picture = try ConvolutionPicture(expression, in: session, output) {
      return output.display(try DisplayData(try picture.drawStages(), text: "\(spelling), \(picture.summary)"))
    }
    switch try session.evaluator(output).operation(of: expression) {
    case .enlargement(let grid, let factor):
      let picture = try Upsamplers(of: grid, factor: factor)
      return output.display(try DisplayData(try picture.draw(), text: "\(spelling): \(picture.summary)"))
    case .overlap(let kernel, let stride):
      guard case .grid(let grid) = value else { return }
      let picture = OverlapPicture(counts: grid.table, kernel: kernel, stride: stride)
      return output.display(try DisplayData(try picture.draw(), text: "\(spelling), \(picture.summary)"))
    default: break
    }
    guard case .grid(let grid) = value else {
      throw Diagnostic(
        expression.range, message: StudioError.notDrawable(value.kind).message, hint: StudioError.notDrawable("").hint)
    }
    let picture = MatrixPicture(cells: grid.cells(digits: 4), colors: MatrixColors(grid).rows)
    let text = "\(spelling), \(grid.sizeText):\n" + value.plain(digits: 4)
    output.display(try DisplayData(try picture.draw(), text: text))
  }
}
