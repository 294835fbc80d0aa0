/// How long cells took.
struct Stopwatch {
  /// The cells that have ended.
  private(set) var cells = 0
  /// Seconds of the last one, and of all together.
  private(set) var last = 0.0
  private(set) var total = 0.0
  private let clock = ContinuousClock()
  private var begin: ContinuousClock.Instant?

  /// Seconds since the running cell began.
  var running: Double { begin.map { ($0.duration(to: clock.now)).seconds } ?? 0 }

  mutating func start() { begin = clock.now }

  mutating func stop() {
    last = running
    total += last
    cells += 1
    begin = nil
  }
}

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
