/// Asks for cells of the past.
public struct HistoryRequest: MessageContent, JSONReadable {
  /// The type `history_request`.
  public static let messageType = "history_request"

  /// Which cells.
  public enum Selection: Sendable, Equatable {
    /// The last so many.
    case tail(count: Int)
    /// Lines `start` up to, not including, `stop` of a session; 0 is this one, -1 the one before; nil is to the end.
    case range(session: Int, start: Int, stop: Int?)
    /// Those that match a pattern with `*` and `?`, the last `count` of them.
    case search(pattern: String, count: Int?, unique: Bool)
  }

  /// Which cells.
  public let selection: Selection
  /// With their results.
  public let wantsOutput: Bool

  /// Reads a request.
  public init(_ json: JSONValue) throws(JSONFault) {
    let fields = try JSONFields(json)
    wantsOutput = try fields.flag(ifGiven: "output") ?? false
    let count = try fields.integer(ifGiven: "n")
    switch try fields.text("hist_access_type") {
    case "tail": selection = .tail(count: count ?? 10)
    case "range":
      selection = .range(
        session: try fields.integer(ifGiven: "session") ?? 0, start: try fields.integer(ifGiven: "start") ?? 1,
        stop: try fields.integer(ifGiven: "stop"))
    case "search":
      selection = .search(
        pattern: try fields.text(ifGiven: "pattern") ?? "*", count: count,
        unique: try fields.flag(ifGiven: "unique") ?? false)
    default: throw .wrong(key: "hist_access_type")
    }
  }
}

/// Cells of the past.
public struct HistoryReply: MessageContent, JSONWritable {
  /// The type `history_reply`.
  public static let messageType = "history_reply"

  /// One cell.
  public struct Entry: Sendable, Equatable {
    /// The session it ran in, counted from 1.
    public var session: Int
    /// Its number.
    public var line: Int
    /// Its text.
    public var input: String
    /// Its result as plain text, if it had one.
    public var output: String?

    /// Makes an entry.
    public init(session: Int, line: Int, input: String, output: String?) {
      self.session = session
      self.line = line
      self.input = input
      self.output = output
    }
  }

  private let entries: [Entry]
  private let withOutput: Bool

  /// Makes the answer.
  public init(_ entries: [Entry], withOutput: Bool) {
    self.entries = entries
    self.withOutput = withOutput
  }

  /// Writes `[session, line, input]`, or with output `[session, line, [input, output]]`.
  public func write(to writer: inout JSONWriter) {
    let history: [JSONValue] = entries.map { entry in
      let input = JSONValue.string(entry.input)
      let output = entry.output.map { JSONValue.string($0) } ?? .null
      return [.integer(entry.session), .integer(entry.line), withOutput ? [input, output] : input]
    }
    writer.object { writer in
      writer.field("history", history)
      writer.field("status", "ok")
    }
  }
}
