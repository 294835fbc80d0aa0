import Jupyter
import ZeroMQ

/// The thread that sends back whatever it is sent, so that a launcher knows that the process lives.
///
/// A thread and a context of its own: no cell and no flood of output can make it late.
final class Heartbeat: Sendable {
  private let thread: SystemThread
  private let stop: WakeUp

  /// Listens on an endpoint; throws when it cannot.
  init(endpoint: String, curve: CurveKeys?) throws {
    let stop = try WakeUp()
    let started = try Mailbox<ZeroMQError?>()
    thread = try SystemThread(name: "heartbeat") {
      do throws(ZeroMQError) {
        let socket = try Socket(.router, in: Context())
        try socket.set(.linger(0), .maximumFrameSize(1 << 20))
        if let curve { try socket.set(.curveServer(secretKey: curve.secretKey)) }
        try socket.bind(endpoint)
        started.put(nil)
        try Self.echo(socket, until: stop)
      } catch {
        started.put(error)
      }
    }
    self.stop = stop
    if let error = started.take().first ?? nil {
      thread.join()
      throw error
    }
  }

  /// Sends every message back, the peer's identity first, as a ROUTER wants it.
  private static func echo(_ socket: borrowing Socket, until stop: WakeUp) throws(ZeroMQError) {
    var poller = Poller()
    let requests = poller.add(socket)
    let end = poller.add(fileDescriptor: stop.fileDescriptor)
    while true {
      try poller.wait(milliseconds: nil)
      if poller.isReady(end) { return }
      guard poller.isReady(requests), case .message(let message) = try socket.receive() else { continue }
      // Who is gone before the answer needs none.
      _ = try? socket.send(message)
    }
  }

  /// Ends the thread.
  func end() {
    stop.raise()
    thread.join()
  }
}
