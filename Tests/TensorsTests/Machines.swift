import Tensors

/// Every way to compute on this machine, each of which has to give the same bits.
let machines: [(set: InstructionSet, count: Int)] = InstructionSet.supported.flatMap { set in
  [1, 2, 3].map { (set, $0) }
}

/// Numbers between -1 and 1 that a test can name by their seed.
func numbers(_ count: Int, seed: UInt64) -> [Float] {
  var random = Random(seed: seed, purpose: .drawing)
  return (0..<count).map { _ in random.uniform(-1...1) }
}

/// A buffer with these numbers between two guards, which poison what reads them and show who writes to them.
struct Guarded {
  static let margin = 67
  let all: Buffer
  let part: Buffer

  init(_ values: [Float]) {
    let guards = [Float](repeating: .nan, count: Guarded.margin)
    all = Buffer(guards + values + guards)
    part = all[Guarded.margin..<Guarded.margin + values.count]
  }

  var guardsAreIntact: Bool {
    let values = all.values
    return (values.prefix(Guarded.margin) + values.suffix(Guarded.margin)).allSatisfy { $0.isNaN }
  }
}

/// The distance of a result from the exact value in units of the exact value's last place.
func ulps(_ value: Float, _ exact: Double) -> Double {
  let rounded = Float(exact)
  if value == rounded { return 0 }
  return abs(Double(value) - exact) / Double(max(rounded.magnitude.ulp, .leastNonzeroMagnitude))
}
