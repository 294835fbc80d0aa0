import Pictures
import Testing

@Suite struct MatrixPictureTests {
  @Test("every entry has a place, and its ground is the colour it was given")
  func grounds() throws {
    let picture = MatrixPicture(
      cells: [["1", "0", "3"], ["4", "5", "6"]], colors: [[Color(hex: 0xF6B7A8), nil, Color(hex: 0xA9D8F2)]])
    let image = try picture.draw()
    #expect(image.width == 2 * (3 * 24 + 28) && image.height == 2 * (2 * 24 + 28))
    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
      let start = (y * image.width + x) * image.channels
      return Array(image.pixels[start..<start + 3])
    }
    // Near the upper left corner of an entry there is no letter.
    #expect(pixel(28 + 5, 28 + 5) == [0xF6, 0xB7, 0xA8])
    #expect(pixel(28 + 48 + 5, 28 + 5) == [255, 255, 255])
    #expect(pixel(28 + 96 + 5, 28 + 5) == [0xA9, 0xD8, 0xF2])
  }

  @Test("a matrix without entries is refused")
  func empty() {
    #expect(throws: PictureError.self) { try MatrixPicture(cells: [], colors: []).draw() }
    #expect(throws: PictureError.self) { try MatrixPicture(cells: [[]], colors: []).draw() }
  }
}
