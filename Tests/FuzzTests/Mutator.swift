import Foundation

/// Spoils bytes in the ways that spoil parsers, the same for the same seed.
struct Mutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to, not including, `count`; 0 when there is none.
  mutating func below(_ count: Int) -> Int { count < 2 ? 0 : Int(next() % UInt64(count)) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// The bytes with one to eight things wrong; `dictionary` holds pieces that mean something to the parser.
  mutating func spoil(_ bytes: [UInt8], dictionary: [String]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(8) {
      let place = below(bytes.count + 1)
      let end = min(bytes.count, place + below(16))
      switch below(8) {
      case 0: bytes.insert(UInt8(truncatingIfNeeded: next()), at: place)
      case 1: bytes.removeSubrange(place..<end)
      case 2: if place < bytes.count { bytes[place] ^= 1 << UInt8(below(8)) }
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count + 1))
      case 4: bytes.insert(contentsOf: Array(pick(dictionary).utf8), at: place)
      case 5: bytes = Array(bytes.prefix(place))
      case 6:
        bytes.insert(
          contentsOf: Array(repeating: UInt8(ascii: pick(["[", "{", "(", "\""])), count: below(300)), at: place)
      default:
        bytes.insert(
          contentsOf: pick([[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xCC, 0x81], [0]]), at: place
        )
      }
    }
    return bytes
  }
}

/// How long to go on: a fixed number of rounds, or as many as there are in `FUZZ_SECONDS` seconds.
///
/// With a time a new seed is drawn and told, so that what it finds can be found again with `FUZZ_SEED`.
struct Rounds {
  let seed: UInt64
  private let count: Int
  private let end: ContinuousClock.Instant?

  init(_ count: Int) {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["FUZZ_SECONDS"].flatMap { Int($0) }
    self.count = count
    end = seconds.map { .now + .seconds($0) }
    seed = environment["FUZZ_SEED"].flatMap { UInt64($0) } ?? (seconds == nil ? 7 : .random(in: 0 ... .max))
    if seconds != nil { print("FUZZ_SEED=\(seed)") }
  }

  /// Calls the body with the number of every round.
  func run(_ body: (Int) throws -> Void) rethrows {
    var round = 0
    while end.map({ .now < $0 }) ?? (round < count) {
      try body(round)
      round += 1
    }
    if end != nil { print("\(round) rounds") }
  }
}

extension UInt8 {
  /// The first byte of a piece of ASCII.
  init(ascii text: String) { self = text.utf8.first ?? 0 }
}
