import Adversarial
import Jupyter
import Pictures

/// Measured gradients of the generator as pictures and a table; the weak loss purple, the strong one green, as the
/// literature draws them.
struct GradientCharts {
  let measurements: [GeneratorGradients]

  private static let weakColor = Palette.purple
  private static let strongColor = Palette.green

  /// Layer by layer for one measurement; along the discriminator's steps for several.
  var picture: ChartGroup {
    measurements.count > 1 ? ChartGroup([alongSteps, scores]) : ChartGroup([byLayer])
  }

  private func pair(x: [Double], weak: [Double], strong: [Double]) -> [Series] {
    [
      Series(.math("strong: -log D(G(z))"), x: x, y: strong, color: Self.strongColor),
      Series(.math("weak: log(1 - D(G(z)))"), x: x, y: weak, color: Self.weakColor),
    ]
  }

  private var byLayer: Chart {
    let layers = measurements.first?.layers ?? []
    return Chart(
      title: "The generator’s gradient, layer by layer", xLabel: "layer with weights", yLabel: "norm of the gradient",
      series: pair(
        x: layers.indices.map { Double($0 + 1) }, weak: layers.map(\.weak), strong: layers.map(\.strong)),
      size: Size(640, 280), yScale: .logarithmic)
  }

  private var alongSteps: Chart {
    Chart(
      title: "The generator’s gradient while the discriminator studies alone", yLabel: "norm of the gradient",
      series: pair(x: steps, weak: measurements.map(\.weak), strong: measurements.map(\.strong)),
      size: Size(640, 280), yScale: .logarithmic)
  }

  private var scores: Chart {
    Chart(
      title: "What the discriminator says of the forgeries", xLabel: "step of the discriminator",
      yLabel: "probability of being real",
      series: [
        Series(.math("D(G(z))"), x: steps, y: measurements.map(\.score), color: GameCharts.generatorColor)
      ],
      size: Size(640, 220), yScale: .logarithmic)
  }

  private var steps: [Double] { measurements.map { Double($0.discriminatorSteps) } }

  /// The layers of the first measurement and all of them together, as a table.
  var table: DisplayData {
    let head = "<tr><th style=\"text-align:left\">layer</th><th>log(1 - D)</th><th>-log D</th><th>ratio</th></tr>"
    let body = rows.map { row in
      "<tr><td style=\"text-align:left\">\(row[0])</td>" + row.dropFirst().map { "<td>\($0)</td>" }.joined() + "</tr>"
    }
    return DisplayData(data: [
      "text/html": .string("<table>" + head + body.joined() + "</table>"), "text/plain": .string(plainTable),
    ])
  }

  /// What the picture shows, for those who do not see it.
  var summary: String {
    guard let first = measurements.first, let last = measurements.last else { return "" }
    return measurements.count == 1
      ? "norms of the generator’s gradient in \(first.layers.count.counted("layer")): "
        + Self.sentence(first)
      : "the generator’s gradient before and after \(last.discriminatorSteps.counted("step")) of the discriminator alone:\n"
        + "  before: " + Self.sentence(first) + "\n  after:  " + Self.sentence(last)
  }

  private static func sentence(_ found: GeneratorGradients) -> String {
    "\(text(found.weak)) under log(1 - D), \(text(found.strong)) under -log D, where D(G(z)) is \(text(found.score))"
  }

  private var rows: [[String]] {
    guard let first = measurements.first else { return [] }
    return first.layers.map { Self.row(LayerWord.brief($0.name), $0.weak, $0.strong) } + [
      Self.row("all", first.weak, first.strong)
    ]
  }

  private var plainTable: String {
    let rows = [["layer", "log(1 - D)", "-log D", "ratio"]] + rows
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let room = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + room : room + cell.0
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private static func row(_ name: String, _ weak: Double, _ strong: Double) -> [String] {
    [name, text(weak), text(strong), text(strong / weak)]
  }

  private static func text(_ value: Double) -> String { NumberText.short(value) }
}
