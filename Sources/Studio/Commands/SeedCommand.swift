import Adversarial
import Jupyter
import Language

/// `seed 7`: makes what comes repeatable.
struct SeedCommand: SessionCommand {
  static let verb = Verb(
    "seed", group: "session",
    summary: "sets the number that decides everything random",
    details: """
      The same seed gives the same weights, noise, dropout and order of images, hence the same trained networks, bit for \
      bit. It counts for the networks made after it.
      """,
    parameters: [.positional("number", .integer(0...Int.max), help: "any whole number")],
    examples: ["seed 7"])

  let number: UInt64

  init(_ arguments: Arguments) {
    number = UInt64(arguments.integer("number"))
  }

  func run(in session: Session, showing output: any Output) throws {
    session.seed = number
    if let players = session.players, players.game.seed != number {
      output.stream(
        .stdout, "The seed is \(number) for networks made from now on; those there are keep \(players.game.seed).\n")
    }
  }
}
