/// What the kernel is doing.
public struct StatusContent: MessageContent, JSONWritable {
  /// The type `status`.
  public static let messageType = "status"

  /// The states a front end shows.
  public enum State: String, Sendable {
    /// The process is up; said once.
    case starting
    /// A request is being handled.
    case busy
    /// The request is through, and all it caused has been sent.
    case idle
  }

  /// The state from now on.
  public let state: State

  /// Makes it.
  public init(_ state: State) { self.state = state }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("execution_state", state.rawValue) }
  }
}

/// Greets a subscriber, so that it knows that it misses nothing from now on.
public struct Welcome: MessageContent, JSONWritable {
  /// The type `iopub_welcome`.
  public static let messageType = "iopub_welcome"
  /// What was subscribed to; "" is everything.
  public let subscription: String

  /// Makes it.
  public init(subscription: String) { self.subscription = subscription }

  /// Writes it.
  public func write(to writer: inout JSONWriter) { writer.object { $0.field("subscription", subscription) } }
}

/// Asks the kernel to end.
public struct ShutdownRequest: MessageContent, JSONReadable {
  /// The type `shutdown_request`.
  public static let messageType = "shutdown_request"
  /// Whether it will be started again.
  public let restart: Bool

  /// Reads it.
  public init(_ json: JSONValue) throws(JSONFault) {
    restart = try JSONFields(json).flag(ifGiven: "restart") ?? false
  }
}

/// The kernel's last words.
public struct ShutdownReply: MessageContent, JSONWritable {
  /// The type `shutdown_reply`.
  public static let messageType = "shutdown_reply"
  /// As it was asked.
  public let restart: Bool
  /// Always `ok`.
  public let status = "ok"

  /// Makes it.
  public init(restart: Bool) { self.restart = restart }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("restart", restart)
      writer.field("status", status)
    }
  }
}

/// The answer to `interrupt_request`.
public struct InterruptReply: MessageContent, JSONWritable {
  /// The type `interrupt_reply`.
  public static let messageType = "interrupt_reply"
  /// Always `ok`.
  public let status = "ok"

  /// Makes it.
  public init() {}

  /// Writes it.
  public func write(to writer: inout JSONWriter) { ["status": status].write(to: &writer) }
}

/// The answer to the deprecated `connect_request`: the ports.
public struct ConnectReply: MessageContent, JSONWritable {
  /// The type `connect_reply`.
  public static let messageType = "connect_reply"

  private let ports: [ConnectionFile.Channel: Int]

  /// Makes the answer.
  public init(ports: [ConnectionFile.Channel: Int]) { self.ports = ports }

  /// Writes `shell_port` and its siblings.
  public func write(to writer: inout JSONWriter) {
    var fields: [String: JSONValue] = ["status": "ok"]
    for (channel, port) in ports { fields["\(channel.rawValue)_port"] = .integer(port) }
    fields.write(to: &writer)
  }
}

/// The answer to a request that is understood in its type and refused for a reason.
public struct RefusedReply: Sendable, JSONWritable {
  /// Why a request is refused.
  public enum Reason: Sendable, Equatable {
    /// Its content is not what its type promises.
    case unreadable
    /// The subshell that its header names does not exist.
    case noSubshell
    /// There are as many subshells as there may be.
    case tooManySubshells(limit: Int)
    /// It is longer than `WireMessage.maximumSize`.
    case tooLarge
  }

  private let error: ErrorContent
  private let executionCount: Int?

  /// Makes the answer to a request of this type; every answer to a cell tells how many cells have got a number.
  public init(messageType: String, _ reason: Reason, executionCount: Int? = nil) {
    self.executionCount = executionCount
    switch reason {
    case .unreadable:
      error = ErrorContent(
        name: "BadRequest",
        message: "the content of this \(messageType) cannot be read: see the messaging specification", traceback: [])
    case .noSubshell:
      error = ErrorContent(
        name: "NoSubshell", message: "there is no subshell of that name: list_subshell_request names those there are",
        traceback: [])
    case .tooManySubshells(let limit):
      error = ErrorContent(
        name: "TooManySubshells", message: "there are \(limit) subshells already: delete one first", traceback: [])
    case .tooLarge:
      error = ErrorContent(
        name: "TooLarge",
        message: "this \(messageType) is longer than \(WireMessage.maximumSize >> 20) MiB: cut it into several",
        traceback: [])
    }
  }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    guard let executionCount else { return error.value.write(to: &writer) }
    ExecuteReply(.error(error), executionCount: executionCount).write(to: &writer)
  }
}
