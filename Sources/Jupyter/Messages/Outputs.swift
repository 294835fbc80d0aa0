/// The two streams of a program.
public enum StandardStream: String, Sendable {
  /// What it says.
  case stdout
  /// What it warns of.
  case stderr
}

/// Text on a stream.
public struct StreamContent: MessageContent, JSONWritable {
  /// The type `stream`.
  public static let messageType = "stream"
  /// Which one.
  public let name: StandardStream
  /// The text.
  public let text: String

  /// Makes it.
  public init(name: StandardStream, text: String) {
    self.name = name
    self.text = text
  }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("name", name.rawValue)
      writer.field("text", text)
    }
  }
}

/// Something to be shown, in one or more MIME types of which the front end takes the richest that it knows.
public struct DisplayData: Sendable, Equatable {
  /// By MIME type: texts, base64 for pictures, bare JSON for JSON types.
  public var data: [String: JSONValue]
  /// By MIME type: how to show it, such as width and height.
  public var metadata: [String: JSONValue]
  /// The name under which it can be replaced later.
  public var displayID: String?

  /// Makes something to be shown.
  public init(data: [String: JSONValue], metadata: [String: JSONValue] = [:], displayID: String? = nil) {
    self.data = data
    self.metadata = metadata
    self.displayID = displayID
  }

  /// Plain text.
  public static func text(_ text: String) -> DisplayData { DisplayData(data: ["text/plain": .string(text)]) }

  /// A PNG picture that is `width` by `height` points large, whatever number of pixels it has; `text` says in words
  /// what it shows, for those who do not see it: as plain text, and as the picture's `alt` text on pages.
  public static func png(
    bytes: [UInt8], width: Int, height: Int, text: String, displayID: String? = nil
  ) -> DisplayData {
    DisplayData(
      data: ["image/png": .string(Base64.encode(bytes)), "text/plain": .string(text)],
      metadata: ["image/png": ["width": .integer(width), "height": .integer(height), "alt": .string(text)]],
      displayID: displayID)
  }

  fileprivate var content: [String: JSONValue] {
    var content: [String: JSONValue] = ["data": .object(data), "metadata": .object(metadata)]
    if let displayID { content["transient"] = ["display_id": .string(displayID)] }
    return content
  }
}

/// A new display.
public struct DisplayContent: MessageContent, JSONWritable {
  /// The type `display_data`.
  public static let messageType = "display_data"
  private let display: DisplayData

  /// Makes it.
  public init(_ display: DisplayData) { self.display = display }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    var content = display.content
    // The specification has the key in every display_data.
    content["transient"] = content["transient"] ?? [:]
    content.write(to: &writer)
  }
}

/// Replaces all displays of the same name.
public struct UpdateDisplayContent: MessageContent, JSONWritable {
  /// The type `update_display_data`.
  public static let messageType = "update_display_data"
  private let display: DisplayData

  /// Makes it; the display must have a name.
  public init(_ display: DisplayData) { self.display = display }

  /// Writes it.
  public func write(to writer: inout JSONWriter) { display.content.write(to: &writer) }
}

/// The value of a cell.
public struct ExecuteResult: MessageContent, JSONWritable {
  /// The type `execute_result`.
  public static let messageType = "execute_result"
  private let display: DisplayData
  private let executionCount: Int

  /// Makes it.
  public init(_ display: DisplayData, executionCount: Int) {
    self.display = display
    self.executionCount = executionCount
  }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    var content = display.content
    content["execution_count"] = .integer(executionCount)
    content.write(to: &writer)
  }
}

/// Takes the cell's outputs away.
public struct ClearOutput: MessageContent, JSONWritable {
  /// The type `clear_output`.
  public static let messageType = "clear_output"
  /// Only when the next output is there to replace them: no flicker.
  public let wait: Bool

  /// Makes it.
  public init(wait: Bool) { self.wait = wait }

  /// Writes it.
  public func write(to writer: inout JSONWriter) { ["wait": wait].write(to: &writer) }
}
