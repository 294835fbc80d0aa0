import Jupyter
import Language
import Mathematics
import Pictures

/// `draw C`: a matrix as a picture.
struct DrawCommand: SessionCommand {
  static let verb = Verb(
    "draw", group: "mathematics",
    summary: "draws a matrix as a picture",
    details: """
      Entries that repeat the entries of a kernel, as in `conv_matrix`, have a colour for each of them, so that the pattern \
      is seen; other matrices are darker where they are larger.
      """,
    parameters: [.positional("matrix", .expression("a matrix or vector"), help: "what to draw")],
    examples: ["draw conv_matrix([[1, 4, 1], [1, 4, 3], [3, 3, 1]], input=4x4)", "draw overlap(kernel=3, stride=2)"])

  let matrix: Expression?

  init(_ arguments: Arguments) {
    matrix = arguments.expressions("matrix").first
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let matrix else { return }
    let value = try session.evaluator(output).evaluate(matrix)
    guard case .grid(let grid) = value else {
      throw Diagnostic(
        matrix.range, message: StudioError.notDrawable("\(value.kind)").message, hint: StudioError.notDrawable("").hint)
    }
    let picture = MatrixPicture(cells: grid.cells(digits: 4), colors: MatrixColors(grid).rows)
    let text = "\(session.text[matrix.range]), \(grid.sizeText):\n" + value.plain(digits: 4)
    output.display(try DisplayData(try picture.draw(), text: text))
  }
}
