/// A cell to be run.
public struct ExecuteRequest: MessageContent, JSONReadable {
  /// The type `execute_request`.
  public static let messageType = "execute_request"

  /// The text of the cell.
  public let code: String
  /// Run without a trace: no input, no result, no history, no new number.
  public let silent: Bool
  /// Whether the cell gets a number and is remembered; never when silent.
  public let storeHistory: Bool
  /// Expressions to be evaluated after the cell, each with its own answer.
  public let userExpressions: [String: String]
  /// Whether the cell may ask the person something.
  public let allowsStdin: Bool
  /// Whether a failure aborts the cells that are already waiting.
  public let stopsOnError: Bool

  /// Reads a request; what is left out has the value the protocol gives it.
  public init(_ json: JSONValue) throws(JSONFault) {
    let fields = try JSONFields(json)
    code = try fields.text("code")
    silent = try fields.flag(ifGiven: "silent") ?? false
    storeHistory = try fields.flag(ifGiven: "store_history") ?? true && !silent
    userExpressions = try fields.texts(ifGiven: "user_expressions") ?? [:]
    allowsStdin = try fields.flag(ifGiven: "allow_stdin") ?? true
    stopsOnError = try fields.flag(ifGiven: "stop_on_error") ?? true
  }
}

/// The answer when a cell is through.
public struct ExecuteReply: MessageContent, JSONWritable {
  /// The type `execute_reply`.
  public static let messageType = "execute_reply"

  /// How a cell can end.
  public enum Status: Sendable, Equatable {
    /// It ran to its end.
    case ok(payload: [JSONValue], userExpressions: [String: JSONValue])
    /// It failed.
    case error(ErrorContent)
    /// It was never run, because a cell before it failed.
    case aborted
  }

  /// How it ended.
  public let status: Status
  /// The number of the cell; that of the last one that got a number otherwise.
  public let executionCount: Int

  /// Makes the answer.
  public init(_ status: Status, executionCount: Int) {
    self.status = status
    self.executionCount = executionCount
  }

  /// Writes the fields that the status has.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("execution_count", executionCount)
      switch status {
      case .ok(let payload, let userExpressions):
        writer.field("payload", payload)
        writer.field("status", "ok")
        writer.field("user_expressions", userExpressions)
      case .error(let error):
        error.writeFields(to: &writer)
        writer.field("status", "error")
      case .aborted: writer.field("status", "aborted")
      }
    }
  }
}

/// Tells everyone which code runs under which number.
public struct ExecuteInput: MessageContent, JSONWritable {
  /// The type `execute_input`.
  public static let messageType = "execute_input"

  /// The text of the cell.
  public let code: String
  /// Its number.
  public let executionCount: Int

  /// Makes it.
  public init(code: String, executionCount: Int) {
    self.code = code
    self.executionCount = executionCount
  }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("code", code)
      writer.field("execution_count", executionCount)
    }
  }
}

/// A failure, as front ends show it.
public struct ErrorContent: MessageContent, JSONWritable, Equatable {
  /// The type `error`.
  public static let messageType = "error"

  /// The kind of failure, in one word.
  public let name: String
  /// What went wrong, in a sentence.
  public let message: String
  /// What is shown, line by line; escape sequences colour it.
  public let traceback: [String]

  /// Makes it.
  public init(name: String, message: String, traceback: [String]) {
    self.name = name
    self.message = message
    self.traceback = traceback
  }

  /// The failure as an object with `status: error`, as user expressions and refused requests carry it.
  public var value: JSONValue {
    [
      "status": "error", "ename": .string(name), "evalue": .string(message),
      "traceback": .array(traceback.map { .string($0) }),
    ]
  }

  /// Writes it.
  public func write(to writer: inout JSONWriter) { writer.object { writeFields(to: &$0) } }

  fileprivate func writeFields(to writer: inout JSONWriter) {
    writer.field("ename", name)
    writer.field("evalue", message)
    writer.field("traceback", traceback)
  }
}
