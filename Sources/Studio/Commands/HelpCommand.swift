import Jupyter
import Language

/// `help`, `help train`: the manual, made from the declarations.
struct HelpCommand: SessionCommand {
  static let verb = Verb(
    "help", group: "session",
    summary: "lists the commands, or explains one",
    parameters: [.positional("verb", .name(.verb), required: false, help: "the command to explain")],
    examples: ["help", "help train"])

  let name: String?

  init(_ arguments: Arguments) {
    name = arguments.text(ifGiven: "verb")
  }

  func run(in session: Session, showing output: any Output) throws {
    let page = name.flatMap(session.vocabulary.verb).map(session.vocabulary.help) ?? session.vocabulary.help()
    output.display(DisplayData(page))
  }
}

extension DisplayData {
  /// A page of help, formatted and plain.
  init(_ page: HelpText) {
    self.init(data: ["text/markdown": .string(page.markdown), "text/plain": .string(page.plain)])
  }
}
