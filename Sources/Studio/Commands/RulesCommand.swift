import Adversarial
import Jupyter
import Language

/// `rules`: which of the DCGAN paper's guidelines a pair of networks follows.
struct RulesCommand: SessionCommand {
  static let verb = Verb(
    "rules", group: "networks",
    summary: "says which of the DCGAN guidelines the networks follow",
    details: """
      The guidelines of Radford, Metz and Chintala (2016) are experience and no theorems; networks that break them can be \
      good. What they say of training is held against what `train` does when it is told nothing else. Afterwards \
      `rules_kept` is a vector with a 1 for each rule that is kept and a 0 for each other.
      """,
    parameters: [.pairInUse],
    examples: ["gan dcgan28\nrules"])

  private let names: [String]
  private let range: SourceRange

  init(_ arguments: Arguments) {
    names = arguments.texts("name")
    range = arguments.range(of: "name")
  }

  func run(in session: Session, showing output: any Output) throws {
    var (name, players) = try session.players(named: names, at: range, of: Self.verb)[0]
    let rules = try DCGANRules(players.game).rules
    let table = TextTable(
      heading: ["", "the paper", name], rows: rules.map { [$0.isKept ? "✓" : "✗", $0.text, $0.found] })
    let kept = rules.count { $0.isKept }
    output.display(
      DisplayData([("", table)], remarks: ["\(kept) of \(rules.count.counted("guideline")) kept."]))
    players.rules = rules.map { $0.isKept ? 1 : 0 }
    session.update(players, as: name)
  }
}
