import Adversarial
import Jupyter
import Language
import NeuralNetworks
import Tensors

/// `summary`: the networks layer by layer.
struct SummaryCommand: SessionCommand {
  static let verb = Verb(
    "summary", group: "networks",
    summary: "lists the layers with their shapes, parameters, work and memory",
    details: """
      Multiply-adds are those of one sample on its way forward. Overlap, of each `upconv`, is by how many pixels of its \
      input a pixel of its output is painted, away from the border: the same number everywhere if and only if the stride \
      divides the kernel; otherwise a checkerboard is likely.
      """,
    parameters: [.pairInUse],
    examples: ["gan vanilla\nsummary"])

  private let names: [String]
  private let range: SourceRange

  init(_ arguments: Arguments) {
    names = arguments.texts("name")
    range = arguments.range(of: "name")
  }

  func run(in session: Session, showing output: any Output) throws {
    let game = try session.players(named: names, at: range, of: Self.verb)[0].players.game
    let counts = game.parameterCounts
    let total = counts.generator + counts.discriminator
    let batch = game.preset.options.batch
    let numbers = [game.generator, game.discriminator].flatMap(\.shapes).reduce(0) { $0 + $1.count }
    output.display(
      DisplayData(
        [try Self.table("generator", of: game.generator), try Self.table("discriminator", of: game.discriminator)],
        remarks: [
          """
          \(total.grouped) parameters; with gradients and Adam’s two means \((Double(total) * 16).bytes). What the layers \
          give for a batch of \(batch.grouped), and its gradients: \((Double(numbers * batch) * 8).bytes).
          """
        ]))
  }

  private static func table(_ title: String, of network: Network) throws -> (title: String, table: TextTable) {
    var table = TextTable(
      heading: ["layer", "output", "parameters", "multiply-adds", "overlap"],
      rows: [["input", network.input.description, "", "", ""]], numeric: [2, 3])
    var shape = network.input
    var work = 0
    for (index, layer) in network.layers.enumerated() {
      let count = network.parameters.entries.filter { $0.name.hasPrefix("\(index).") }.reduce(0) { $0 + $1.shape.count }
      let cost = try layer.cost(of: shape)
      shape = network.shapes[index]
      work += cost.multiplyAdds
      table.rows.append([
        layer.description, shape.description, count == 0 ? "" : count.grouped,
        cost.multiplyAdds == 0 ? "" : cost.multiplyAdds.grouped, cost.covering.map(overlap) ?? "",
      ])
    }
    table.rows.append(["together", "", network.parameters.count.grouped, work.grouped, ""])
    if table.rows.allSatisfy({ $0[4].isEmpty }) {
      table.heading.removeLast()
      table.rows = table.rows.map { Array($0.dropLast()) }
    }
    return (title, table)
  }

  private static func overlap(_ covering: ClosedRange<Int>) -> String {
    covering.lowerBound == covering.upperBound
      ? "\(covering.lowerBound), even" : "\(covering.lowerBound)–\(covering.upperBound), uneven"
  }
}

extension Double {
  /// A number of bytes as people say it: "24.5 MB".
  fileprivate var bytes: String { self < 1e9 ? "\((self / 1e6).fixed(1)) MB" : "\((self / 1e9).fixed(2)) GB" }
}
