/// Numbers for tests, the same at every run (Knuth's linear congruential generator).
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    // The low bits of such a generator are weak.
    return state ^ (state >> 32)
  }
}
