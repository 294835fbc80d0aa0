/// Asks for one subshell more: a thread that answers while a cell runs (Jupyter Enhancement Proposal 91).
public struct CreateSubshellRequest: MessageContent {
  /// The type `create_subshell_request`.
  public static let messageType = "create_subshell_request"
}

/// The name of the new subshell, which goes into the header of the requests that are meant for it.
public struct CreateSubshellReply: MessageContent, Encodable {
  /// The type `create_subshell_reply`.
  public static let messageType = "create_subshell_reply"
  /// Always `ok`.
  public let status = "ok"
  /// The name.
  public let subshellID: String

  /// Makes the answer.
  public init(subshellID: String) { self.subshellID = subshellID }

  private enum CodingKeys: String, CodingKey {
    case status
    case subshellID = "subshell_id"
  }
}

/// Asks for the end of a subshell.
public struct DeleteSubshellRequest: MessageContent, Decodable {
  /// The type `delete_subshell_request`.
  public static let messageType = "delete_subshell_request"
  /// Its name.
  public let subshellID: String

  private enum CodingKeys: String, CodingKey { case subshellID = "subshell_id" }
}

/// The subshell takes no more requests.
public struct DeleteSubshellReply: MessageContent, Encodable {
  /// The type `delete_subshell_reply`.
  public static let messageType = "delete_subshell_reply"
  /// Always `ok`.
  public let status = "ok"

  /// Makes the answer.
  public init() {}

  private enum CodingKeys: String, CodingKey { case status }
}

/// Asks which subshells there are.
public struct ListSubshellRequest: MessageContent {
  /// The type `list_subshell_request`.
  public static let messageType = "list_subshell_request"
}

/// The subshells there are.
public struct ListSubshellReply: MessageContent, Encodable {
  /// The type `list_subshell_reply`.
  public static let messageType = "list_subshell_reply"
  /// Always `ok`.
  public let status = "ok"
  /// Their names.
  public let subshellIDs: [String]

  /// Makes the answer.
  public init(subshellIDs: [String]) { self.subshellIDs = subshellIDs }

  private enum CodingKeys: String, CodingKey {
    case status
    case subshellIDs = "subshell_id"
  }
}
