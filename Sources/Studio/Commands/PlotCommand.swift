import Adversarial
import Jupyter
import Language
import Pictures

/// `plot losses`: how the game went, with the values of a perfect draw beside it.
struct PlotCommand: SessionCommand {
  static let verb = Verb(
    "plot", group: "looking",
    summary: "draws a chart of the training",
    details: """
      `plot losses` draws both losses and, under them, what the discriminator says of real pictures, D(x), and of \
      generated ones, D(G(z)). Dashed lines mark the balance in which it can only guess: log 4, log 2 and 1/2.
      """,
    parameters: [
      .positional(
        "what", .word([Choice("losses", "both losses, D(x) and D(G(z)), step by step")]), help: "what to draw")
    ],
    examples: ["plot losses"])

  init(_ arguments: Arguments) {}

  func run(in session: Session, showing output: any Output) throws {
    guard let players = session.players else { throw StudioError.noNetworks }
    guard !players.history.isEmpty else { throw StudioError.notTrained }
    let chart = GameCharts(players.history).both
    output.display(try DisplayData(try chart.draw(), text: chart.summary))
  }
}
