/// The thread that receives SIGINT, which interrupts the running cell, and SIGTERM, which ends the kernel in good order.
///
/// The signals are blocked in every thread and waited for here: no handler, so nothing that a handler may not do.
enum SignalWatch {
  private static let signals = [System.interruptSignal, System.terminateSignal]

  /// To be called before any other thread is started, since threads inherit what is blocked.
  static func block() { System.block(signals: signals) }

  /// Starts the thread, which ends with the process.
  static func start(interrupt: InterruptFlag, outbox: Outbox) throws {
    _ = try SystemThread(name: "signals") {
      while true {
        switch System.waitForSignal(of: signals) {
        case System.interruptSignal: outbox.post(.interrupt)
        default:
          interrupt.end()
          outbox.post(.stop)
        }
      }
    }
  }
}
