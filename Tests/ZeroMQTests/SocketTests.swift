import TestSupport
import Testing
import ZeroMQ

@Suite("Sockets")
struct SocketTests {
  private let place: TemporaryFolder

  init() throws { place = try TemporaryFolder().made() }

  private func endpoint(_ name: String) -> String { "ipc://\(place.path)/\(name)" }

  @Test("A message arrives with all its frames, the empty one too, behind the sender's identity")
  func roundTrip() throws {
    let context = try Context()
    let endpoint = self.endpoint("round")
    let router = try Socket(.router, in: context)
    try router.bind(endpoint)
    let dealer = try Socket(.dealer, in: context)
    try dealer.set(.identity(Array("me".utf8)))
    try dealer.connect(endpoint)

    let frames: [[UInt8]] = [[1, 2, 3], [], Array(repeating: 7, count: 100_000)]
    try dealer.send(Multipart(frames))
    #expect(try router.receive(wait: true) == .message(Multipart([Array("me".utf8)] + frames)))
    try router.send(Multipart([Array("me".utf8), [9]]))
    #expect(try dealer.receive(wait: true) == .message(Multipart([[9]])))
  }

  @Test("Nothing waiting is no error")
  func nothing() throws {
    let router = try Socket(.router, in: Context())
    try router.bind(self.endpoint("nothing"))
    #expect(try router.receive() == nil)
  }

  @Test("A message beyond the limits is counted and thrown away, and the next one is whole")
  func excess() throws {
    let context = try Context()
    let endpoint = self.endpoint("excess")
    let router = try Socket(.router, in: context)
    try router.bind(endpoint)
    let dealer = try Socket(.dealer, in: context)
    try dealer.set(.identity([1]))
    try dealer.connect(endpoint)

    try dealer.send(Multipart([[UInt8](repeating: 0, count: 60), [UInt8](repeating: 0, count: 60)]))
    try dealer.send(Multipart([[1], [2], [3], [4]]))
    try dealer.send(Multipart([[5]]))
    let limits = Limits(frames: 4, bytes: 100)
    #expect(try router.receive(limits: limits, wait: true) == .excess(frames: 3, bytes: 121))
    #expect(try router.receive(limits: limits, wait: true) == .excess(frames: 5, bytes: 5))
    #expect(try router.receive(limits: limits, wait: true) == .message(Multipart([[1], [5]])))
  }

  @Test("A publisher without high-water mark keeps every message for a slow subscriber")
  func noDrop() throws {
    let context = try Context()
    let endpoint = self.endpoint("flood")
    let publisher = try Socket(.xpub, in: context)
    try publisher.set(.sendHighWaterMark(0), .publishVerbosely(true))
    try publisher.bind(endpoint)
    let subscriber = try Socket(.sub, in: context)
    try subscriber.set(.receiveHighWaterMark(10), .subscribe([]))
    try subscriber.connect(endpoint)

    #expect(try publisher.receive(wait: true) == .message(Multipart([[1]])))
    for number in 0..<5000 { try publisher.send(Multipart([Array("\(number)".utf8)])) }
    for number in 0..<5000 {
      #expect(try subscriber.receive(wait: true) == .message(Multipart([Array("\(number)".utf8)])))
    }
  }

  @Test("A poller tells which socket has something to read")
  func poller() throws {
    let context = try Context()
    let (quiet, busy) = (self.endpoint("quiet"), self.endpoint("busy"))
    let first = try Socket(.router, in: context)
    try first.bind(quiet)
    let second = try Socket(.router, in: context)
    try second.bind(busy)
    let dealer = try Socket(.dealer, in: context)
    try dealer.connect(busy)

    var poller = Poller()
    let items = (poller.add(first), poller.add(second))
    try poller.wait(milliseconds: 0)
    #expect(!poller.isReady(items.0) && !poller.isReady(items.1))
    try dealer.send(Multipart([[1]]))
    try poller.wait(milliseconds: nil)
    #expect(!poller.isReady(items.0) && poller.isReady(items.1))
  }

  @Test("An endpoint in use is an error that names it")
  func inUse() throws {
    let context = try Context()
    let first = try Socket(.rep, in: context)
    let endpoint = try first.bind("tcp://127.0.0.1:*")
    let second = try Socket(.rep, in: context)
    let error = #expect(throws: ZeroMQError.self) { try second.bind(endpoint) }
    #expect(error?.operation == "bind \(endpoint)")
    #expect(error?.description == "cannot bind \(endpoint): Address already in use")
  }

  @Test("A malformed endpoint is an error", arguments: ["", "tcp://", "carrier-pigeon://home", "tcp://127.0.0.1:0x"])
  func malformed(endpoint: String) throws {
    let socket = try Socket(.rep, in: Context())
    #expect(throws: ZeroMQError.self) { try socket.bind(endpoint) }
  }
}
