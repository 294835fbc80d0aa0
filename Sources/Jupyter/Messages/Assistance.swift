/// Asks what could be typed at the cursor.
public struct CompleteRequest: MessageContent, Decodable {
  /// The type `complete_request`.
  public static let messageType = "complete_request"
  /// The text of the cell so far.
  public let code: String
  /// Where the cursor is, counted in Unicode code points.
  public let cursor: Int

  private enum CodingKeys: String, CodingKey {
    case code
    case cursor = "cursor_pos"
  }
}

/// What could be typed at the cursor.
public struct CompleteReply: MessageContent, Encodable, Equatable {
  /// The type `complete_reply`.
  public static let messageType = "complete_reply"

  /// One possibility.
  public struct Item: Sendable, Equatable {
    /// What replaces the text between `start` and `end`.
    public var text: String
    /// Its kind, for the icon, such as `function` or `keyword`.
    public var type: String
    /// Its parameters, shown beside it.
    public var signature: String

    /// Makes a possibility.
    public init(text: String, type: String = "", signature: String = "") {
      self.text = text
      self.type = type
      self.signature = signature
    }
  }

  /// The possibilities, best first.
  public var items: [Item]
  /// Where the replaced text begins, in Unicode code points.
  public var start: Int
  /// Where it ends.
  public var end: Int

  /// Makes the answer; no items at the cursor when nothing fits.
  public init(items: [Item], start: Int, end: Int) {
    self.items = items
    self.start = start
    self.end = end
  }

  /// Writes the plain matches, and beside them the typed ones that JupyterLab shows.
  public func encode(to encoder: any Encoder) throws {
    let types: [JSONValue] = items.map {
      [
        "text": .string($0.text), "type": .string($0.type), "signature": .string($0.signature),
        "start": .integer(start), "end": .integer(end),
      ]
    }
    let content: JSONValue = [
      "status": "ok", "matches": .array(items.map { .string($0.text) }), "cursor_start": .integer(start),
      "cursor_end": .integer(end), "metadata": ["_jupyter_types_experimental": .array(types)],
    ]
    try content.encode(to: encoder)
  }
}

/// Asks about what is at the cursor.
public struct InspectRequest: MessageContent, Decodable {
  /// The type `inspect_request`.
  public static let messageType = "inspect_request"
  /// The text of the cell.
  public let code: String
  /// Where the cursor is, counted in Unicode code points.
  public let cursor: Int
  /// 0 for a short answer, 1 for everything.
  public let detail: Int

  /// Reads a request.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    code = try container.decode(String.self, forKey: .code)
    cursor = try container.decode(Int.self, forKey: .cursor)
    detail = try container.decodeIfPresent(Int.self, forKey: .detail) ?? 0
  }

  private enum CodingKeys: String, CodingKey {
    case code
    case cursor = "cursor_pos"
    case detail = "detail_level"
  }
}

/// What is at the cursor.
public struct InspectReply: MessageContent, Encodable, Equatable {
  /// The type `inspect_reply`.
  public static let messageType = "inspect_reply"

  /// The description in one or more MIME types; nil when there is nothing to describe.
  public var description: DisplayData?

  /// Makes the answer.
  public init(_ description: DisplayData?) { self.description = description }

  /// Nothing to be found there is an answer too, not an error.
  public static let notFound = InspectReply(nil)

  /// Writes it.
  public func encode(to encoder: any Encoder) throws {
    let content: JSONValue = [
      "status": "ok", "found": .bool(description != nil), "data": .object(description?.data ?? [:]),
      "metadata": .object(description?.metadata ?? [:]),
    ]
    try content.encode(to: encoder)
  }
}

/// Asks whether a cell can be run or needs more lines.
public struct IsCompleteRequest: MessageContent, Decodable {
  /// The type `is_complete_request`.
  public static let messageType = "is_complete_request"
  /// The text so far.
  public let code: String
}

/// Whether a cell can be run.
public enum IsCompleteReply: MessageContent, Encodable, Equatable {
  /// The type `is_complete_reply`.
  public static let messageType = "is_complete_reply"

  /// It can.
  case complete
  /// It needs more lines; the next begins with `indent`.
  case incomplete(indent: String)
  /// It is wrong, and no further line would mend it.
  case invalid
  /// Nobody can tell.
  case unknown

  /// Writes it.
  public func encode(to encoder: any Encoder) throws {
    let content: JSONValue =
      switch self {
      case .complete: ["status": "complete"]
      case .incomplete(let indent): ["status": "incomplete", "indent": .string(indent)]
      case .invalid: ["status": "invalid"]
      case .unknown: ["status": "unknown"]
      }
    try content.encode(to: encoder)
  }
}
