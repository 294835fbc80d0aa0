import Foundation
import Pictures
import Testing

/// Every kind of chart, small, as it looked when somebody last found it good.
@Suite(.enabled(if: Snapshot.hasSameLetters, "the letters here are not those of the committed pictures"))
struct SnapshotTests {
  static let charts: [String: Chart] = [
    "lines": Chart(
      title: "Losses", xLabel: "step", yLabel: "loss",
      series: [
        Series("expert", x: steps, y: steps.map { 1.386 - 0.5 * exp(-$0 / 30) * cos($0 / 8) }, color: Palette.blue),
        Series(
          "forger", x: steps, y: steps.map { 0.693 + 0.4 * exp(-$0 / 40) * sin($0 / 9) }, color: Palette.vermilion),
      ], referenceLines: [ReferenceLine(y: 1.386, label: "log 4"), ReferenceLine(y: 0.693, label: "log 2")], size: small
    ),
    "derivatives": Chart(
      xLabel: .math("x"),
      series: [
        Series(.math("f(x) = x^3"), x: unit, y: unit.map { $0 * $0 * $0 }, color: Palette.purple),
        Series(.math("f'"), x: unit, y: unit.map { 3 * $0 * $0 }, color: Palette.green, dash: [7, 3.5]),
      ], referenceLines: [ReferenceLine(x: 0.5, label: "1/2")], size: small),
    "logarithmic": Chart(
      xLabel: .math("d"), series: [Series(.math("1/d"), x: ratios, y: ratios.map { 1 / $0 })], size: small,
      xScale: .logarithmic, yScale: .logarithmic),
    "classes": Chart(
      layers: [
        .points(
          Scatter(
            x: classes.map { Double($0) + noise($0 * 3) }, y: classes.map { Double($0 % 3) + noise($0 * 7) },
            coloring: .classes(classes.map { $0 % 6 }, names: (0..<6).map { Label("\($0)") })))
      ], size: small),
    "values": Chart(
      layers: [
        .points(
          Scatter(
            x: unit, y: unit.map { sin(6 * $0) }, coloring: .values(unit, ColorAxis("x")),
            labels: ["first"]))
      ], size: small),
    "bars": Chart(
      layers: [
        .bars(Bars("a", heights: [1.2, 3.4, -0.4], labels: ["one", "two", "three"], group: (0, 2))),
        .bars(Bars("b", heights: [2.2, 2.4, 0.8], labels: ["one", "two", "three"], group: (1, 2))),
      ], size: small),
    "histogram": Chart(
      yLabel: "count",
      layers: [
        .bars(.histogram(.math("D(x)"), of: (0..<300).map { 0.7 + noise($0) }, bins: 12, range: 0...1)),
        .bars(.histogram(.math("D(G(z))"), of: (0..<300).map { 0.3 + noise($0 * 5) }, bins: 12, range: 0...1)),
      ], referenceLines: [ReferenceLine(x: 0.5, label: "1/2")], size: small),
    "heatmap": Chart(
      xLabel: .math("x"), yLabel: .math("y"),
      layers: [
        .heatMap(
          HeatMap(
            x: -2...2, y: -1...1, columns: 24, rows: 12, color: ColorAxis("value", scale: .diverging, range: -1...1),
            levels: [0], value: { sin(2 * $0) * cos(2 * $1) }))
      ], size: small),
    "game": Chart.plane(
      layers: [
        .heatMap(
          HeatMap(x: -1.5...1.5, y: -1.5...1.5, columns: 24, rows: 24, color: .probability(.math("D(x)"))) {
            exp(-4 * ($0 * $0 + $1 * $1 - 1) * ($0 * $0 + $1 * $1 - 1))
          }),
        .points(Scatter("real", x: ring.map(\.x), y: ring.map(\.y), coloring: .plain(Palette.blue))),
        .points(
          Scatter(
            "forged", x: ring.map { $0.x / 2 }, y: ring.map { $0.y / 2 }, coloring: .plain(Palette.vermilion),
            marker: .triangle)),
        .arrows(
          Arrows(
            .math("∇D"), at: ring.map { Point($0.x / 2, $0.y / 2) }, vectors: ring.map { Point($0.x * 0.3, $0.y * 0.3) }
          )),
      ], size: Size(180, 180)),
    "area": Chart(
      layers: [
        .area(Area("between", x: unit, lower: unit.map { $0 * $0 }, upper: unit.map(abs))),
        .line(Series(.math("x^2"), x: unit, y: unit.map { $0 * $0 })),
        .line(Series("abs", x: unit, y: unit.map(abs))),
      ], size: small),
    "empty": Chart(title: "Nothing", series: [Series("none", [])], size: small),
  ]

  private static let small = Size(240, 150)
  private static let steps = (1...120).map(Double.init)
  private static let unit = (0...40).map { Double($0) / 20 - 1 }
  private static let ratios = (0...60).map { pow(10, Double($0) / 20 - 3) }
  private static let classes = Array(0..<60)
  private static let ring = (0..<12).map { Point(cos(Double($0) * .pi / 6), sin(Double($0) * .pi / 6)) }

  /// Neither random nor regular to the eye.
  private static func noise(_ index: Int) -> Double { 0.18 * sin(Double(index) * 12.9898) }

  @Test("a chart looks as it did", arguments: charts.keys.sorted())
  func looks(name: String) throws {
    let chart = try #require(Self.charts[name])
    try Snapshot.expect(try chart.draw(scale: 1), is: name)
  }

  @Test("small multiples with the same axes look as they did")
  func multiples() throws {
    let chart = try #require(Self.charts["derivatives"])
    let panels = chart.panels.map { panel in
      var panel = panel
      panel.size = Size(200, 150)
      return panel
    }
    #expect(panels.count == 2)
    try Snapshot.expect(
      try ChartGroup(panels, arrangement: .grid(columns: 2), title: "Apart", sharesAxes: true).draw(scale: 1),
      is: "multiples")
  }

  @Test("a line one pixel away, another colour or a missing word is noticed")
  func sensitivity() throws {
    let chart = try #require(Self.charts["lines"])
    let expected = try chart.draw(scale: 1).converted(toChannels: 3)
    var moved = chart
    moved.yRange = 0...1.53
    var colored = chart
    colored.layers = colored.layers.reversed()
    colored.layers[0] = .line(Series("forger", x: [1, 120], y: [0.7, 0.7], color: Palette.green))
    var silent = chart
    silent.title = "Loss"
    for other in [moved, colored, silent] {
      let image = try other.draw(scale: 1).converted(toChannels: 3)
      #expect(try Snapshot.compare(expected, image).share > Snapshot.allowedShare)
    }
    #expect(try Snapshot.compare(expected, expected).share == 0)
  }
}
