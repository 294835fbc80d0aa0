/// Asks for one subshell more: a thread that answers while a cell runs (Jupyter Enhancement Proposal 91).
public struct CreateSubshellRequest: MessageContent {
  /// The type `create_subshell_request`.
  public static let messageType = "create_subshell_request"
}

/// The name of the new subshell, which goes into the header of the requests that are meant for it.
public struct CreateSubshellReply: MessageContent, JSONWritable {
  /// The type `create_subshell_reply`.
  public static let messageType = "create_subshell_reply"
  /// Always `ok`.
  public let status = "ok"
  /// The name.
  public let subshellID: String

  /// Makes the answer.
  public init(subshellID: String) { self.subshellID = subshellID }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    ["status": status, "subshell_id": subshellID].write(to: &writer)
  }
}

/// Asks for the end of a subshell.
public struct DeleteSubshellRequest: MessageContent, JSONReadable {
  /// The type `delete_subshell_request`.
  public static let messageType = "delete_subshell_request"
  /// Its name.
  public let subshellID: String

  /// Reads a request.
  public init(_ json: JSONValue) throws(JSONFault) { subshellID = try JSONFields(json).text("subshell_id") }
}

/// The subshell takes no more requests.
public struct DeleteSubshellReply: MessageContent, JSONWritable {
  /// The type `delete_subshell_reply`.
  public static let messageType = "delete_subshell_reply"
  /// Always `ok`.
  public let status = "ok"

  /// Makes the answer.
  public init() {}

  /// Writes it.
  public func write(to writer: inout JSONWriter) { ["status": status].write(to: &writer) }
}

/// Asks which subshells there are.
public struct ListSubshellRequest: MessageContent {
  /// The type `list_subshell_request`.
  public static let messageType = "list_subshell_request"
}

/// The subshells there are.
public struct ListSubshellReply: MessageContent, JSONWritable {
  /// The type `list_subshell_reply`.
  public static let messageType = "list_subshell_reply"
  /// Always `ok`.
  public let status = "ok"
  /// Their names.
  public let subshellIDs: [String]

  /// Makes the answer.
  public init(subshellIDs: [String]) { self.subshellIDs = subshellIDs }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("status", status)
      writer.field("subshell_id", subshellIDs)
    }
  }
}
