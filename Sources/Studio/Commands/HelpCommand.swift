import Jupyter
import Language
import Mathematics

/// `help`, `help train`: the manual, made from the declarations.
struct HelpCommand: SessionCommand {
  static let verb = Verb(
    "help", group: "session",
    summary: "lists the commands and functions, or explains one",
    parameters: [.positional("verb", .name(.verb), required: false, help: "the command or function to explain")],
    examples: ["help", "help train", "help conv"])

  let name: String?

  init(_ arguments: Arguments) {
    name = arguments.text(ifGiven: "verb")
  }

  func run(in session: Session, showing output: any Output) throws {
    let vocabulary = session.vocabulary
    let function = name.flatMap { name in BuiltIn.choices.first { $0.name == name } }
    let page =
      name.flatMap(vocabulary.verb).map(vocabulary.help) ?? function.map(vocabulary.help) ?? vocabulary.help()
    output.display(DisplayData(page))
  }
}

extension DisplayData {
  /// A page of help, formatted and plain.
  init(_ page: HelpText) {
    self.init(data: ["text/markdown": .string(page.markdown), "text/plain": .string(page.plain)])
  }
}
