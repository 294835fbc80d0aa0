import Pictures
import Testing

@Suite struct CanvasTests {
  @Test("A canvas has two device pixels a point and rounds up")
  func size() throws {
    let image = try Canvas(width: 10, height: 5.25).finish()
    #expect(image.width == 20 && image.height == 11 && image.channels == 1)
    #expect(image.pixels.allSatisfy { $0 == 255 })
  }

  @Test("Sizes that cannot be drawn are refused")
  func refusals() {
    #expect(throws: PictureError.empty(width: 0, height: 10)) { try Canvas(width: 0, height: 5) }
    #expect(throws: PictureError.self) { try Canvas(width: .nan, height: 5) }
    #expect(throws: PictureError.tooLong(width: 40_000, height: 2, limit: 32_767)) {
      try Canvas(width: 20_000, height: 1)
    }
    #expect(throws: PictureError.tooManyPixels(width: 30_000, height: 30_000, limit: Image.maximumPixels)) {
      try Canvas(width: 15_000, height: 15_000)
    }
    #expect(throws: PictureError.self) { try Canvas(width: .infinity, height: 1) }
  }

  @Test("Colours and opacity come back as they were drawn")
  func colors() throws {
    let canvas = try Canvas(width: 2, height: 1, scale: 1, ground: Color.white.withOpacity(0))
    canvas.rectangle(Rect(x: 0, y: 0, width: 1, height: 1), fill: Color(hex: 0xC84A00).withOpacity(0.5))
    let image = try canvas.finish()
    #expect(image.channels == 4)
    let pixel = Array(image.pixel(0, 0))
    #expect(abs(Int(pixel[0]) - 0xC8) <= 1 && abs(Int(pixel[1]) - 0x4A) <= 1 && pixel[2] == 0)
    #expect(abs(Int(pixel[3]) - 128) <= 1)
    #expect(Array(image.pixel(1, 0)) == [0, 0, 0, 0])

    let opaque = try Canvas(width: 1, height: 1, scale: 1, ground: Color(hex: 0x0067A5)).finish()
    #expect(opaque.channels == 3 && opaque.pixels == [0x00, 0x67, 0xA5])
  }

  @Test("Images are drawn as sharp blocks", arguments: [1, 3, 4], [1, 2, 3, 5, 8])
  func imagesAreSharp(channels: Int, factor: Int) throws {
    var generator = Generator(state: UInt64(factor))
    let bytes = (0..<28 * 28 * channels).map { index in
      channels == 4 && index % 4 == 3 ? 255 : UInt8.random(in: 0...255, using: &generator)
    }
    let image = try Image(width: 28, height: 28, channels: channels, pixels: bytes)
    let side = 14 * Double(factor)
    let canvas = try Canvas(width: side + 4, height: side + 4)
    canvas.image(image, in: Rect(x: 1.5, y: 2, width: side, height: side))
    let drawn = try canvas.finish().cropped(x: 3, y: 4, width: 28 * factor, height: 28 * factor)
    #expect(try drawn == image.enlarged(by: factor).compacted())
  }

  @Test("Clipping keeps drawing inside")
  func clipping() throws {
    let canvas = try Canvas(width: 4, height: 4, scale: 1)
    canvas.clipped(to: Rect(x: 1, y: 1, width: 2, height: 2)) {
      canvas.rectangle(Rect(x: 0, y: 0, width: 9, height: 9), fill: .black)
    }
    canvas.rectangle(Rect(x: 3, y: 3, width: 1, height: 1), fill: .black)
    let expected: [UInt8] = [255, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 255, 255, 0]
    #expect(try canvas.finish().pixels == expected)
  }

  @Test("Places that are no numbers or far away do no harm")
  func hostilePlaces() throws {
    let canvas = try Canvas(width: 20, height: 20)
    let places: [Double] = [.nan, .infinity, -.infinity, 1e300, -1e300, 5]
    let points = places.flatMap { x in places.map { Point(x, $0) } }
    canvas.polyline(points, stroke: Stroke(.black, width: 1, dash: [4, 3]))
    canvas.polygon(points, fill: Palette.blue)
    for point in points {
      canvas.circle(center: point, radius: 3, fill: .black)
      canvas.text("x", at: point, style: .label)
    }
    canvas.line(from: Point(0, 0), to: Point(9, 9), stroke: Stroke(.black, dash: [0, 0]))
    canvas.line(from: Point(0, 0), to: Point(9, 9), stroke: Stroke(.black, dash: [-1, 2]))
    #expect(throws: Never.self) { try canvas.finish() }
  }

  @Test("Text is measured: longer is wider, larger is higher, parts add up")
  func measuring() throws {
    let canvas = try Canvas(width: 1, height: 1)
    let small = TextStyle(size: 10)
    let large = TextStyle(size: 20)
    let word = canvas.measure("generator", style: small)
    #expect(word.width > 30 && word.width < 80)
    #expect(word.height > 9 && word.height < 16)
    #expect(abs(canvas.measure("generator", style: large).width - 2 * word.width) < 0.2)
    let twice = canvas.measure("generatorgenerator", style: small).width
    #expect(abs(twice - 2 * word.width) < 0.5)
    #expect(canvas.measure("", style: small).width == 0)
    let raised = canvas.measure(.math("x^2"), style: small).width
    #expect(raised < canvas.measure("x2", style: small).width)
  }

  @Test("Text lies where its alignment says")
  func alignment() throws {
    func columns(_ alignment: TextAlignment) throws -> (Int, Int) {
      let canvas = try Canvas(width: 100, height: 20, scale: 1)
      canvas.text("HHH", at: Point(50, 10), style: TextStyle(size: 12), alignment: alignment, baseline: .middle)
      let image = try canvas.finish()
      let inked = (0..<100).filter { x in (0..<20).contains { image.pixel(x, $0).contains { $0 < 128 } } }
      return (try #require(inked.first), try #require(inked.last))
    }
    #expect(try columns(.leading).0 >= 50)
    #expect(try columns(.trailing).1 <= 50)
    let center = try columns(.center)
    #expect(abs(center.0 + center.1 - 100) <= 2)
  }

  @Test("A text that is too wide ends in an ellipsis that fits")
  func fitting() throws {
    let canvas = try Canvas(width: 1, height: 1)
    let long = Label(String(repeating: "endless ", count: 100_000))
    let short = canvas.fitted(long, style: .label, width: 80)
    #expect(short.plain.hasSuffix("…"))
    #expect(canvas.measure(short, style: .label).width <= 80)
    #expect(canvas.fitted("short", style: .label, width: 80) == "short")
    #expect(canvas.fitted("short", style: .label, width: 0).isEmpty)
  }

  @Test("Formulas lean single letters and lower or raise what follows _ and ^")
  func formulas() {
    let label = Label.math("log p_data(x)^{2k}")
    #expect(label.plain == "log pdata(x)2k")
    #expect(label.runs.map(\.text) == ["log ", "p", "data", "(", "x", ")", "2", "k"])
    #expect(label.runs.map(\.level) == [0, 0, -1, 0, 0, 0, 1, 1])
    #expect(label.runs.map(\.isItalic) == [false, true, false, false, true, false, false, true])
    #expect(Label("two\r\nlines\n").plain == "two lines ")
    #expect(Label.math("a_").plain == "a")
    #expect(Label.math("^{").plain.isEmpty)
    #expect(Label.math("}_^{}x").plain.contains("x"))
  }
}
