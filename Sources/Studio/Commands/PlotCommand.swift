import Adversarial
import Jupyter
import Language
import Mathematics
import Pictures

/// `plot losses` or `plot f, g over x=0..1`: a chart.
struct PlotCommand: SessionCommand {
  static let verb = Verb(
    "plot", group: "looking",
    summary: "draws a chart of the training, of functions, vectors or matrices",
    details: """
      `plot losses` draws both losses and, under them, what the discriminator says of real pictures, D(x), and of \
      generated ones, D(G(z)). Dashed lines mark the balance in which it can only guess: log 4, log 2 and 1/2. \
      `plot f, g over x=a..b` draws functions, derivatives such as f' (dashed) and expressions in x; where they have no \
      value the line has a gap. Over two ranges, `over x=a..b, y=c..d`, a function is a heat map. A vector is drawn \
      entry by entry, a matrix as a heat map; two vectors `as points` are places in a plane.
      """,
    parameters: [
      .positional(
        "what",
        .expression(
          "`losses`, functions, vectors or a matrix",
          choices: [Choice("losses", "both losses, D(x) and D(G(z)), step by step")]),
        repetition: .joined(by: ","), help: "what to draw; several are separated by commas"),
      .clause(
        "over", "range", .domain, repetition: .joined(by: ","),
        help: "the variable and where it runs, for functions; a second one makes a heat map"),
      .clause("as", "style", .word(PlotStyle.choices), help: "how it is drawn; what suits it when left out"),
      .option("title", .text, help: "written over the chart"),
      .option("x", .text, help: "what the horizontal axis shows"),
      .option("y", .text, help: "what the vertical axis shows"),
      .option("values", .expression("a range such as `0..1`"), help: "from the bottom to the top, or of the colours"),
      .option("log", .word(LogarithmicAxes.choices), help: "which axes are logarithmic"),
      .option(
        "level", .expression("a number or a list of them"), help: "dashed lines, or lines of a heat map, at values"),
      .option("mark", .expression("a number or a list of them"), help: "places on the horizontal axis to mark"),
      .option("labels", .expression("a list of texts"), help: "names of bars"),
      .option("color", .expression("a vector"), help: "a class or a value for each point"),
      .option("bins", .integer(1...1000), help: "how many bars a histogram has, about"),
      .option("apart", .flag, default: false, help: "a chart for each, with the same axes"),
      .option("size", .size(2...2), help: "width and height, as in `640x320`"),
      .option(
        "points", .integer(2...10_000), unit: "points",
        help: "how many values a line is drawn from, 400 when left out, or each side of a heat map, 80, at most 1000"),
    ],
    examples: [
      "plot losses", "plot sigmoid, tanh over x=-4..4", "f(x) = x^3\nplot f, f', f'' over x=-1..1",
      "p = normal(0, 1)\nq = normal(1, 1)\nplot p, q as area over x=-4..5",
      "plot sigmoid(x) * y over x=-4..4, y=0..1 level=0.5", "plot [3, 1, 2] as bars labels=[\"a\", \"b\", \"c\"]",
    ])

  private let arguments: Arguments
  private let what: [Expression]

  init(_ arguments: Arguments) {
    self.arguments = arguments
    what = arguments.expressions("what")
  }

  func run(in session: Session, showing output: any Output) throws {
    let group = try charts(in: session, output)
    let picture = group.charts.count == 1 ? try group.charts[0].draw() : try group.draw()
    output.display(try DisplayData(picture, text: group.summary))
  }

  private func charts(in session: Session, _ output: any Output) throws -> ChartGroup {
    let request = try PlotRequest(arguments, in: session, output)
    if what.count == 1, what[0].asName == "losses", session.definitions["losses"] == nil {
      guard request.domains.isEmpty, request.style == nil else { throw StudioError.lossesAlone }
      guard let players = session.players else { throw StudioError.noNetworks }
      guard !players.history.isEmpty else { throw StudioError.notTrained }
      var group = GameCharts(players.history).both
      group.title = request.title
      if request.logarithmic.contains(.y) { group.charts[0].yScale = .logarithmic }
      return group
    }
    let chart =
      switch request.domains.count {
      case 0: try DataChart(what, request).chart
      case 1: try FunctionChart(what, request).chart
      default: try FieldChart(what, request).chart
      }
    let panels = arguments.flag("apart") ? chart.panels : []
    guard panels.count > 1 else { return ChartGroup([try request.dressed(chart)]) }
    let columns = panels.count == 4 ? 2 : min(3, panels.count)
    let charts = try panels.map { panel in
      var panel = try request.dressed(panel, title: panel.title)
      panel.size = request.size ?? Size(columns == 2 ? 340 : 250, 220)
      return panel
    }
    return ChartGroup(charts, arrangement: .grid(columns: columns), title: request.title, sharesAxes: true)
  }
}
