import Adversarial
import Jupyter
import Language
import Mathematics
import Pictures
import Tensors

/// `animate training`: pictures that move.
struct AnimateCommand: SessionCommand {
  static let verb = Verb(
    "animate", group: "looking",
    summary: "shows training, walks and convolutions in motion",
    details: """
      `animate training` shows what the generator made of the same noise, from before the first step to now; `animate \
      game` the same for points of the plane, with the discriminator’s judgement of every place. `animate walk` goes \
      from one list of random numbers to the next. `animate conv(X, K)` lets the kernel glide over the picture, and \
      `conv_transpose(Y, K)` paints; a sum of them has several channels. Where nothing can move a still tells the story. \
      At most 60 frames and 2 MB.
      """,
    parameters: [
      .positional(
        "what",
        .expression(
          "`training`, `game`, `walk` or a convolution",
          choices: [
            Choice("training", "what became of the same noise, step by step"),
            Choice("game", "the game of points in the plane, step by step"),
            Choice("walk", "from one list of random numbers to the next"),
          ]), help: "what to show"),
      .option("pace", .number(.from(0.02, to: 10)), unit: "seconds", help: "how long each picture stands"),
      .option("stops", .integer(2...12), default: 4, help: "how many lists of random numbers a walk passes"),
      .option(
        "seed", .integer(0...Int.max), help: "decides a walk’s random numbers; that of the networks when left out"),
    ],
    examples: [
      "animate training", "animate walk stops=3",
      "animate conv([[4, 5, 8, 7], [1, 8, 8, 8], [3, 6, 6, 4], [6, 5, 7, 8]], [[1, 4, 1], [1, 4, 3], [3, 3, 1]])",
      "animate conv_transpose([[2, 1], [4, 4]], [[1, 4, 1], [1, 4, 3], [3, 3, 1]], stride=2)",
    ])

  let what: Expression?
  let pace: Double?
  let stops: Int
  let seed: UInt64?

  init(_ arguments: Arguments) {
    what = arguments.expressions("what").first
    pace = arguments.number(ifGiven: "pace")
    stops = arguments.integer("stops")
    seed = arguments.integer(ifGiven: "seed").map(UInt64.init)
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let what else { return }
    let check = { if output.isInterrupted { throw Interruption("stopped before the film was made") } }
    switch what.asName {
    case "training":
      guard let players = session.players else { throw StudioError.noNetworks }
      _ = try session.gameOfPictures
      let film = try TrainingFilm(players, title: session.nameInUse)
      output.display(try DisplayData(try film.animation(pace: pace, check: check), text: film.summary))
    case "game":
      guard let players = session.players else { throw StudioError.noNetworks }
      guard players.game.imageShape.dims == [2] else {
        throw StudioError.noPlane(shape: players.game.imageShape.description)
      }
      let film = try GameFilm(players, title: session.nameInUse)
      output.display(try DisplayData(try film.animation(pace: pace, check: check), text: film.summary))
    case "walk":
      let game = try session.gameOfPictures
      let film = WalkFilm(game: game, title: session.nameInUse, seed: seed ?? game.seed, stopCount: stops)
      output.display(try DisplayData(try film.animation(pace: pace, check: check), text: film.summary))
    default:
      // Whatever is wrong with the expression is said by computing it.
      let value = try session.evaluator(output).evaluate(what)
      guard let picture = try ConvolutionPicture(what, in: session, output) else {
        throw Diagnostic(
          what.range, message: StudioError.notMoving(value.kind).message, hint: StudioError.notMoving("").hint)
      }
      output.display(try DisplayData(try picture.animation(seconds: pace), text: picture.summary))
    }
  }
}
