import Foundation
import Pictures
import Testing

@Suite struct PanelTests {
  private func filled(_ value: Double, _ draw: (Canvas, Double) -> Void, color: Color) throws -> Int {
    let canvas = try Canvas(width: 100, height: 60, scale: 1)
    draw(canvas, value)
    let image = try canvas.finish().converted(toChannels: 3)
    let wanted = [color.bytes.red, color.bytes.green, color.bytes.blue]
    let rows = (0..<60).map { row in (0..<100).count { Array(image.pixel($0, row)) == wanted } }
    return rows.max() ?? 0
  }

  @Test("A bar is filled in proportion", arguments: [(0, 0), (0.25, 25), (1, 100), (7, 100), (-1, 0), (.nan, 0)])
  func progress(fraction: Double, expected: Int) throws {
    let width = try filled(
      fraction, { ProgressBar($1).draw(on: $0, in: Rect(x: 0, y: 0, width: 100, height: 60)) }, color: Palette.green)
    // The round ends count only in part.
    #expect(abs(width - expected) <= 3)
  }

  @Test("A gauge is filled in proportion and marked", arguments: [(0, 0), (0.25, 25), (0.4, 40), (.nan, 0)])
  func gauge(value: Double, expected: Int) throws {
    let width = try filled(
      value, { Gauge("", value: $1).draw(on: $0, in: Rect(x: 0, y: 0, width: 100, height: 60)) }, color: Palette.blue)
    // The round ends count only in part.
    #expect(abs(width - expected) <= 3)
    let canvas = try Canvas(width: 100, height: 60, scale: 2)
    Gauge("D", value: value).draw(on: canvas, in: Rect(x: 0, y: 0, width: 100, height: 60))
    let image = try canvas.finish().converted(toChannels: 3)
    #expect(Array(image.pixel(100, 42)) == [0x22, 0x22, 0x22])
  }

  @Test("Bars stay within their height")
  func heights() throws {
    let canvas = try Canvas(width: 100, height: 100, scale: 1)
    Gauge("Dgj", value: 0.3).draw(on: canvas, in: Rect(x: 0, y: 0, width: 100, height: Gauge.height))
    ProgressBar(1, leading: "gjy", trailing: "gjy").draw(
      on: canvas, in: Rect(x: 0, y: 50, width: 100, height: ProgressBar.height))
    let image = try canvas.finish().converted(toChannels: 1)
    let inked = (0..<100).filter { row in (0..<100).contains { image.pixel($0, row) != [255] } }
    #expect(inked.allSatisfy { Double($0) < Gauge.height || (50..<50 + ProgressBar.height).contains(Double($0)) })
  }

  @Test("Rectangles are taken apart row by row")
  func rectangles() {
    var room = Rect(x: 10, y: 20, width: 100, height: 50)
    #expect(room.takeTop(20, gap: 5) == Rect(x: 10, y: 20, width: 100, height: 20))
    #expect(room == Rect(x: 10, y: 45, width: 100, height: 25))
    #expect(room.takeLeft(30, gap: 10) == Rect(x: 10, y: 45, width: 30, height: 25))
    #expect(room == Rect(x: 50, y: 45, width: 60, height: 25))
    #expect(room.takeTop(99, gap: 9) == Rect(x: 50, y: 45, width: 60, height: 25))
    #expect(room.height == 0)
  }

  private func linear(_ color: Color) -> [Double] {
    [color.red, color.green, color.blue].map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
  }

  @Test("Line colours can be read on white", arguments: Palette.lines + [Palette.ink, Palette.label, Palette.remark])
  func contrast(color: Color) {
    let light = linear(color)
    let luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    #expect(1.05 / (luminance + 0.05) >= 4.5)
  }

  @Test("The first three line colours stay apart for red-blind and green-blind eyes")
  func colorVision() {
    // Machado, Oliveira and Fernandes (2009), severity 1, on linear light.
    let red = [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]
    let green = [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]
    for eye in [red, green] {
      let seen = Palette.lines.prefix(3).map { color in
        eye.map { row in zip(row, linear(color)).map(*).reduce(0, +) }
      }
      for first in 0..<3 {
        for second in 0..<first {
          let distance = zip(seen[first], seen[second]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
          #expect(distance > 0.1)
        }
      }
    }
  }
}
