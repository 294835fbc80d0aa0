import Mathematics
import Testing

@Suite("Convolutions of vectors have no rows to pad")
struct VectorConvolutionTests {
  @Test(
    "as PyTorch's conv1d has them",
    arguments: [
      ("conv([1, 2, 3], [1, 1, 1], padding=1)", "[3, 6, 5]"),
      ("conv([1, 2, 3, 4, 5], [1, 0, -1], stride=2, padding=1)", "[-2, -2, 4]"),
      ("conv([1, 2], [1, 1, 1, 1], padding=2)", "[3, 3, 3]"),
      ("conv([1, 2, 3], [2], stride=2, padding=1)", "[0, 4, 0]"),
      ("conv([1, 2, 3], [1, 1])", "[3, 5]"),
      ("conv([[1, 2, 3]], [1, 1, 1], padding=1)", "0  0  0\n3  6  5\n0  0  0"),
      ("conv_matrix([1, 1, 1], input=3, padding=1) @ [1, 2, 3]", "[3, 6, 5]"),
      ("conv_matrix([1, 0, -1], input=5, stride=2, padding=1) @ [1, 2, 3, 4, 5]", "[-2, -2, 4]"),
      ("conv_matrix([[1]], input=2) @ [1, 2, 3, 4]", "[1, 2, 3, 4]"),
      ("conv_transpose([3, 6, 5], [1, 1, 1], padding=1)", "[9, 14, 11]"),
    ])
  func values(source: String, expected: String) throws {
    #expect(try compute(source).plain() == expected, "\(source)")
  }
}
