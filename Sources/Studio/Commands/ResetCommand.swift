import Adversarial
import Jupyter
import Language

/// `reset`: the same networks with new weights.
struct ResetCommand: SessionCommand {
  static let verb = Verb(
    "reset", group: "training",
    summary: "forgets the training: the same networks with fresh weights",
    details: "The session’s seed decides the weights, as it does for `gan`.", examples: ["reset"])

  init(_ arguments: Arguments) {}

  func run(in session: Session, showing output: any Output) throws {
    guard let game = session.players?.game, let name = session.currentName else { throw StudioError.noNetworks }
    let fresh = try Game(
      preset: game.preset, image: game.imageShape, seed: session.seed, threads: try session.threads)
    session.keep(Players(game: fresh), as: name)
    output.stream(.stdout, "\(name) has fresh weights, seed \(session.seed); \(game.step.counted("step")) forgotten.\n")
  }
}
