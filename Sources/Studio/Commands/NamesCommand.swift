import Adversarial
import Datasets
import Jupyter
import Language
import Mathematics

/// `names`: everything that has a name in this session.
struct NamesCommand: SessionCommand {
  static let verb = Verb(
    "names", group: "session",
    summary: "lists what was defined, and the networks there are", examples: ["names"])

  init(_ arguments: Arguments) {}

  func run(in session: Session, showing output: any Output) throws {
    var lines = session.definitions.names.compactMap { session.definitions[$0]?.spelling }
    for name in session.pairs.keys.sorted() {
      guard let game = session.pairs[name]?.game else { continue }
      let state = game.stateText()
      lines.append("\(name): networks \(game.preset.name), \(state)\(name == session.currentName ? ", in use" : "")")
    }
    if let material = session.material {
      lines.append("data: \(material.samples.name), \(material.samples.count.counted(material.noun))")
    }
    let measured = session.observations.names.filter { $0.isMeasured && session.definitions[$0.name] == nil }
    if !measured.isEmpty { lines.append("measured: " + measured.map(\.name).joined(separator: ", ")) }
    output.stream(.stdout, (lines.isEmpty ? "Nothing has a name yet." : lines.joined(separator: "\n")) + "\n")
  }
}
