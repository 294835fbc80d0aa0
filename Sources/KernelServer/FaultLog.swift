import Jupyter
import Logging
import ZeroMQ

/// Tells of faults on the wire, one line per kind and ten seconds, however many there are.
struct FaultLog {
  private static let pause: Duration = .seconds(10)

  /// When a kind was last told of, and how many of it were passed over since.
  private struct Record {
    var last: ContinuousClock.Instant
    var suppressed = 0
  }

  private let logger: Logger
  private var records: [String: Record] = [:]

  init(logger: Logger) { self.logger = logger }

  mutating func note(_ fault: WireFault, on channel: ConnectionFile.Channel) { note(fault.description, on: channel) }

  mutating func note(_ error: ZeroMQError, on channel: ConnectionFile.Channel) { note(error.description, on: channel) }

  private mutating func note(_ text: String, on channel: ConnectionFile.Channel) {
    let kind = "\(channel.rawValue): \(text)"
    if var record = records[kind], record.last + Self.pause > .now {
      record.suppressed += 1
      records[kind] = record
      return
    }
    let suppressed = records[kind]?.suppressed ?? 0
    records[kind] = Record(last: .now)
    logger.warning("\(kind)\(suppressed > 0 ? " (and \(suppressed) more like it)" : "")")
  }
}
