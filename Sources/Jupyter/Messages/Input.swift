/// Asks the person something.
public struct InputRequest: MessageContent, JSONWritable {
  /// The type `input_request`.
  public static let messageType = "input_request"
  /// The question.
  public let prompt: String
  /// Whether the answer is hidden while it is typed.
  public let password: Bool

  /// Makes it.
  public init(prompt: String, password: Bool) {
    self.prompt = prompt
    self.password = password
  }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("password", password)
      writer.field("prompt", prompt)
    }
  }
}

/// What the person answered.
public struct InputReply: MessageContent, JSONReadable {
  /// The type `input_reply`.
  public static let messageType = "input_reply"
  /// The text.
  public let value: String

  /// Reads it.
  public init(_ json: JSONValue) throws(JSONFault) { value = try JSONFields(json).text("value") }
}
