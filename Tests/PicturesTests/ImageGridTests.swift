import Pictures
import Testing

@Suite struct ImageGridTests {
  private func tiles(_ count: Int, side: Int = 28) throws -> [Image] {
    var generator = Generator(state: 3)
    return try (0..<count).map { _ in
      let bytes = (0..<side * side).map { _ in UInt8.random(in: 0...255, using: &generator) }
      return try Image(width: side, height: side, channels: 1, pixels: bytes)
    }
  }

  @Test(
    "Columns come close to a square and leave few places empty",
    arguments: [
      (0, 1), (1, 1), (2, 2), (3, 3), (5, 5), (6, 3), (7, 4), (8, 4), (9, 3), (10, 5), (12, 4), (16, 4), (20, 5),
      (32, 8), (50, 10), (64, 8), (100, 10), (1000, 40),
    ])
  func columns(count: Int, expected: Int) {
    #expect(GridLayout.columns(for: count, wanted: nil) == expected)
  }

  @Test("Wanted columns are kept between one and the count")
  func wantedColumns() {
    #expect(GridLayout.columns(for: 10, wanted: 3) == 3)
    #expect(GridLayout.columns(for: 10, wanted: 99) == 10)
    #expect(GridLayout.columns(for: 10, wanted: -1) == 1)
  }

  @Test("Every tile is its image, enlarged by a whole number, at its place", arguments: [1, 5, 12, 64, 100])
  func tilesAreExact(count: Int) throws {
    let images = try tiles(count)
    let grid = ImageGrid(images: images, title: "Forgeries")
    let drawn = try grid.draw()
    let pen = try Canvas(width: 1, height: 1)
    let layout = grid.layout(in: Rect(x: 12, y: 12, width: 616, height: 496), measuredBy: pen, isFree: true)
    let factor = Int(layout.pixel * 2)
    #expect(Double(factor) == layout.pixel * 2 && factor >= 1)
    #expect(drawn.width <= 1280 && drawn.height <= 1040 && drawn.width % 2 == 0 && drawn.channels == 1)
    for (index, image) in images.enumerated() {
      let tile = try #require(layout.tile(index))
      let part = drawn.cropped(
        x: Int(tile.x * 2), y: Int(tile.y * 2), width: Int(tile.width * 2), height: Int(tile.height * 2))
      #expect(try part == image.enlarged(by: factor), "tile \(index)")
    }
  }

  @Test("The ground between tiles is white")
  func gaps() throws {
    let black = try Image(width: 4, height: 4, channels: 1, filling: 0)
    let drawn = try ImageGrid(images: [black, black, black, black], columns: 2, gap: 3).draw()
    // Margin 12, tiles of 96 points (an enlargement of 48 device pixels), gap 3: 12 + 96 + 3 + 96 + 12 points.
    #expect(drawn.width == 2 * 219 && drawn.height == 2 * 219)
    #expect(drawn.pixel(24, 24) == [0] && drawn.pixel(23, 24) == [255])
    #expect(drawn.pixel(215, 30) == [0] && drawn.pixel(216, 30) == [255] && drawn.pixel(221, 30) == [255])
    #expect(drawn.pixel(222, 30) == [0] && drawn.pixel(413, 413) == [0] && drawn.pixel(414, 413) == [255])
  }

  @Test("Captions, row labels and a title find room beside the tiles")
  func labels() throws {
    let images = try tiles(6)
    let bare = try ImageGrid(images: images, columns: 3).draw()
    let full = ImageGrid(
      images: images, columns: 3, title: "Title", captions: ["0", "1", "2", "3", "4", "5", "too many"],
      captionPlace: .above, rowLabels: ["real", "forged", "too many"])
    let drawn = try full.draw()
    #expect(drawn.width > bare.width && drawn.height > bare.height)
    let pen = try Canvas(width: 1, height: 1)
    let layout = full.layout(in: Rect(x: 12, y: 12, width: 616, height: 496), measuredBy: pen, isFree: true)
    let tile = try #require(layout.tile(0))
    func hasInk(_ rect: Rect) -> Bool {
      drawn.cropped(x: Int(rect.x * 2), y: Int(rect.y * 2), width: Int(rect.width * 2), height: Int(rect.height * 2))?
        .pixels.contains { $0 < 150 } ?? false
    }
    #expect(hasInk(Rect(x: tile.x, y: tile.y - 14, width: tile.width, height: 13)))
    #expect(hasInk(Rect(x: 12, y: tile.y, width: tile.x - 13, height: tile.height)))
    #expect(!hasInk(Rect(x: tile.right + 0.5, y: tile.y, width: 2, height: tile.height)))
  }

  @Test("In a rectangle the grid stays inside, leaving out tiles that do not fit")
  func insideRectangle() throws {
    let images = try tiles(64)
    for room in [Rect(x: 5, y: 7, width: 250, height: 250), Rect(x: 5, y: 7, width: 60, height: 40)] {
      let canvas = try Canvas(width: 300, height: 300)
      let covered = ImageGrid(images: images, title: "x").draw(on: canvas, in: room)
      #expect(covered == ImageGrid(images: images, title: "x").measure(on: canvas, in: room))
      #expect(covered.right <= room.right && covered.bottom <= room.bottom)
      let image = try canvas.finish()
      let outside = image.cropped(x: 0, y: Int(room.bottom * 2), width: 600, height: 600)
      #expect(outside?.pixels.allSatisfy { $0 == 255 } == true)
      #expect(image.pixels.contains { $0 < 100 })
    }
  }

  @Test("Images of several sizes lie in the middle of equal tiles")
  func severalSizes() throws {
    let large = try Image(width: 8, height: 8, channels: 1, filling: 0)
    let small = try Image(width: 4, height: 2, channels: 3, filling: 10)
    let grid = ImageGrid(images: [large, small], gap: 0)
    let drawn = try grid.draw()
    #expect(drawn.height == 2 * (96 + 24))
    #expect(drawn.pixel(24 + 192 + 96, 24 + 96) == [10])
    #expect(drawn.pixel(24 + 192 + 96, 24 + 60) == [255])
  }

  @Test("A grid that no picture can hold is an error, an empty one a remark")
  func extremes() throws {
    let image = try Image(width: 2000, height: 2000, channels: 1, filling: 0)
    #expect(throws: PictureError.self) { try ImageGrid(images: [Image](repeating: image, count: 36)).draw() }
    let empty = try ImageGrid(images: []).draw()
    #expect(empty.pixels.contains { $0 < 150 })
  }

  @Test("The summary tells count, size, shape and values")
  func summary() throws {
    var image = try Image(width: 28, height: 28, channels: 1, filling: 33)
    #expect(ImageGrid(images: [image]).summary == "1 image of 28x28, values 33…33, mean 33")
    image.paste(try Image(width: 1, height: 1, channels: 1, filling: 255), x: 0, y: 0)
    image.paste(try Image(width: 1, height: 1, channels: 1, filling: 0), x: 1, y: 0)
    let grid = ImageGrid(images: [Image](repeating: image, count: 64))
    #expect(grid.summary == "64 images of 28x28, 8x8 grid, values 0…255, mean 33")
    let color = try Image(width: 2, height: 3, channels: 4, filling: 255)
    #expect(
      ImageGrid(images: [color, color]).summary == "2 images of 2x3 in colour, 2x1 grid, values 255…255, mean 255")
    #expect(ImageGrid(images: []).summary == "no images")
  }
}
