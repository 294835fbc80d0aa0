/// Asks the person something.
public struct InputRequest: MessageContent, Encodable {
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
}

/// What the person answered.
public struct InputReply: MessageContent, Decodable {
  /// The type `input_reply`.
  public static let messageType = "input_reply"
  /// The text.
  public let value: String
}
