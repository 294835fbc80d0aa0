import Datasets
import Tensors
import Testing

@Suite struct DatasetTests {
  let dataset = Dataset(
    name: "tiny", origin: "three images of four pixels", imageShape: [1, 2, 2],
    pixels: [0, 255, 51, 204, 1, 2, 3, 4, 5, 6, 7, 8], labels: [1, 0, 1], classNames: ["a", "b"])

  @Test("An image is its own pixels")
  func image() {
    #expect(dataset.count == 3)
    #expect(dataset.image(1) == [1, 2, 3, 4])
  }

  @Test("Copies are scaled to [-1, 1], in the order asked for, and touch nothing else")
  func copies() {
    var room = [Float](repeating: 9, count: 13)
    var span = room.mutableSpan
    dataset.copyImages(at: [2, 0, 2], into: &span)
    let expected = ([5, 6, 7, 8, 0, 255, 51, 204, 5, 6, 7, 8] as [Float]).map { $0 / 127.5 - 1 }
    #expect(Array(room.prefix(12)) == expected)
    #expect(room[4] == -1 && room[5] == 1 && room[6] == -0.6)
    #expect(room[12] == 9)
  }

  @Test("Indices may be any collection")
  func slices() {
    var room = [Float](repeating: 9, count: 8)
    var span = room.mutableSpan
    dataset.copyImages(at: 1..<3, into: &span)
    #expect(room == (1...8).map { Float($0) / 127.5 - 1 })
  }
}
