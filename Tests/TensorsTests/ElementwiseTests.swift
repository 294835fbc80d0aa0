import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Elementwise functions")
struct ElementwiseTests {
  typealias Function = (Buffer, Buffer, Threads) -> Void

  /// From -20 to 20, densely around zero, and from the smallest to the largest magnitudes.
  static let points: [Float] = {
    var points: [Float] = [0, 1, 0.5, 2, 1e-10, 0x1p-130, .leastNonzeroMagnitude, .leastNormalMagnitude]
    for i in 1...4001 { points.append(Float(i) * 0.005) }
    for i in 1...3001 { points.append(Float(i) * 0.0003) }
    for i in -300...300 { points.append(Float(pow(2.0, Double(i) / 10))) }
    return points + points.map { -$0 }
  }()

  func check(_ name: String, limit: Double, _ points: [Float], _ function: Function, exact: (Double) -> Double) throws {
    var results: [[UInt32]] = []
    for (set, count) in machines {
      let threads = try Threads(count: count, instructions: set)
      let x = Guarded(points)
      let y = Guarded([Float](repeating: 0, count: points.count))
      function(x.part, y.part, threads)
      #expect(x.guardsAreIntact && y.guardsAreIntact)
      results.append(y.part.values.map(\.bitPattern))
    }
    for other in results { #expect(other == results[0], "\(name) differs between instruction sets") }
    var worst = (error: 0.0, at: Float(0))
    for (point, bits) in zip(points, results[0]) {
      let error = ulps(Float(bitPattern: bits), exact(Double(point)))
      if error > worst.error || error.isNaN { worst = (error, point) }
    }
    #expect(worst.error <= limit, "\(name) is off by \(worst.error) units in the last place at \(worst.at)")
  }

  @Test("exp is accurate from underflow to overflow, and the same everywhere")
  func exponential() throws {
    let points = Self.points.filter { abs($0) < 200 }
    try check("exp", limit: 1.5, points, { Elementwise.exp($0, into: $1, on: $2) }, exact: { exp($0) })
  }

  @Test("log is accurate for all positive numbers, subnormal ones included")
  func logarithm() throws {
    try check(
      "log", limit: 1.5, Self.points.filter { $0 > 0 }, { Elementwise.log($0, into: $1, on: $2) }, exact: { log($0) })
  }

  @Test("tanh is accurate, also near zero")
  func hyperbolicTangent() throws {
    try check("tanh", limit: 2.5, Self.points, { Elementwise.tanh($0, into: $1, on: $2) }, exact: { tanh($0) })
  }

  @Test("sigmoid is accurate, also far on the negative side")
  func sigmoid() throws {
    try check(
      "sigmoid", limit: 2.5, Self.points.filter { $0 > -87 }, { Elementwise.sigmoid($0, into: $1, on: $2) },
      exact: { 1 / (1 + exp(-$0)) })
  }

  @Test("softplus is accurate on both sides")
  func softplus() throws {
    try check(
      "softplus", limit: 2.5, Self.points.filter { $0 > -87 }, { Elementwise.softplus($0, into: $1, on: $2) },
      exact: { max($0, 0) + log1p(exp(-abs($0))) })
  }

  @Test("infinities and what is no number come out as they should")
  func specialValues() throws {
    for set in InstructionSet.supported {
      let threads = try Threads(count: 1, instructions: set)
      let x = Buffer([.infinity, -.infinity, .nan, 0, -1])
      let y = Buffer(count: 5)
      Elementwise.exp(x, into: y, on: threads)
      #expect(y[0] == .infinity && y[1] == 0 && y[2].isNaN && y[3] == 1)
      Elementwise.log(x, into: y, on: threads)
      #expect(y[0] == .infinity && y[1].isNaN && y[2].isNaN && y[3] == -.infinity && y[4].isNaN)
      Elementwise.tanh(x, into: y, on: threads)
      #expect(y[0] == 1 && y[1] == -1 && y[2].isNaN && y[3] == 0)
      Elementwise.sigmoid(x, into: y, on: threads)
      #expect(y[0] == 1 && y[1] == 0 && y[2].isNaN && y[3] == 0.5)
      Elementwise.softplus(x, into: y, on: threads)
      #expect(y[0] == .infinity && y[1] == 0 && y[2].isNaN)
    }
  }

  @Test("activations and their derivatives equal plain loops to the bit", arguments: [1, 3, 16, 67, 20_001])
  func activations(count: Int) throws {
    let x = numbers(count, seed: 11)
    let dy = numbers(count, seed: 12)
    for (set, threadCount) in machines where set != .portable || count < 1000 {
      let threads = try Threads(count: threadCount, instructions: set)
      let (gx, gdy, out) = (Guarded(x), Guarded(dy), Guarded([Float](repeating: .nan, count: count)))
      Elementwise.leakyReLU(gx.part, slope: 0.2, into: out.part, on: threads)
      #expect(out.part.values == x.map { $0 > 0 ? $0 : 0.2 * $0 })
      Elementwise.leakyReLUGradient(x: gx.part, slope: 0.2, dy: gdy.part, into: out.part, on: threads)
      #expect(out.part.values == zip(x, dy).map { $0 > 0 ? $1 : 0.2 * $1 })
      let mask = dy.map { $0 < 0 ? 0 : Float(1.25) }
      Elementwise.leakyReLUGradient(
        x: gx.part, slope: 0.2, mask: Guarded(mask).part, dy: gdy.part, into: out.part, on: threads)
      #expect(out.part.values == x.indices.map { (x[$0] > 0 ? 1 : 0.2) * (mask[$0] * dy[$0]) })
      Elementwise.tanhGradient(y: gx.part, dy: gdy.part, into: out.part, on: threads)
      #expect(out.part.values == zip(x, dy).map { $1 * Float(1).addingProduct(-$0, $0) })
      Elementwise.sigmoidGradient(y: gx.part, dy: gdy.part, into: out.part, on: threads)
      #expect(out.part.values == zip(x, dy).map { $1 * $0.addingProduct(-$0, $0) })
      Elementwise.multiply(gx.part, gdy.part, into: out.part, on: threads)
      #expect(out.part.values == zip(x, dy).map { $0 * $1 })
      #expect(out.guardsAreIntact)
    }
  }

  @Test("a sum follows one tree: 64 running sums, folded by halves", arguments: [0, 1, 63, 64, 65, 1000])
  func sums(count: Int) throws {
    let x = numbers(count, seed: 13)
    var lanes = [Float](repeating: 0, count: 64)
    for (index, value) in x.enumerated() { lanes[index % 64] += value }
    var half = 32
    while half > 0 {
      for index in 0..<half { lanes[index] += lanes[index + half] }
      half /= 2
    }
    for set in InstructionSet.supported {
      #expect(Elementwise.sum(Guarded(x).part, on: try Threads(count: 1, instructions: set)) == lanes[0])
    }
  }

  @Test("the digest sees every bit and the order")
  func digest() {
    let x = Buffer([1, 2, 3])
    let before = Elementwise.digest(x)
    #expect(before == Elementwise.digest(Buffer([1, 2, 3])))
    #expect(before != Elementwise.digest(Buffer([2, 1, 3])))
    #expect(before != Elementwise.digest(Buffer([1, 2, Float(3).nextUp])))
    #expect(Elementwise.digest(Buffer([0])) != Elementwise.digest(Buffer([-0.0])))
    #expect(Elementwise.digest(x[1..<3], continuing: Elementwise.digest(x.prefix(1))) == before)
  }
}
