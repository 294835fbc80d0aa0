import Tensors
import Testing

@Suite("Shapes, tensors and buffers")
struct ValueTests {
  @Test("a shape counts and prints itself")
  func shapes() {
    let shape: Shape = [1, 28, 28]
    #expect(shape.count == 784)
    #expect("\(shape)" == "1x28x28")
    #expect(Shape([Int.max, 2]).count == Int.max)
    #expect(Shape([3, -1]).count == 0)
  }

  @Test("a tensor gives its entries along the first axis")
  func tensors() {
    let tensor = Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
    #expect(Array(tensor[1]) == [4, 5, 6])
    #expect(Tensor(zeros: [2, 2]).values == [0, 0, 0, 0])
  }

  @Test("slices of a buffer name the same memory, aligned to cache lines")
  func buffers() {
    let buffer = Buffer([1, 2, 3, 4])
    let slice = buffer[1..<3]
    slice[0] = 9
    #expect(buffer.values == [1, 9, 3, 4])
    #expect(buffer.address % 64 == 0)
    #expect(slice.address == buffer.address + 4)
    buffer.withMutableSpan { $0[3] = 7 }
    #expect(buffer.values == [1, 9, 3, 7])
    slice.copy([5])
    #expect(buffer.prefix(2).values == [1, 5])
  }
}
