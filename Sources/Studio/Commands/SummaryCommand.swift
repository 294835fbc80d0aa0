import Adversarial
import Jupyter
import Language
import NeuralNetworks
import Tensors

/// `summary`: the networks layer by layer.
struct SummaryCommand: SessionCommand {
  static let verb = Verb(
    "summary", group: "networks",
    summary: "lists the layers with their shapes and parameters",
    parameters: [
      .positional("name", .name(.pair, isOpen: true), required: false, help: "the pair; that in use when left out")
    ],
    examples: ["gan vanilla\nsummary"])

  let name: String?
  let range: SourceRange

  init(_ arguments: Arguments) {
    name = arguments.text(ifGiven: "name")
    range = arguments.range(of: "name")
  }

  func run(in session: Session, showing output: any Output) throws {
    let players = name.map { session.pairs[$0] } ?? session.players
    guard let game = players?.game else {
      guard let name, !session.pairs.isEmpty else { throw StudioError.noNetworks }
      let names = session.pairs.keys.sorted()
      throw Diagnostic(
        range, message: "there are no networks called `\(name)`", suggestion: Spelling.nearest(to: name, among: names),
        hint: "There are: \(names.joined(separator: ", ")).")
    }
    let counts = game.parameterCounts
    let total = counts.generator + counts.discriminator
    let lines =
      table("generator", of: game.generator) + [""] + table("discriminator", of: game.discriminator) + [
        "",
        "\(total.grouped) parameters; with gradients and Adam’s two means \((Double(total) * 16 / 1e6).fixed(1)) MB",
      ]
    output.stream(.stdout, lines.joined(separator: "\n") + "\n")
  }

  private func table(_ title: String, of network: Network) -> [String] {
    var rows = [[title, "output", "parameters"], ["input", network.input.description, ""]]
    for (index, layer) in network.layers.enumerated() {
      let count = network.parameters.entries.filter { $0.name.hasPrefix("\(index).") }.reduce(0) { $0 + $1.shape.count }
      rows.append([layer.description, network.shapes[index].description, count == 0 ? "" : count.grouped])
    }
    rows.append(["", "", network.parameters.count.grouped])
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let name = row[0] + String(repeating: " ", count: widths[0] - row[0].count)
      let shape = row[1] + String(repeating: " ", count: widths[1] - row[1].count)
      return "\(name)  \(shape)  " + String(repeating: " ", count: widths[2] - row[2].count) + row[2]
    }
  }
}
