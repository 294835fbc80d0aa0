import Adversarial
import Jupyter
import Language
import Pictures

/// `units`: how many units of each rectifier are at work, and how many are dead.
struct UnitsCommand: SessionCommand {
  static let verb = Verb(
    "units", group: "training",
    summary: "counts the units that are silent, and those that are dead",
    details: """
      A unit is silent when it is not above 0 for any of the pictures: the forgeries of `sample` for the generator, these \
      and real pictures for the discriminator. Where the rectifier is flat below 0, as `relu` is, no gradient reaches a \
      silent unit, and nothing will wake it: it is dead. `leaky_relu` lets a gradient through. Nothing is learnt. \
      Afterwards `silent_units` and `dead_units` are vectors with one entry a rectifier, the generator’s first.
      """,
    parameters: [
      .option("count", .integer(1...10_000), default: 500, unit: "pictures", help: "pictures of each kind, at most")
    ],
    examples: ["units", "units count=100"])

  let count: Int

  init(_ arguments: Arguments) {
    count = arguments.integer("count")
  }

  func run(in session: Session, showing output: any Output) throws {
    guard let game = session.players?.game else { throw StudioError.noNetworks }
    let isInterrupted = { output.isInterrupted }
    let activities =
      switch session.material {
      case .pictures(let data): try game.unitActivity(on: data, count: count, isInterrupted: isInterrupted)
      case .points(let cloud): try game.unitActivity(on: cloud, count: count, isInterrupted: isInterrupted)
      case nil: throw StudioError.noData
      }
    guard let found = activities else { throw Interruption("stopped before all pictures were looked at") }
    let chart = UnitsChart(activities: found)
    if !found.isEmpty { output.display(try DisplayData(try chart.picture.draw(), text: chart.summary)) }
    output.display(chart.table)
    session.players?.units = found
  }
}

/// The units of all rectifiers: a bar for each, and a table.
struct UnitsChart {
  let activities: [UnitActivity]

  /// The shares of silent and of dead units.
  var picture: ChartGroup {
    let labels = activities.enumerated().map { index, activity in
      Label("\(activity.player == .generator ? "G" : "D") \(index + 1): \(activity.layer)")
    }
    func bars(_ name: String, _ index: Int, _ value: KeyPath<UnitActivity, Int>, _ color: Color) -> Bars {
      Bars(
        Label(name),
        heights: activities.map { (100 * Double($0[keyPath: value]) / Double(max($0.units, 1))).rounded() },
        labels: labels, color: color, group: (index, 2))
    }
    return ChartGroup([
      Chart(
        title: "Units that are not above 0 for any picture", yLabel: "percent of the layer",
        layers: [
          .bars(bars("silent", 0, \.silent, Palette.blue)), .bars(bars("dead", 1, \.dead, Palette.vermilion)),
        ], size: Size(640, 280), yRange: 0...100)
    ])
  }

  /// The same as words.
  var summary: String {
    let (units, silent, dead) = activities.reduce((0, 0, 0)) { ($0.0 + $1.units, $0.1 + $1.silent, $0.2 + $1.dead) }
    return "of \(units.counted("unit")) behind \(activities.count.counted("rectifier")), \(silent.grouped) silent, "
      + "\(dead.grouped) dead"
  }

  var table: DisplayData {
    let rows = activities.map { activity in
      [
        "\(activity.player.rawValue): \(activity.layer)", activity.shape, activity.units.grouped,
        activity.silent.grouped, "\(NumberText.short(activity.slope))", activity.dead.grouped,
      ]
    }
    return DisplayData(
      table: [["rectifier", "output", "units", "silent", "slope below 0", "dead"]] + rows, caption: summary + ".")
  }
}
