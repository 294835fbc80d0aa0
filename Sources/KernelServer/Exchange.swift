import Jupyter
import Logging
import Synchronization
import ZeroMQ

/// The sockets behind a lock: the I/O thread waits for them and reads, and whoever has answered a request sends by
/// itself, since to wake another thread for that would be a quarter of a trivial cell's time.
///
/// The I/O thread waits without the lock, at the sockets' file descriptors. These tell of changes only, so whoever uses
/// the sockets in between looks whether something has come, and rouses the I/O thread for it.
final class Exchange: Sendable {
  private let loop: Mutex<IOLoop>
  private let outbox: Outbox
  private let fileDescriptors: [Int32]

  /// Opens and binds the sockets.
  init(
    connection: ConnectionFile, responder: Responder, work: Mailbox<Work>, interrupt: InterruptFlag,
    questions: Questions, logger: Logger
  ) throws(ZeroMQError) {
    let loop = try IOLoop(
      connection: connection, responder: responder, work: work, interrupt: interrupt, questions: questions,
      logger: logger)
    outbox = responder.outbox
    fileDescriptors = try loop.fileDescriptors + [outbox.wakeUp.fileDescriptor]
    self.loop = Mutex(loop)
  }

  /// Serves until the kernel is to end; `check` is called at least twice a second.
  func run(check: () -> Void) {
    outbox.connect { [self] in flush() }
    defer { outbox.connect(nil) }
    while true {
      check()
      outbox.wakeUp.clear()
      let wait = loop.withLock { loop in
        let wait = loop.turn()
        return loop.isStopping ? nil : wait
      }
      guard let wait else { break }
      if wait > 0 { System.waitUntilReadable(anyOf: fileDescriptors, milliseconds: Int32(wait)) }
    }
    loop.withLock { $0.end() }
  }

  /// Sends everything that waits in the outbox, on the calling thread.
  private func flush() {
    if loop.withLock({ $0.flush() }) { outbox.wakeUp.raise() }
  }
}
