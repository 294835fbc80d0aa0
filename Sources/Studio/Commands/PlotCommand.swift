import Adversarial
import Jupyter
import Language
import Pictures

/// `plot losses` or `plot f, g over x=0..1`: a chart.
struct PlotCommand: SessionCommand {
  static let verb = Verb(
    "plot", group: "looking",
    summary: "draws a chart of the training, of functions or of vectors",
    details: """
      `plot losses` draws both losses and, under them, what the discriminator says of real pictures, D(x), and of \
      generated ones, D(G(z)). Dashed lines mark the balance in which it can only guess: log 4, log 2 and 1/2. \
      `plot f, g over x=a..b` draws functions, derivatives such as f' and expressions in x; where they have no value the \
      line has a gap. A vector is drawn entry by entry.
      """,
    parameters: [
      .positional(
        "what",
        .expression(
          "`losses`, functions or vectors",
          choices: [Choice("losses", "both losses, D(x) and D(G(z)), step by step")]),
        repetition: .joined(by: ","), help: "what to draw; several are separated by commas"),
      .clause("over", "range", .domain, help: "the variable and where it runs, for functions"),
      .option(
        "points", .integer(2...10_000), default: 400, unit: "points", help: "how many values a line is drawn from"),
    ],
    examples: ["plot losses", "plot sigmoid, tanh over x=-4..4", "f(x) = x^3\nplot f, f', f'' over x=-1..1"])

  let what: [Expression]
  let domain: (variable: String, range: Expression)?
  let points: Int

  init(_ arguments: Arguments) {
    what = arguments.expressions("what")
    domain = arguments.domain(ifGiven: "range")
    points = arguments.integer("points")
  }

  func run(in session: Session, showing output: any Output) throws {
    guard domain == nil, what.count == 1, what[0].asName == "losses" else {
      let chart = try FunctionChart(what, over: domain, points: points, in: session, output).chart
      return output.display(try DisplayData(try chart.draw(), text: chart.summary))
    }
    guard let players = session.players else { throw StudioError.noNetworks }
    guard !players.history.isEmpty else { throw StudioError.notTrained }
    let chart = GameCharts(players.history).both
    output.display(try DisplayData(try chart.draw(), text: chart.summary))
  }
}
