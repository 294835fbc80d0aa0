import Pictures
import Testing

@Suite struct ImageTests {
  @Test("An image refuses what its bytes cannot be")
  func refusals() {
    #expect(throws: PictureError.empty(width: 0, height: 3)) {
      try Image(width: 0, height: 3, channels: 1, pixels: [])
    }
    #expect(throws: PictureError.unsupportedChannels(2)) {
      try Image(width: 1, height: 1, channels: 2, pixels: [0, 0])
    }
    #expect(throws: PictureError.pixelCountMismatch(expected: 12, found: 11)) {
      try Image(width: 2, height: 2, channels: 3, pixels: [UInt8](repeating: 0, count: 11))
    }
    #expect(throws: PictureError.tooManyPixels(width: .max, height: 2, limit: Image.maximumPixels)) {
      try Image(width: .max, height: 2, channels: 1, filling: 0)
    }
  }

  @Test("Enlargement repeats every pixel")
  func enlargement() throws {
    let image = try Image(width: 2, height: 1, channels: 1, pixels: [10, 200])
    #expect(try image.enlarged(by: 2).pixels == [10, 10, 200, 200, 10, 10, 200, 200])
    #expect(try image.enlarged(by: 1) == image)
    let color = try Image(width: 1, height: 1, channels: 3, pixels: [1, 2, 3])
    #expect(try color.enlarged(by: 2).pixels == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])
    #expect(throws: PictureError.self) { try image.enlarged(by: .max) }
  }

  @Test("Nearest neighbours are taken by the pixels' middles")
  func nearest() throws {
    let image = try Image(width: 4, height: 1, channels: 1, pixels: [0, 1, 2, 3])
    #expect(try image.resized(width: 2, height: 1).pixels == [1, 3])
    #expect(try image.resized(width: 6, height: 1).pixels == [0, 1, 1, 2, 3, 3])
  }

  @Test("Crop and paste stay within both images")
  func cropAndPaste() throws {
    let image = try Image(width: 3, height: 2, channels: 1, pixels: [1, 2, 3, 4, 5, 6])
    #expect(image.cropped(x: 1, y: 0, width: 9, height: 9)?.pixels == [2, 3, 5, 6])
    #expect(image.cropped(x: -1, y: 1, width: 2, height: 1)?.pixels == [4])
    #expect(image.cropped(x: 3, y: 0, width: 1, height: 1) == nil)
    var ground = try Image(width: 3, height: 2, channels: 1, filling: 0)
    ground.paste(image, x: 2, y: -1)
    #expect(ground.pixels == [0, 0, 4, 0, 0, 0])
    ground.paste(image, x: -5, y: 0)
    ground.paste(image, x: 0, y: 7)
    #expect(ground.pixels == [0, 0, 4, 0, 0, 0])
  }

  @Test("Conversions keep gray, weigh colours and lay opacity on white")
  func conversions() throws {
    let gray = try Image(width: 1, height: 1, channels: 1, pixels: [77])
    #expect(gray.converted(toChannels: 3).pixels == [77, 77, 77])
    #expect(gray.converted(toChannels: 4).pixels == [77, 77, 77, 255])
    #expect(gray.converted(toChannels: 4).converted(toChannels: 1) == gray)
    let red = try Image(width: 1, height: 1, channels: 3, pixels: [255, 0, 0])
    #expect(red.converted(toChannels: 1).pixels == [76])
    let clear = try Image(width: 2, height: 1, channels: 4, pixels: [0, 0, 0, 0, 0, 0, 0, 255])
    #expect(clear.converted(toChannels: 3).pixels == [255, 255, 255, 0, 0, 0])
  }

  @Test("Compacting drops channels that say nothing")
  func compacting() throws {
    #expect(try Image(width: 1, height: 1, channels: 4, pixels: [9, 9, 9, 255]).compacted().channels == 1)
    #expect(try Image(width: 1, height: 1, channels: 4, pixels: [9, 8, 9, 255]).compacted().pixels == [9, 8, 9])
    #expect(try Image(width: 1, height: 1, channels: 4, pixels: [9, 9, 9, 254]).compacted().channels == 4)
    #expect(try Image(width: 1, height: 1, channels: 3, pixels: [9, 9, 9]).compacted().pixels == [9])
  }
}
