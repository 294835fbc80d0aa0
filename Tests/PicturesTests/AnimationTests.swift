import Pictures
import Testing

@Suite struct AnimationTests {
  /// A ground with a square that moves, of so many shades.
  private func frames(_ count: Int, shades: Int = 3, channels: Int = 3) throws -> [Animation.Frame] {
    try (0..<count).map { index in
      var image = try Image(width: 60, height: 40, channels: channels, filling: 250)
      for shade in 0..<shades {
        let square = try Image(width: 1, height: 1, channels: channels, filling: UInt8(shade * 250 / max(1, shades)))
        image.paste(square, x: (index * 5 + shade) % 60, y: 10 + shade / 20)
      }
      return Animation.Frame(image, seconds: 0.1)
    }
  }

  /// The blocks of a file by name, with their contents.
  private func blocks(_ file: [UInt8]) -> [(name: String, content: ArraySlice<UInt8>)] {
    var blocks: [(String, ArraySlice<UInt8>)] = []
    var start = 8
    while start + 12 <= file.count {
      let length = number(file[start..<start + 4])
      blocks.append(
        (String(decoding: file[start + 4..<start + 8], as: UTF8.self), file[start + 8..<start + 8 + length]))
      start += 12 + length
    }
    return blocks
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  @Test(
    "The blocks of an animation are in order: count, controls, pixels, and numbers without a gap", arguments: [1, 3])
  func blocksInOrder(channels: Int) throws {
    let animation = Animation(frames: try frames(6, channels: channels), rounds: 2)
    let file = try animation.encode()
    #expect(file.frameCount == 6)
    let found = blocks(file.bytes)
    #expect(found.first?.name == "IHDR" && found[1].name == "acTL" && found.last?.name == "IEND")
    #expect(number(found[1].content.prefix(4)) == 6 && number(found[1].content.suffix(4)) == 2)
    let orders = found.filter { $0.name == "fcTL" || $0.name == "fdAT" }.map { number($0.content.prefix(4)) }
    #expect(orders == Array(0..<orders.count))
    #expect(found.count { $0.name == "fcTL" } == 6)
    // Without a still the first frame is the picture of those who do not play, so its control comes first.
    let control = try #require(found.firstIndex { $0.name == "fcTL" })
    let pixels = try #require(found.firstIndex { $0.name == "IDAT" })
    #expect(control < pixels)
  }

  @Test("The still is what a reader without animations sees, and no frame")
  func still() throws {
    let still = try Image(width: 60, height: 40, channels: 3, filling: 7)
    let file = try Animation(frames: try frames(3), still: still).encode()
    #expect(try PNG.decode(file.bytes).converted(toChannels: 3).pixel(30, 20) == [7, 7, 7])
    let found = blocks(file.bytes)
    let control = try #require(found.firstIndex { $0.name == "fcTL" })
    let pixels = try #require(found.firstIndex { $0.name == "IDAT" })
    #expect(pixels < control)
    #expect(number(found[1].content.prefix(4)) == 3)
  }

  @Test("Of a frame only the rectangle that changed is kept")
  func changedRectangle() throws {
    var second = try Image(width: 60, height: 40, channels: 1, filling: 250)
    let first = second
    second.paste(try Image(width: 4, height: 3, channels: 1, filling: 0), x: 20, y: 30)
    let file = try Animation(frames: [.init(first, seconds: 0.5), .init(second, seconds: 0.25)]).encode()
    let controls = blocks(file.bytes).filter { $0.name == "fcTL" }.map { Array($0.content) }
    #expect(controls.count == 2)
    let places = (1..<5).map { number(controls[1][$0 * 4..<$0 * 4 + 4]) }
    #expect(places == [4, 3, 20, 30])
    // 250 of 1000 parts of a second.
    #expect(number(controls[1][20..<22]) == 250 && number(controls[1][22..<24]) == 1000)
  }

  @Test("A picture that does not change makes the one before stand longer")
  func sameFrames() throws {
    let image = try Image(width: 8, height: 8, channels: 1, filling: 9)
    let file = try Animation(frames: [.init(image, seconds: 0.2), .init(image, seconds: 0.3)]).encode()
    #expect(file.frameCount == 1)
    let control = try #require(blocks(file.bytes).first { $0.name == "fcTL" })
    #expect(number(Array(control.content)[20..<22]) == 500)
  }

  @Test("Too many bytes leave out frames, evenly, and keep the first, the last and the time")
  func bounded() throws {
    var generator = Generator(state: 1)
    let frames = try (0..<20).map { _ in
      let bytes = (0..<40 * 40).map { _ in UInt8.random(in: 0...255, using: &generator) }
      return Animation.Frame(try Image(width: 40, height: 40, channels: 1, pixels: bytes), seconds: 0.1)
    }
    let animation = Animation(frames: frames)
    let whole = try animation.encode()
    #expect(whole.frameCount == 20)
    let small = try animation.encode(limit: whole.bytes.count / 2)
    #expect(small.bytes.count <= whole.bytes.count / 2 && small.frameCount < 20)
    let thinned = animation.thinned(to: 7)
    #expect(thinned.frames.count == 7 && thinned.frames.first?.image == frames.first?.image)
    #expect(thinned.frames.last?.image == frames.last?.image)
    #expect(abs(thinned.seconds - animation.seconds) < 1e-9)
  }

  @Test("More colours than a palette has are reduced; large grounds keep theirs exactly")
  func manyColors() throws {
    var image = try Image(width: 200, height: 100, channels: 3, filling: 255)
    var pixels = image.pixels
    for place in 0..<3000 {
      pixels[place * 3] = UInt8(place % 251)
      pixels[place * 3 + 1] = UInt8(place / 251 * 20)
      pixels[place * 3 + 2] = UInt8(place % 7 * 30)
    }
    image = try Image(width: 200, height: 100, channels: 3, pixels: pixels)
    let read = try PNG.decode(Animation(frames: [.init(image, seconds: 1)]).encode().bytes).converted(toChannels: 3)
    #expect(read.pixel(199, 99) == [255, 255, 255])
    let worst = zip(read.pixels, image.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(worst > 0 && worst <= 60)
    #expect(Set((0..<20_000).map { Array(read.pixel($0 % 200, $0 / 200)) }).count <= 255)
  }

  @Test("Shades that run into one another stay apart, however many colours small things have")
  func shades() throws {
    // A slope of 120 shades over a strip of five thousand pixels without order.
    var noise: UInt32 = 7
    let pixels = (0..<240 * 220).flatMap { (place: Int) -> [UInt8] in
      let shade = place % 240 / 2
      if place < 240 * 200 { return [UInt8(240 - shade / 2), UInt8(200 - shade), UInt8(160 - shade)] }
      noise = noise &* 1_664_525 &+ 1_013_904_223
      return [UInt8(noise >> 24), UInt8(noise >> 16 & 255), UInt8(noise >> 8 & 255)]
    }
    let image = try Image(width: 240, height: 220, channels: 3, pixels: pixels)
    let read = try PNG.decode(Animation(frames: [.init(image, seconds: 1)]).encode().bytes).converted(toChannels: 3)
    let slope = 240 * 200 * 3
    #expect(zip(read.pixels[..<slope], pixels[..<slope]).allSatisfy { abs(Int($0) - Int($1)) <= 3 })
  }

  @Test("Few colours make a palette, and the file gives back every pixel")
  func palette() throws {
    for count in [1, 2, 4, 5, 16, 17, 256] {
      let pixels = (0..<80 * 80).flatMap { (place: Int) -> [UInt8] in
        let color = place % count
        return [UInt8(color), UInt8(255 - color), UInt8(color / 2)]
      }
      let image = try Image(width: 80, height: 80, channels: 3, pixels: pixels)
      let file = try PNG.encode(image)
      #expect(file[25] == 3, "colour type of \(count) colours")
      #expect(try PNG.decode(file).pixels == pixels, "\(count) colours")
    }
  }

  @Test("An animation without frames, or with frames of several sizes, is refused")
  func refused() throws {
    #expect(throws: PNGError.noFrames) { try Animation(frames: []).encode() }
    let small = try Image(width: 2, height: 2, channels: 1, filling: 0)
    let large = try Image(width: 3, height: 2, channels: 1, filling: 0)
    #expect(throws: PNGError.sizesDiffer(width: 2, height: 2, otherWidth: 3, otherHeight: 2)) {
      try Animation(frames: [.init(small, seconds: 1), .init(large, seconds: 1)]).encode()
    }
  }

  @Test(
    "Of too many things some are chosen evenly, the first and the last among them", arguments: [1, 5, 60, 61, 100, 999])
  func chosen(count: Int) {
    let chosen = Animation.chosen(from: count)
    #expect(chosen.count == min(count, 60) && chosen.first == 0 && chosen.last == count - 1)
    #expect(chosen == chosen.sorted() && Set(chosen).count == chosen.count)
  }
}
