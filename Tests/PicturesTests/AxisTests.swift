import Pictures
import Testing

@Suite struct AxisTests {
  @Test(
    "Ticks are round numbers, written alike",
    arguments: [
      (0.0, 1.0, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (0, 3, 5, ["0", "1", "2", "3"]),
      (0, 2000, 5, ["0", "500", "1,000", "1,500", "2,000"]),
      (-1, 1, 4, ["−1.0", "−0.5", "0", "0.5", "1.0"]),
      (0.1, 0.4, 3, ["0.1", "0.2", "0.3", "0.4"]),
      (0, 0.0007, 4, ["0", "2×10⁻⁴", "4×10⁻⁴", "6×10⁻⁴"]),
      (0, 1e9, 5, ["0", "0.2×10⁹", "0.4×10⁹", "0.6×10⁹", "0.8×10⁹", "1.0×10⁹"]),
      (1e-9, 5e-9, 4, ["1×10⁻⁹", "2×10⁻⁹", "3×10⁻⁹", "4×10⁻⁹", "5×10⁻⁹"]),
      (1_000_000, 1_000_010, 2, ["1,000,000", "1,000,005", "1,000,010"]),
      (17, 23, 3, ["18", "20", "22"]),
    ])
  func linearTicks(low: Double, high: Double, count: Int, expected: [String]) {
    let axis = Axis(low...high, scale: .linear, count: count, isWidened: false)
    #expect(axis.ticks.map(\.label) == expected)
    #expect(axis.range == low...high)
  }

  @Test(
    "Logarithmic ticks are powers of ten, with 2 and 5 where there are few",
    arguments: [
      (1.0, 1000.0, 5, ["1", "10", "100", "1,000"]),
      (0.5, 20, 5, ["0.5", "1", "2", "5", "10", "20"]),
      (1, 50, 5, ["1", "2", "5", "10", "20", "50"]),
      (1e-6, 1, 6, ["10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "1"]),
      (1e-9, 1e9, 5, ["10⁻⁸", "10⁻⁴", "1", "10⁴", "10⁸"]),
      (10, 20, 5, ["10", "12", "14", "16", "18", "20"]),
    ])
  func logarithmicTicks(low: Double, high: Double, count: Int, expected: [String]) {
    let axis = Axis(low...high, scale: .logarithmic, count: count, isWidened: false)
    #expect(axis.ticks.map(\.label) == expected)
  }

  @Test("A widened axis ends at ticks around the values")
  func widened() {
    let axis = Axis(0.13...2.86, scale: .linear, count: 5, isWidened: true)
    #expect(axis.range == 0...3)
    #expect(axis.fraction(of: 1.5) == 0.5)
    let tiny = Axis(0.013...0.047, scale: .logarithmic, count: 5, isWidened: true)
    #expect(tiny.range.lowerBound > 0 && tiny.range.contains(0.013) && tiny.range.contains(0.047))
  }

  @Test("Whole numbers get whole ticks")
  func whole() {
    let axis = Axis(0...3, scale: .linear, count: 9, isWidened: false, isWhole: true)
    #expect(axis.ticks.map(\.label) == ["0", "1", "2", "3"])
  }

  @Test("A constant lies in the middle", arguments: [0, 5, -3, 1e9, 1e-9, 1e300, -1e-300])
  func constant(value: Double) {
    let axis = Axis(value...value, scale: .linear, count: 4, isWidened: true)
    #expect(axis.range.lowerBound < value && axis.range.upperBound > value)
    #expect((0.2...0.8).contains(axis.fraction(of: value)))
    #expect(axis.ticks.count >= 2 && axis.ticks.count <= 12)
  }

  @Test("Any range gives a few ticks inside it, in order and all different")
  func anyRange() {
    var generator = Generator(state: 11)
    for _ in 0..<2000 {
      let size = Double("1e\(Int.random(in: -290...290, using: &generator))") ?? 1
      let low = Double.random(in: -1...1, using: &generator) * size
      let high = low + Double.random(in: 1e-6...1, using: &generator) * size
      let count = Int.random(in: 2...8, using: &generator)
      let axis = Axis(low...high, scale: .linear, count: count, isWidened: true)
      #expect(axis.ticks.count >= 2 && axis.ticks.count <= 2 * count + 3, "\(low)…\(high)")
      #expect(axis.ticks.allSatisfy { axis.range.contains($0.value) }, "\(low)…\(high)")
      #expect(zip(axis.ticks, axis.ticks.dropFirst()).allSatisfy { $0.value < $1.value }, "\(low)…\(high)")
      #expect(Set(axis.ticks.map(\.label)).count == axis.ticks.count, "\(low)…\(high): \(axis.ticks.map(\.label))")
      #expect(axis.range.contains(low) && axis.range.contains(high))
    }
  }

  @Test(
    "Numbers are written with the digits that matter",
    arguments: [
      (1.3862943611, "1.39"), (0.693, "0.693"), (0, "0"), (12_340, "12,340"), (1e-9, "1.00×10⁻⁹"), (-0.5, "−0.500"),
      (999_999, "999,999"), (9.999, "10.00"), (0.00012, "0.000120"), (.nan, "NaN"), (-.infinity, "−∞"),
      (1.7e308, "1.70×10³⁰⁸"), (9.999e-7, "1.00×10⁻⁶"), (.leastNonzeroMagnitude, "4.94×10⁻³²⁴"),
    ])
  func numbers(value: Double, expected: String) {
    #expect(NumberText.short(value) == expected)
  }

  @Test("Fixed decimals round and group")
  func fixed() {
    #expect(NumberText.fixed(1_234_567.891, 2) == "1,234,567.89")
    #expect(NumberText.fixed(-0.001, 2) == "0.00")
    #expect(NumberText.fixed(0.05, 3) == "0.050")
    #expect(NumberText.grouped(-1000) == "−1,000")
  }
}
