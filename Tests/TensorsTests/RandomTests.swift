import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Random numbers")
struct RandomTests {
  @Test("Philox gives the known answers published with Random123")
  func knownAnswers() {
    let ones = UInt32.max
    #expect(
      Random.philox(counter: [0, 0, 0, 0], key: [0, 0]) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    #expect(
      Random.philox(counter: [ones, ones, ones, ones], key: [ones, ones])
        == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      Random.philox(counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: [0xa409_3822, 0x299f_31d0])
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test("filling equals drawing one by one, on every instruction set", arguments: [1, 3, 64, 65, 131, 17_000])
  func fillsEqualDraws(count: Int) throws {
    var one = Random(seed: 3, purpose: .latent, step: 1 << 40, stream: 5)
    let uniforms = (0..<count).map { _ in one.uniform(-0.5...2) }
    var other = Random(seed: 3, purpose: .latent, step: 1 << 40, stream: 5)
    let normals = (0..<count).map { _ in other.normal() }
    let random = Random(seed: 3, purpose: .latent, step: 1 << 40, stream: 5)
    for (set, threadCount) in machines {
      let threads = try Threads(count: threadCount, instructions: set)
      let buffer = Guarded([Float](repeating: .nan, count: count))
      random.fillUniform(buffer.part, in: -0.5...2, on: threads)
      #expect(buffer.part.values == uniforms)
      random.fillNormal(buffer.part, on: threads)
      #expect(buffer.part.values == normals)
      #expect(buffer.guardsAreIntact)
      if count > 64 {
        random.fillNormal(buffer.part.prefix(count - 64), first: 64, on: threads)
        #expect(buffer.part.prefix(count - 64).values == Array(normals.dropFirst(64)))
      }
    }
  }

  @Test("normal numbers have the moments of the normal distribution and Box-Muller's values")
  func normals() {
    let buffer = Buffer(count: 200_000)
    Random(seed: 1, purpose: .sample).fillNormal(buffer)
    let values = buffer.values.map(Double.init)
    let mean = values.reduce(0, +) / 200_000
    let variance = values.reduce(0) { $0 + $1 * $1 } / 200_000
    let fourth = values.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 200_000
    #expect(abs(mean) < 0.01)
    #expect(abs(variance - 1) < 0.02)
    #expect(abs(fourth - 3) < 0.15)

    var bits = Random(seed: 1, purpose: .sample)
    for pair in 0..<5000 {
      let u = (Double(bits.bits() >> 8) + 1) * 0x1p-24
      let angle = 2 * Double.pi * Double(bits.bits() >> 8) * 0x1p-24
      let radius = (-2 * log(u)).squareRoot()
      #expect(abs(values[2 * pair] - radius * cos(angle)) < 2e-6)
      #expect(abs(values[2 * pair + 1] - radius * sin(angle)) < 2e-6)
    }
  }

  @Test("dropout follows its definition word by word", arguments: [1, 64, 70, 130, 16_500])
  func dropout(count: Int) throws {
    let x = numbers(count, seed: 9)
    let rate: Float = 0.3
    let scale = 1 / (1 - rate)
    var words: [UInt32] = []
    var random = Random(seed: 8, purpose: .dropout, step: 4, stream: 2)
    for _ in 0..<(count + 64) * 4 { words.append(random.bits()) }
    let mask: [Float] = (0..<count).map { n in
      let (group, word, lane) = (n / 64, n % 64 / 16, n % 16)
      return words[4 * (16 * group + lane) + word] < UInt32(Double(rate) * 0x1p32) ? 0 : scale
    }
    for (set, threadCount) in machines {
      let threads = try Threads(count: threadCount, instructions: set)
      let gm = Guarded([Float](repeating: .nan, count: count))
      let gy = Guarded([Float](repeating: .nan, count: count))
      Random(seed: 8, purpose: .dropout, step: 4, stream: 2)
        .dropout(Guarded(x).part, rate: rate, mask: gm.part, into: gy.part, on: threads)
      #expect(gm.part.values == mask)
      #expect(gy.part.values == zip(x, mask).map { $0 * $1 })
      Random(seed: 8, purpose: .dropout, step: 4, stream: 2)
        .dropout(Guarded(x).part, slope: 0.2, rate: rate, mask: gm.part, into: gy.part, on: threads)
      #expect(gm.part.values == mask)
      #expect(gy.part.values == zip(x, mask).map { max($0, 0.2 * $0) * $1 })
      #expect(gm.guardsAreIntact && gy.guardsAreIntact)
    }
  }

  @Test("sequences depend on seed, purpose, step and stream")
  func keys() {
    func first(_ random: Random) -> UInt32 {
      var random = random
      return random.bits()
    }
    let base = first(Random(seed: 1, purpose: .latent))
    #expect(first(Random(seed: 1, purpose: .latent)) == base)
    #expect(first(Random(seed: 2, purpose: .latent)) != base)
    #expect(first(Random(seed: 1 << 32 + 1, purpose: .latent)) != base)
    #expect(first(Random(seed: 1, purpose: .sample)) != base)
    #expect(first(Random(seed: 1, purpose: .latent, step: 1)) != base)
    #expect(first(Random(seed: 1, purpose: .latent, step: 1 << 32)) != base)
    #expect(first(Random(seed: 1, purpose: .latent, stream: 1)) != base)
  }

  @Test("whole numbers below a bound are all hit about equally often")
  func integers() {
    var random = Random(seed: 4, purpose: .drawing)
    var hits = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { hits[random.integer(below: 7)] += 1 }
    #expect(hits.allSatisfy { abs($0 - 10_000) < 500 })
  }

  @Test("a shuffle keeps every element and changes the order")
  func shuffles() {
    var array = Array(0..<1000)
    var random = Random(seed: 4, purpose: .shuffle)
    random.shuffle(&array)
    #expect(array.sorted() == Array(0..<1000))
    #expect(array != Array(0..<1000))
  }

  @Test("a uniform number between two normal ones is independent of both")
  func mixedUse() {
    var random = Random(seed: 5, purpose: .drawing)
    var correlation = 0.0
    for _ in 0..<20_000 {
      let u = Double(random.uniform()) - 0.5
      correlation += u * Double(random.normal()) + u * Double(random.normal())
    }
    #expect(abs(correlation / 20_000) < 0.015)
  }
}
