import Pictures
import Testing

@Suite struct PNGTests {
  /// Noise, the hardest to pack: the first guess of the file's size must hold or be mended.
  private func noise(width: Int, height: Int, channels: Int) throws -> Image {
    var generator = Generator(state: 5)
    let bytes = (0..<width * height * channels).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return try Image(width: width, height: height, channels: channels, pixels: bytes)
  }

  @Test("A file gives back what was packed", arguments: [1, 3, 4], [1, 7, 300])
  func roundTrip(channels: Int, side: Int) throws {
    let image = try noise(width: side, height: side / 2 + 1, channels: channels)
    #expect(try PNG.decode(PNG.encode(image)) == image)
  }

  @Test("Gray is stored as gray, colour as colour", arguments: [(1, 0), (3, 2), (4, 6)])
  func colorType(channels: Int, type: UInt8) throws {
    let file = try PNG.encode(noise(width: 40, height: 40, channels: channels))
    #expect(file[24] == 8)
    #expect(file[25] == type)
  }

  @Test("A single bit, a palette, sixteen bits and gray with opacity are read")
  func foreignKinds() throws {
    // The first three are two pixels wide and one high, the last is a single pixel.
    let bit: [UInt8] = [
      137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 0, 0, 0, 220, 89, 66,
      39, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 112, 0, 0, 0, 66, 0, 65, 41, 55, 244, 239, 0, 0, 0, 0, 73, 69, 78,
      68, 174, 66, 96, 130,
    ]
    #expect(try PNG.decode(bit).pixels == [0, 255])
    let palette: [UInt8] = [
      137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 1, 8, 3, 0, 0, 0, 195, 252,
      143, 184, 0, 0, 0, 6, 80, 76, 84, 69, 1, 2, 3, 250, 100, 50, 119, 91, 159, 193, 0, 0, 0, 11, 73, 68, 65, 84, 120,
      156, 99, 96, 100, 0, 0, 0, 5, 0, 2, 209, 102, 51, 120, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
    ]
    #expect(try PNG.decode(palette) == Image(width: 2, height: 1, channels: 3, pixels: [250, 100, 50, 1, 2, 3]))
    let deep: [UInt8] = [
      137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 1, 16, 0, 0, 0, 0, 129, 217,
      252, 21, 0, 0, 0, 13, 73, 68, 65, 84, 120, 156, 99, 104, 104, 248, 255, 31, 0, 6, 130, 2, 255, 179, 190, 81, 51,
      0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
    ]
    #expect(try PNG.decode(deep).pixels == [128, 255])
    let veiled: [UInt8] = [
      137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 4, 0, 0, 0, 181, 28, 12,
      2, 0, 0, 0, 11, 73, 68, 65, 84, 120, 156, 99, 136, 106, 0, 0, 1, 55, 0, 219, 177, 48, 74, 26, 0, 0, 0, 0, 73, 69,
      78, 68, 174, 66, 96, 130,
    ]
    #expect(try PNG.decode(veiled) == Image(width: 1, height: 1, channels: 4, pixels: [90, 90, 90, 128]))
  }

  @Test("What is no PNG file is refused with its first bytes")
  func notPNG() {
    #expect(throws: PNGError.notPNG(start: [])) { try PNG.decode([]) }
    #expect(throws: PNGError.notPNG(start: [0x47, 0x49, 0x46, 0x38])) { try PNG.decode([0x47, 0x49, 0x46, 0x38]) }
    #expect(
      PNGError.notPNG(start: [0x0A, 0xFF]).description
        == "not a PNG file: it begins with the bytes 0A FF; convert the picture to PNG first")
  }

  @Test("A file cut anywhere before its pixels are complete is refused")
  func truncated() throws {
    let file = try PNG.encode(noise(width: 9, height: 9, channels: 3))
    // The last 12 bytes are the end mark and 4 more the checksum of the pixels.
    for count in 8..<file.count - 16 {
      #expect(throws: PNGError.self, "cut after \(count) bytes") { try PNG.decode(Array(file.prefix(count))) }
    }
  }

  @Test("An image larger than allowed is refused before memory is set aside")
  func limits() throws {
    let file = try PNG.encode(noise(width: 20, height: 10, channels: 1))
    #expect(throws: PNGError.tooLarge(width: 20, height: 10, limit: 199)) { try PNG.decode(file, limit: 199) }
    #expect(try PNG.decode(file, limit: 200).width == 20)
    // 60,000 x 60,000 pixels promised with the right checksum, and nothing behind.
    #expect(throws: PNGError.tooLarge(width: 60_000, height: 60_000, limit: Image.maximumPixels)) {
      try PNG.decode(promise(60_000, 60_000))
    }
    // As many as may be: the file cannot hold them, so no memory is set aside for them either.
    let promised = promise(8192, 8192)
    #expect(throws: PNGError.tooShort(width: 8192, height: 8192, bytes: promised.count)) { try PNG.decode(promised) }
  }

  /// A file that says how large its picture is, and ends.
  private func promise(_ width: UInt32, _ height: UInt32) -> [UInt8] {
    let size = PNGBlock.bytes(width) + PNGBlock.bytes(height) + [8, 6, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + PNGBlock.bytes("IHDR", size)
      + PNGBlock.bytes("IDAT", [])
  }

  @Test("Six hundred damaged files end in an image or an error", arguments: [1, 3, 4])
  func mutations(channels: Int) throws {
    let file = try PNG.encode(noise(width: 24, height: 24, channels: channels))
    var generator = Generator(state: UInt64(channels))
    var refused = 0
    for round in 0..<200 {
      var damaged = file
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 8..<damaged.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: damaged[place] = UInt8.random(in: 0...255, using: &generator)
        case 2: damaged.removeSubrange(place..<min(damaged.count, place + 5))
        default: damaged.insert(contentsOf: damaged[8..<min(damaged.count, 40)], at: place)
        }
      }
      // With right checksums half of the damage gets past the first gate.
      if round.isMultiple(of: 2) { PNGBlock.mendChecksums(of: &damaged) }
      do {
        let image = try PNG.decode(damaged, limit: 1 << 20)
        #expect(image.pixels.count == image.width * image.height * image.channels)
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect(refused > 20)
  }
}
