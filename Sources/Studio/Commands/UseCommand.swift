import Adversarial
import Jupyter
import Language

/// `use first`: which of several pairs of networks commands speak of.
struct UseCommand: SessionCommand {
  static let verb = Verb(
    "use", group: "networks",
    summary: "chooses the pair of networks that commands speak of",
    details: "`gan vanilla as first` gives a pair a name, `use first` chooses it; `names` lists all pairs.",
    parameters: [.positional("name", .name(.pair, isOpen: true), help: "the pair")],
    examples: ["use vanilla"])

  let name: String
  let range: SourceRange

  init(_ arguments: Arguments) {
    name = arguments.text("name")
    range = arguments.range(of: "name")
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let players = session.pairs[name] else {
      let names = session.pairs.keys.sorted()
      throw Diagnostic(
        range, message: "there are no networks called `\(name)`", suggestion: Spelling.nearest(to: name, among: names),
        hint: names.isEmpty ? "Type `gan vanilla` first." : "There are: \(names.joined(separator: ", ")).")
    }
    session.use(name)
    output.stream(.stdout, "Using \(name), \(players.game.stateText()).\n")
  }
}
