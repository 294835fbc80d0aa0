import Pictures
import Testing

@Suite struct ChartTests {
  private func layout(_ chart: Chart) throws -> ChartLayout {
    let room = Rect(x: 0, y: 0, width: chart.size.width, height: chart.size.height).inset(14)
    return ChartLayout(chart, in: room, measuredBy: try Canvas(width: 1, height: 1))
  }

  private func color(_ image: Image, at point: Point) -> [UInt8] {
    Array(image.pixel(Int(point.x * 2), Int(point.y * 2)))
  }

  private func bytes(_ color: Color) -> [UInt8] {
    [color.bytes.red, color.bytes.green, color.bytes.blue]
  }

  private func noisy(_ count: Int, seed: UInt64) -> [Double] {
    var generator = Generator(state: seed)
    return (0..<count).map { _ in Double.random(in: 0.5...2, using: &generator) }
  }

  @Test("Lines run through their values in their colours")
  func lines() throws {
    let chart = Chart(
      title: "Title", xLabel: "x", yLabel: "y",
      series: [Series("low", x: [0, 10], y: [1, 1]), Series("high", x: [0, 10], y: [2, 3])])
    let image = try chart.draw()
    #expect(image.width == 1280 && image.height == 640 && image.channels == 3)
    let layout = try layout(chart)
    #expect(color(image, at: layout.place(Point(3, 1))) == bytes(Palette.blue))
    #expect(color(image, at: layout.place(Point(5, 2.5))) == bytes(Palette.vermilion))
    #expect(color(image, at: layout.place(Point(5, 1.7))) == [255, 255, 255])
  }

  @Test("Drawing twice gives the same bytes")
  func deterministic() throws {
    let chart = Chart(
      series: [Series("a", noisy(500, seed: 1), smoothing: .automatic)],
      referenceLines: [ReferenceLine(y: 0.5, label: "1/2")])
    #expect(try chart.draw() == chart.draw())
  }

  @Test("A reference line lies at its value and widens the axis to it")
  func referenceLines() throws {
    let chart = Chart(
      series: [Series("a", x: [0, 1], y: [0, 0.2])], referenceLines: [ReferenceLine(y: 1.386, label: "log 4")])
    let layout = try layout(chart)
    let row = Int((layout.place(Point(0, 1.386)).y * 2).rounded())
    let image = try chart.draw()
    func dashes(_ row: Int) -> Int {
      (Int(layout.plot.x * 2)..<Int(layout.plot.right * 2))
        .count { Array(image.pixel($0, row)) == bytes(Palette.reference) }
    }
    // Dashes of 4 points and gaps of 3 cover four sevenths.
    let share = Double(dashes(row)) / (layout.plot.width * 2)
    #expect(share > 0.5 && share < 0.63)
    #expect(dashes(row - 1) > 0 && dashes(row + 3) == 0 && dashes(row - 4) == 0)
  }

  @Test("Values that are not finite leave a gap")
  func gaps() throws {
    let chart = Chart(series: [Series("a", x: [0, 1, 2, 3, 4, 5], y: [1, 1, .nan, .infinity, 1, 1])], yRange: 0...2.5)
    let image = try chart.draw()
    let layout = try layout(chart)
    #expect(color(image, at: layout.place(Point(0.5, 1))) == bytes(Palette.blue))
    #expect(color(image, at: layout.place(Point(4.5, 1))) == bytes(Palette.blue))
    for x in [1.5, 2, 2.5, 3.5] {
      #expect(color(image, at: layout.place(Point(x, 1))) != bytes(Palette.blue))
    }
  }

  @Test("Names of lines that end alike lie apart, right of the plot")
  func namesLieApart() throws {
    let chart = Chart(series: [
      Series("generator", x: [0, 1], y: [0, 1]), Series("discriminator", x: [0, 1], y: [2, 1]),
    ])
    let image = try chart.draw()
    let layout = try layout(chart)
    let left = Int((layout.plot.right + 14) * 2)
    func rows(_ color: Color) -> [Int] {
      (0..<image.height).filter { row in
        (left..<image.width).contains { Array(image.pixel($0, row)) == bytes(color) }
      }
    }
    let blue = rows(Palette.blue)
    let vermilion = rows(Palette.vermilion)
    #expect(blue.count > 10 && vermilion.count > 10)
    #expect(Set(blue).isDisjoint(with: vermilion))
    // Nothing is cut off at the card's edge.
    for row in 2..<image.height - 2 {
      #expect(Array(image.pixel(image.width - 6, row)) == [255, 255, 255])
    }
  }

  @Test("More names than fit end in a count of the rest")
  func manyNames() throws {
    let series = (0..<60).map { Series(Label("line \($0)"), x: [0, 1], y: [0, Double($0)]) }
    let image = try Chart(series: series, size: Size(300, 150)).draw()
    #expect(image.width == 600)
  }

  @Test("Labels are spread as little as needed, in order and in range")
  func spreading() {
    #expect(Spreading.spread([10, 50], distance: 10, in: 0...100) == [10, 50])
    #expect(Spreading.spread([50, 50], distance: 10, in: 0...100) == [45, 55])
    #expect(Spreading.spread([99, 100], distance: 10, in: 0...100) == [90, 100])
    #expect(Spreading.spread([], distance: 10, in: 0...100).isEmpty)
    var generator = Generator(state: 9)
    for _ in 0..<500 {
      let wishes = (0..<Int.random(in: 1...10, using: &generator)).map { _ in
        Double.random(in: 0...100, using: &generator)
      }
      let places = Spreading.spread(wishes, distance: 10, in: 0...100)
      let order = wishes.indices.sorted { wishes[$0] < wishes[$1] }
      for (upper, lower) in zip(order, order.dropFirst()) {
        #expect(places[lower] - places[upper] >= 10 - 1e-9)
      }
      #expect(places.allSatisfy { (-1e-9...100 + 1e-9).contains($0) })
    }
  }

  @Test("Decimation keeps every column's lowest and highest, first and last value", arguments: [1, 2, 3])
  func decimation(seed: UInt64) {
    var generator = Generator(state: seed)
    let points = (0..<100_000).map { index in
      let isGap = Int.random(in: 0..<5000, using: &generator) == 0
      return Point(Double(index) / 200, isGap ? .nan : Double.random(in: -9...9, using: &generator))
    }
    let parts = Decimation.parts(points, scale: 2)
    #expect(parts.count == points.split { $0.y.isNaN }.count)
    #expect(parts.reduce(0) { $0 + $1.count } < 5000)
    func columns(_ points: [Point]) -> [Int: [Double]] {
      Dictionary(grouping: points) { Int($0.x * 2) }.mapValues { $0.map(\.y) }
    }
    for (part, whole) in zip(parts, points.split { $0.y.isNaN }) {
      let kept = columns(part)
      for (column, values) in columns(Array(whole)) {
        #expect(kept[column]?.min() == values.min() && kept[column]?.max() == values.max())
        #expect(kept[column]?.first == values.first && kept[column]?.last == values.last)
      }
      #expect(zip(part, part.dropFirst()).allSatisfy { $0.x < $1.x })
    }
  }

  @Test("Hostile values and sizes end in a picture or an error")
  func hostile() throws {
    let values: [[Double]] = [
      [], [5], [.nan], [.nan, .infinity], [1e9, 1e9], [1e-9, 2e-9], [-1e308, 1e308], [.leastNonzeroMagnitude, 1],
      [0, 0],
      [1e300, -1e300],
    ]
    for y in values {
      for scale in [AxisScale.linear, .logarithmic] {
        for smoothing in [Series.Smoothing.none, .window(3), .window(.max), .window(-4)] {
          var chart = Chart(series: [Series("a", y, smoothing: smoothing)], size: Size(200, 120))
          chart.yScale = scale
          chart.xScale = scale
          #expect(try chart.draw().width == 400)
          #expect(!chart.summary.isEmpty)
        }
      }
    }
    #expect(try Chart(series: [], size: Size(1, 1)).draw().width == 2)
    #expect(throws: PictureError.self) { try Chart(series: [], size: Size(0, 100)).draw() }
    #expect(throws: PictureError.self) { try Chart(series: [], size: Size(.nan, 100)).draw() }
    #expect(throws: PictureError.self) { try Chart(series: [], size: Size(1e9, 1e9)).draw() }
    let lines = [
      ReferenceLine(y: .nan, label: "a"), ReferenceLine(y: .infinity, label: "b"), ReferenceLine(y: -1, label: "c"),
    ]
    let chart = Chart(
      series: [Series("a", [1, 2])], referenceLines: lines, yRange: -5...(.infinity), yScale: .logarithmic)
    #expect(try chart.draw().width == 1280)
  }

  @Test("Smoothing calms a line without moving it")
  func smoothing() throws {
    let flat = Chart(series: [Series("a", noisy(1000, seed: 2), smoothing: .window(200))], yRange: 0...2.5)
    let image = try flat.draw()
    let layout = try layout(flat)
    let column = Int(layout.plot.center.x * 2)
    let strong = (0..<image.height).filter { Array(image.pixel(column, $0)) == bytes(Palette.blue) }
    let middle = layout.place(Point(0, 1.25)).y * 2
    #expect(!strong.isEmpty && strong.allSatisfy { abs(Double($0) - middle) < 30 })
  }

  @Test("Stacked charts begin and end at the same place, and their picture holds both")
  func group() throws {
    let large = Chart(
      title: "Losses", series: [Series("discriminator", [1e6, 2e6])], size: Size(400, 200), yRange: 0...2e6)
    let small = Chart(title: "Scores", series: [Series("D", [1, 1.5])], size: Size(400, 150), yRange: 0...2)
    let stacked = try ChartGroup([large, small], title: "Both").draw()
    #expect(stacked.width == 800 && stacked.height == 2 * (350 + 28))
    let beside = try ChartGroup([large, small], arrangement: .beside).draw()
    #expect(beside.width == 1600 && beside.height == 400)
    // The axes are the long runs of the axis colour: both begin in the same column.
    let starts = (0..<stacked.height).compactMap { row -> Int? in
      let columns = (0..<stacked.width).filter { Array(stacked.pixel($0, row)) == bytes(Palette.axis) }
      // A number beside the axis may hold a pixel of its colour, but no long run of them.
      return columns.first { start in (1..<40).allSatisfy { columns.contains(start + $0) } }
    }
    // Each axis is two rows of pixels; a tick at its beginning makes the lower row one pixel longer.
    #expect(starts.count == 4)
    #expect(Array(starts.prefix(2)) == Array(starts.suffix(2)))
    #expect(throws: PictureError.self) { try ChartGroup([]).draw() }
  }

  @Test("The summary tells ranges and last values")
  func summary() {
    let chart = Chart(
      title: "Losses", xLabel: "step",
      series: [Series("discriminator", [1.3862944, 0.5, .nan, 1.25]), Series("none", [])],
      referenceLines: [ReferenceLine(y: 1.3862944, label: "log 4")])
    #expect(
      chart.summary == """
        Losses: 2 lines over step 1…4
          discriminator: 3 values (1 not finite), smallest 0.5 at 2, largest 1.39 at 1, last 1.25
          none: no values
          level log 4 = 1.39
        """)
  }
}
