import Adversarial
import Datasets
import Jupyter
import Language
import Tensors

/// `step discriminator`, `step generator`, `step`: Algorithm 1 by hand.
struct StepCommand: SessionCommand {
  static let verb = Verb(
    "step", group: "training",
    summary: "lets one player take its turn, and shows what that changed",
    details: """
      The discriminator’s turn is an update on one batch of real and one of forged pictures; the generator’s turn is one on \
      a batch of new noise, and completes a step of the game. `step` alone is both, exactly `train steps=1`; several turns \
      of the discriminator before one of the generator are the k of Algorithm 1. The numbers are those of the same \
      pictures and the same noise each time, in batches as in training but without dropout.
      """,
    parameters: [
      .positional(
        "player",
        .word([
          Choice("discriminator", "the expert: learns to tell real from forged"),
          Choice("generator", "the forger: learns to be taken for real"),
        ]), required: false, help: "whose turn it is; both when left out")
    ] + TrainingOptions.parameters,
    examples: ["step discriminator", "step generator", "step rate=1e-3"])

  private let player: TrainingError.Player?
  private let arguments: Arguments

  init(_ arguments: Arguments) {
    player = arguments.text(ifGiven: "player").flatMap(TrainingError.Player.init)
    self.arguments = arguments
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let players = session.players, let name = session.currentName else { throw StudioError.noNetworks }
    guard let material = session.material else { throw StudioError.noData }
    let game = players.game
    var options = TrainingOptions(game.preset, arguments)
    try TrainingOptions.check(arguments, for: [options])
    // The paper's algorithm draws new noise for the generator; presets that save this pass do so in long trainings alone.
    if player != nil { options.reusesFakes = false }
    var kept = players
    let turns: [TrainingError.Player] =
      switch player {
      case .discriminator: [.discriminator]
      case .generator: [.generator]
      case nil: Array(repeating: .discriminator, count: options.discriminatorSteps) + [.generator]
      }
    // Looking before is possible only when the data fit; if they do not, the turn says so.
    guard material.samples.imageShape == game.imageShape else {
      throw TrainingError.imageShape(
        dataset: material.samples.name, is: material.samples.imageShape, game: game.imageShape)
    }
    var columns = [(title: "before", standing: try game.standing(on: material.samples, options))]
    kept.album.observe(game, on: material.samples, options)
    defer { session.update(kept, as: name) }
    for (index, turn) in turns.enumerated() {
      if let report = try game.takeTurn(turn, on: material.samples, options: options) { kept.history.append(report) }
      kept.album.observe(game, on: material.samples, options)
      let isLastOfKind = index + 1 == turns.count || turns[index + 1] != turn
      if isLastOfKind {
        columns.append((Self.title(turn, index + 1), try game.standing(on: material.samples, options)))
      }
    }
    let table = Self.table(columns)
    let state = game.step == 0 ? "step 1 of the game has begun" : "\(game.step.counted("step")) done"
    output.display(DisplayData([("\(name), \(state)", table)], remarks: ["weights digest \(game.digest)"]))
  }

  private static func title(_ turn: TrainingError.Player, _ count: Int) -> String {
    switch turn {
    case .generator: "after the generator’s turn"
    case .discriminator: count == 1 ? "after the discriminator’s turn" : "after \(count) turns of the discriminator"
    }
  }

  private static func table(_ columns: [(title: String, standing: Standing)]) -> TextTable {
    func row(_ name: String, _ value: (Standing) -> Double) -> [String] {
      [name] + columns.map { value($0.standing).fixed(4) }
    }
    return TextTable(
      heading: [""] + columns.map(\.title),
      rows: [
        row("discriminator’s loss", \.discriminatorLoss), row("generator’s loss", \.generatorLoss),
        row("D(x)", \.realScore), row("D(G(z))", \.fakeScore),
      ], numeric: Set(1...columns.count))
  }
}
