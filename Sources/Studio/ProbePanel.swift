import Adversarial
import Pictures

/// One picture of a probe: what the new discriminator says of both kinds, and how its loss fell while it learnt.
struct ProbePanel {
  let probe: Probe
  let title: String
  /// What one sample is called.
  let noun: String

  static let size = Size(640, 300)

  /// Draws the panel on a card.
  func draw() throws -> Image {
    let canvas = try Canvas(width: Self.size.width, height: Self.size.height)
    canvas.card()
    var rest = Rect(x: 0, y: 0, width: Self.size.width, height: Self.size.height).inset(14)
    let heading = rest.takeTop(20, gap: 8)
    canvas.text(
      canvas.fitted(Label(title), style: .title, width: heading.width), at: Point(heading.x, heading.y + 12),
      style: .title)
    var gauges = rest.takeTop(Gauge.height, gap: 14)
    let width = (gauges.width - 40) / 3
    Gauge(.math("D(x)") + " real", value: probe.realScore, color: GameCharts.discriminatorColor)
      .draw(on: canvas, in: gauges.takeLeft(width, gap: 20))
    Gauge(.math("D(G(z))") + " forged", value: probe.fakeScore, color: GameCharts.generatorColor)
      .draw(on: canvas, in: gauges.takeLeft(width, gap: 20))
    Gauge("judged rightly", value: probe.accuracy, color: Palette.green).draw(on: canvas, in: gauges)
    Chart(
      xLabel: "step", yLabel: "loss of the new discriminator",
      series: [Series("loss", probe.losses, color: GameCharts.discriminatorColor, smoothing: .automatic)],
      referenceLines: [ReferenceLine(y: 2 * Probe.logOf2, label: "log 4")],
      yRange: 0...max(1.6, probe.losses.filter(\.isFinite).max() ?? 0)
    ).draw(on: canvas, in: rest)
    return try canvas.finish()
  }

  /// The same in words.
  var summary: String {
    """
    \(title): after \(probe.steps.counted("step")), on \(probe.testCount.grouped) new \(noun)s of each kind
      D(x) \(probe.realScore.fixed(3)), D(G(z)) \(probe.fakeScore.fixed(3)), judged rightly \(percent(probe.accuracy)), \
    V = \(probe.value.fixed(4)), JSD at least about \(probe.divergence.fixed(4))
    """
  }

  /// What it means.
  var verdict: String {
    let ability =
      switch probe.accuracy {
      case ..<0.55: "It can hardly tell them apart"
      case ..<0.75: "It can tell some of them"
      case ..<0.95: "It can tell most of them"
      default: "It can tell nearly all of them"
      }
    return "\(ability): right on \(percent(probe.accuracy)) of \(probe.testCount.grouped) new \(noun)s of each kind. "
      + "V = \(probe.value.fixed(4)), so the Jensen-Shannon divergence is at least about "
      + "\(probe.divergence.fixed(3)) (0 to log 2 = 0.693)."
  }
}
