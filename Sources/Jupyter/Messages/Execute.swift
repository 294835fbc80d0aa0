/// A cell to be run.
public struct ExecuteRequest: MessageContent, Decodable {
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
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    code = try container.decode(String.self, forKey: .code)
    silent = try container.decodeIfPresent(Bool.self, forKey: .silent) ?? false
    let wantsHistory = try container.decodeIfPresent(Bool.self, forKey: .storeHistory) ?? true
    storeHistory = wantsHistory && !silent
    userExpressions = try container.decodeIfPresent([String: String].self, forKey: .userExpressions) ?? [:]
    allowsStdin = try container.decodeIfPresent(Bool.self, forKey: .allowsStdin) ?? true
    stopsOnError = try container.decodeIfPresent(Bool.self, forKey: .stopsOnError) ?? true
  }

  private enum CodingKeys: String, CodingKey {
    case code, silent
    case storeHistory = "store_history"
    case userExpressions = "user_expressions"
    case allowsStdin = "allow_stdin"
    case stopsOnError = "stop_on_error"
  }
}

/// The answer when a cell is through.
public struct ExecuteReply: MessageContent, Encodable {
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
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(executionCount, forKey: .executionCount)
    switch status {
    case .ok(let payload, let userExpressions):
      try container.encode("ok", forKey: .status)
      try container.encode(payload, forKey: .payload)
      try container.encode(userExpressions, forKey: .userExpressions)
    case .error(let error):
      try container.encode("error", forKey: .status)
      try error.encode(to: encoder)
    case .aborted: try container.encode("aborted", forKey: .status)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case status, payload
    case executionCount = "execution_count"
    case userExpressions = "user_expressions"
  }
}

/// Tells everyone which code runs under which number.
public struct ExecuteInput: MessageContent, Encodable {
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

  private enum CodingKeys: String, CodingKey {
    case code
    case executionCount = "execution_count"
  }
}

/// A failure, as front ends show it.
public struct ErrorContent: MessageContent, Encodable, Equatable {
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

  private enum CodingKeys: String, CodingKey {
    case name = "ename"
    case message = "evalue"
    case traceback
  }
}
