import Datasets
import Testing

@Suite struct DrawnDigitsTests {
  let dataset = DrawnDigits(seed: 1).dataset(count: 3_000)

  @Test("Ink and greys are those of MNIST")
  func ink() {
    let pixels = dataset.pixels.map(Double.init)
    let mean = pixels.reduce(0, +) / Double(pixels.count)
    let squares = pixels.reduce(0) { $0 + $1 * $1 } / Double(pixels.count)
    let deviation = (squares - mean * mean).squareRoot()
    // MNIST's training images: mean 33.3, standard deviation 78.6, 19.1 % of the pixels not empty.
    #expect((30...36).contains(mean))
    #expect((75...83).contains(deviation))
    #expect((0.17...0.21).contains(Double(dataset.pixels.count { $0 > 0 }) / Double(pixels.count)))
  }
}
