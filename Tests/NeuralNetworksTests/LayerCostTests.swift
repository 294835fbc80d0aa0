import NeuralNetworks
import Tensors
import Testing

@Suite("What layers cost")
struct LayerCostTests {
  @Test("multiply-adds are those that nested loops do")
  func multiplyAdds() throws {
    #expect(try Dense(7).cost(of: [2, 3]).multiplyAdds == 42)
    #expect(try Conv(64, kernel: 4, stride: 2, padding: 1).cost(of: [3, 28, 28]).multiplyAdds == 64 * 14 * 14 * 3 * 16)
    #expect(
      try ConvTranspose(64, kernel: 4, stride: 2, padding: 1).cost(of: [128, 7, 7]).multiplyAdds
        == 128 * 7 * 7 * 64 * 16)
    #expect(try SpectralNorm(Dense(7)).cost(of: [5]).multiplyAdds == 35)
    #expect(try Tanh().cost(of: [5]).multiplyAdds == 0 && Conv(1, kernel: 2).cost(of: [1, 4, 4]).covering == nil)
    #expect(throws: ShapeError.self) { try Conv(1, kernel: 9).cost(of: [1, 4, 4]) }
  }

  /// Counts by painting ones with a kernel of ones.
  private func counted(kernel: Int, stride: Int) -> ClosedRange<Int> {
    let inputs = 9
    var line = [Int](repeating: 0, count: (inputs - 1) * stride + kernel)
    for input in 0..<inputs {
      for tap in 0..<kernel { line[input * stride + tap] += 1 }
    }
    let inside = line[kernel..<(line.count - kernel)]
    let (low, high) = (inside.min() ?? 0, inside.max() ?? 0)
    return (low * low)...(high * high)
  }

  @Test(
    "the overlap is what painting ones gives",
    arguments: [(3, 2), (5, 2), (4, 2), (2, 2), (4, 3), (6, 3), (1, 2), (7, 1), (5, 3)])
  func covering(kernel: Int, stride: Int) throws {
    let layer = ConvTranspose(1, kernel: kernel, stride: stride, outputPadding: 0)
    #expect(try layer.cost(of: [1, 9, 9]).covering == counted(kernel: kernel, stride: stride))
  }
}
