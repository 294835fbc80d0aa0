import Tensors
import Testing

@Suite("Adam's inner loop")
struct AdamUpdateTests {
  @Test(
    "equals a plain loop to the bit, from a gradient and from its factors",
    arguments: [(1, 1), (3, 5), (17, 9), (33, 70), (256, 3), (100, 145)], [1, 7, 200])
  func twins(size: (rows: Int, columns: Int), depth: Int) throws {
    let (rows, columns) = size
    let count = rows * columns
    let x = numbers(depth * rows, seed: 5)
    let dy = numbers(depth * columns, seed: 6)
    let g = MatrixProductTests.twin(
      rows: rows, depth: depth, columns: columns, a: { x[$1 * rows + $0] }, b: { dy[$0 * columns + $1] },
      start: { _, _ in 0 })
    let p = numbers(count, seed: 2)
    let m = numbers(count, seed: 3)
    let v = numbers(count, seed: 4).map(abs)
    let (rate, beta1, beta2) = (0.01, 0.9, 0.999)
    let (power1, power2) = (beta1 * beta1, beta2 * beta2)

    let correction = Float(1 / (1 - power2).squareRoot())
    let step = Float(rate / (1 - power1))
    var expected: (p: [Float], m: [Float], v: [Float]) = ([], [], [])
    for i in 0..<count {
      let first = m[i].addingProduct(Float(1 - beta1), g[i] - m[i])
      let second = (Float(beta2) * v[i]).addingProduct(Float(1 - beta2) * g[i], g[i])
      let divisor = Float(1e-8).addingProduct(second.squareRoot(), correction)
      expected.m.append(first)
      expected.v.append(second)
      expected.p.append(p[i].addingProduct(-step, first / divisor))
    }

    let update = AdamUpdate(
      learningRate: rate, beta1: beta1, beta2: beta2, epsilon: 1e-8, power1: power1, power2: power2)
    for (set, threadCount) in machines {
      let threads = try Threads(count: threadCount, instructions: set)
      let factors = GradientFactors(inputs: rows, outputs: columns)
      factors.reserve(rows: depth)
      factors.keep(rows: depth, x: Guarded(x).part, dy: Guarded(dy).part, on: threads)
      for isProduct in [false, true] {
        let (gp, gm, gv) = (Guarded(p), Guarded(m), Guarded(v))
        if isProduct {
          update.apply(factors: factors, values: gp.part, first: gm.part, second: gv.part, on: threads)
        } else {
          update.apply(
            gradients: Guarded(g).part, values: gp.part, first: gm.part, second: gv.part, on: threads)
        }
        #expect(gp.part.values == expected.p)
        #expect(gm.part.values == expected.m)
        #expect(gv.part.values == expected.v)
        #expect(gp.guardsAreIntact && gm.guardsAreIntact && gv.guardsAreIntact)
      }
    }
  }
}
