import Tensors
import Testing

@Suite("Matrix products")
struct MatrixProductTests {
  struct Size: Sendable {
    let rows, inputs, outputs: Int
  }

  static let sizes = [
    Size(rows: 1, inputs: 1, outputs: 1), Size(rows: 3, inputs: 5, outputs: 7), Size(rows: 6, inputs: 2, outputs: 64),
    Size(rows: 7, inputs: 17, outputs: 65), Size(rows: 13, inputs: 31, outputs: 1),
    Size(rows: 1, inputs: 70, outputs: 130),
    Size(rows: 50, inputs: 9, outputs: 100), Size(rows: 11, inputs: 16, outputs: 15),
    Size(rows: 5, inputs: 67, outputs: 33),
    Size(rows: 12, inputs: 256, outputs: 20), Size(rows: 31, inputs: 205, outputs: 256),
    Size(rows: 2100, inputs: 16, outputs: 70), Size(rows: 26, inputs: 1030, outputs: 70),
    Size(rows: 100, inputs: 40, outputs: 2100),
  ]

  /// A(i, k) B(k, j) summed over k from `start`, in ascending order with one rounding per product.
  static func twin(
    rows: Int, depth: Int, columns: Int, a: (Int, Int) -> Float, b: (Int, Int) -> Float, start: (Int, Int) -> Float
  ) -> [Float] {
    var result: [Float] = []
    for i in 0..<rows {
      for j in 0..<columns {
        var sum = start(i, j)
        for k in 0..<depth {
          sum = sum.addingProduct(a(i, k), b(k, j))
        }
        result.append(sum)
      }
    }
    return result
  }

  @Test("equal plain loops to the bit, on every instruction set and thread count", arguments: sizes)
  func equalTwins(size: Size) throws {
    let (rows, inputs, outputs) = (size.rows, size.inputs, size.outputs)
    let x = numbers(rows * inputs, seed: 1)
    let w = numbers(inputs * outputs, seed: 2)
    let b = numbers(outputs, seed: 3)
    let dy = numbers(rows * outputs, seed: 4)
    let before = numbers(inputs * outputs, seed: 5)

    let y = Self.twin(
      rows: rows, depth: inputs, columns: outputs, a: { x[$0 * inputs + $1] }, b: { w[$0 * outputs + $1] },
      start: { b[$1] })
    let dx = Self.twin(
      rows: rows, depth: outputs, columns: inputs, a: { dy[$0 * outputs + $1] }, b: { w[$1 * outputs + $0] },
      start: { _, _ in 0 })
    let dw = Self.twin(
      rows: inputs, depth: rows, columns: outputs, a: { x[$1 * inputs + $0] }, b: { dy[$0 * outputs + $1] },
      start: { _, _ in 0 })
    let dwAdded = Self.twin(
      rows: inputs, depth: rows, columns: outputs, a: { x[$1 * inputs + $0] }, b: { dy[$0 * outputs + $1] },
      start: { before[$0 * outputs + $1] })
    let db = (0..<outputs).map { j in (0..<rows).reduce(Float(0)) { $0 + dy[$1 * outputs + j] } }

    for (set, count) in machines {
      let threads = try Threads(count: count, instructions: set)
      let (gx, gw, gb, gdy) = (Guarded(x), Guarded(w), Guarded(b), Guarded(dy))
      let gy = Guarded([Float](repeating: .nan, count: y.count))
      MatrixProduct.forward(
        rows: rows, inputs: inputs, outputs: outputs, x: gx.part, weights: gw.part, bias: gb.part, into: gy.part,
        on: threads)
      #expect(gy.part.values == y, "forward, \(set), \(count) threads")
      #expect(gy.guardsAreIntact)

      let gdx = Guarded([Float](repeating: .nan, count: dx.count))
      MatrixProduct.inputGradient(
        rows: rows, inputs: inputs, outputs: outputs, dy: gdy.part, weights: gw.part, into: gdx.part, on: threads)
      #expect(gdx.part.values == dx, "input gradient, \(set), \(count) threads")
      #expect(gdx.guardsAreIntact)

      for accumulate in [false, true] {
        let gdw = Guarded(before)
        let gdb = Guarded([Float](repeating: 0, count: outputs))
        MatrixProduct.weightGradient(
          rows: rows, inputs: inputs, outputs: outputs, x: gx.part, dy: gdy.part, weights: gdw.part,
          accumulate: accumulate, on: threads)
        MatrixProduct.biasGradient(
          rows: rows, outputs: outputs, dy: gdy.part, bias: gdb.part, accumulate: accumulate, on: threads)
        #expect(gdw.part.values == (accumulate ? dwAdded : dw), "weight gradient, \(set), \(count) threads")
        #expect(gdb.part.values == db, "bias gradient, \(set), \(count) threads")
        #expect(gdw.guardsAreIntact && gdb.guardsAreIntact)
      }
    }
  }
}
