import Jupyter
import Language

/// `print "text"`: a line of text.
struct PrintCommand: SessionCommand {
  static let verb = Verb(
    "print", group: "session",
    summary: "writes a line of text",
    parameters: [
      .positional("text", .text, help: "what to write"),
      .option(
        "to",
        .word([
          Choice("stdout", "what the cell says"), Choice("stderr", "what the cell warns of, shown on another ground"),
        ]), default: .text("stdout"), help: "the stream"),
    ],
    examples: ["print \"hello\"", "print \"careful\" to=stderr"])

  let text: String
  let stream: StandardStream

  init(_ arguments: Arguments) {
    text = arguments.text("text")
    stream = StandardStream(rawValue: arguments.text("to")) ?? .stdout
  }

  func run(in session: Session, showing output: any Output) throws {
    output.stream(stream, text + "\n")
  }
}
