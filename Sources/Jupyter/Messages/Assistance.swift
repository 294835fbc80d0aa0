/// Asks what could be typed at the cursor.
public struct CompleteRequest: MessageContent, JSONReadable {
  /// The type `complete_request`.
  public static let messageType = "complete_request"
  /// The text of the cell so far.
  public let code: String
  /// Where the cursor is, counted in Unicode code points.
  public let cursor: Int

  /// Reads a request.
  public init(_ json: JSONValue) throws(JSONFault) {
    let fields = try JSONFields(json)
    code = try fields.text("code")
    cursor = try fields.integer("cursor_pos")
  }
}

/// What could be typed at the cursor.
public struct CompleteReply: MessageContent, JSONWritable, Equatable {
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
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("cursor_end", end)
      writer.field("cursor_start", start)
      writer.field("matches", items.map(\.text))
      writer.field("metadata") { writer in
        writer.field("_jupyter_types_experimental", items.map { TypedItem(item: $0, start: start, end: end) })
      }
      writer.field("status", "ok")
    }
  }

  /// A possibility as JupyterLab wants it.
  private struct TypedItem: JSONWritable {
    let item: Item
    let start: Int
    let end: Int

    func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("end", end)
        writer.field("signature", item.signature)
        writer.field("start", start)
        writer.field("text", item.text)
        writer.field("type", item.type)
      }
    }
  }
}

/// Asks about what is at the cursor.
public struct InspectRequest: MessageContent, JSONReadable {
  /// The type `inspect_request`.
  public static let messageType = "inspect_request"
  /// The text of the cell.
  public let code: String
  /// Where the cursor is, counted in Unicode code points.
  public let cursor: Int
  /// 0 for a short answer, 1 for everything.
  public let detail: Int

  /// Reads a request.
  public init(_ json: JSONValue) throws(JSONFault) {
    let fields = try JSONFields(json)
    code = try fields.text("code")
    cursor = try fields.integer("cursor_pos")
    detail = try fields.integer(ifGiven: "detail_level") ?? 0
  }
}

/// What is at the cursor.
public struct InspectReply: MessageContent, JSONWritable, Equatable {
  /// The type `inspect_reply`.
  public static let messageType = "inspect_reply"

  /// The description in one or more MIME types; nil when there is nothing to describe.
  public var description: DisplayData?

  /// Makes the answer.
  public init(_ description: DisplayData?) { self.description = description }

  /// Nothing to be found there is an answer too, not an error.
  public static let notFound = InspectReply(nil)

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("data", description?.data ?? [:])
      writer.field("found", description != nil)
      writer.field("metadata", description?.metadata ?? [:])
      writer.field("status", "ok")
    }
  }
}

/// Asks whether a cell can be run or needs more lines.
public struct IsCompleteRequest: MessageContent, JSONReadable {
  /// The type `is_complete_request`.
  public static let messageType = "is_complete_request"
  /// The text so far.
  public let code: String

  /// Reads a request.
  public init(_ json: JSONValue) throws(JSONFault) { code = try JSONFields(json).text("code") }
}

/// Whether a cell can be run.
public enum IsCompleteReply: MessageContent, JSONWritable, Equatable {
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
  public func write(to writer: inout JSONWriter) {
    let content: [String: String] =
      switch self {
      case .complete: ["status": "complete"]
      case .incomplete(let indent): ["status": "incomplete", "indent": indent]
      case .invalid: ["status": "invalid"]
      case .unknown: ["status": "unknown"]
      }
    content.write(to: &writer)
  }
}
