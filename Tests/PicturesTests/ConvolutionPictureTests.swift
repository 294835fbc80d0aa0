import Pictures
import Testing

@Suite struct ConvolutionPictureTests {
  private let input = [[4.0, 5, 8, 7], [1, 8, 8, 8], [3, 6, 6, 4], [6, 5, 7, 8]]
  private let kernel = [[1.0, 4, 1], [1, 4, 3], [3, 3, 1]]

  @Test("The result under the picture is the convolution")
  func forward() throws {
    let picture = try ConvolutionPicture(.forward, [.init(input: input, kernel: kernel)])
    #expect(picture.positionCount == 4)
    #expect(picture.summary.hasSuffix("output 2x2\n  122 148\n  126 134"))
  }

  @Test("Channels are added")
  func channels() throws {
    let channel = ConvolutionPicture.Channel(input: input, kernel: kernel)
    let picture = try ConvolutionPicture(.forward, [channel, channel, channel])
    #expect(picture.summary.hasSuffix("  366 444\n  378 402"))
  }

  @Test("The transposed one paints, and padding cuts off")
  func transposed() throws {
    let channel = ConvolutionPicture.Channel(input: [[2, 1], [4, 4]], kernel: kernel)
    let picture = try ConvolutionPicture(.transposed, [channel], stride: 2, padding: 1)
    #expect(picture.positionCount == 4)
    #expect(picture.summary.hasSuffix("output 3x3\n  8 7 4\n  22 13 19\n  16 16 16"))
    let larger = try ConvolutionPicture(.transposed, [channel], stride: 2, outputPadding: 1)
    #expect(larger.outputSize == (6, 6))
  }

  @Test("Each position differs, and the animation has a frame for each")
  func animation() throws {
    let picture = try ConvolutionPicture(.forward, [.init(input: input, kernel: kernel)], padding: 1)
    let animation = try picture.animation()
    #expect(animation.frames.count == 16)
    #expect(animation.still == animation.frames.last?.image)
    for (before, after) in zip(animation.frames, animation.frames.dropFirst()) { #expect(before.image != after.image) }
    let file = try animation.encode()
    #expect(file.frameCount == 16 && file.bytes.count < 200_000)
  }

  @Test("Many positions are shown by at most sixty frames")
  func manyPositions() throws {
    let large = [[Double]](repeating: [Double](repeating: 1, count: 20), count: 20)
    let picture = try ConvolutionPicture(.forward, [.init(input: large, kernel: kernel)])
    #expect(picture.positionCount == 324)
    #expect(try picture.animation(seconds: 0.1).frames.count == 60)
  }

  @Test("What has no result or too many numbers is refused")
  func refused() throws {
    #expect(throws: PictureError.self) { try ConvolutionPicture(.forward, []) }
    #expect(throws: PictureError.self) { try ConvolutionPicture(.forward, [.init(input: kernel, kernel: input)]) }
    let huge = [[Double]](repeating: [Double](repeating: 1, count: 41), count: 3)
    #expect(throws: PictureError.tooManyCells(rows: 3, columns: 41, limit: 40)) {
      try ConvolutionPicture(.forward, [.init(input: huge, kernel: [[1]])])
    }
  }

  @Test("An overlap map says whether it is even")
  func overlap() throws {
    let uneven = OverlapPicture(counts: [[1, 2, 1], [2, 4, 2], [1, 2, 1]], kernel: 3, stride: 2)
    #expect(uneven.summary.hasPrefix("3x3, kernel 3, stride 2: a checkerboard, 1 to 4 copies"))
    let image = try uneven.draw()
    #expect(image.channels == 3)
    #expect(OverlapPicture(counts: [[4]], kernel: 4, stride: 2).summary.contains("even inside"))
  }
}
