/// The header of a message.
public struct Header: Sendable, Equatable {
  /// The version of the messaging protocol that we speak.
  public static let protocolVersion = "5.5"

  /// Unique for every message.
  public var messageID: String
  /// The type, such as `execute_request`.
  public var messageType: String
  /// The sender's session: a new one for every start of the process.
  public var session: String
  /// Who sent it.
  public var username: String
  /// When, in ISO 8601 with a time zone.
  public var date: String
  /// The version of the protocol that the sender speaks.
  public var version: String
  /// The subshell that a request is meant for; nil for the main shell.
  public var subshellID: String?

  /// Makes a header.
  public init(
    messageID: String, messageType: String, session: String, username: String = "kernel", date: String = Self.now(),
    subshellID: String? = nil
  ) {
    self.messageID = messageID
    self.messageType = messageType
    self.session = session
    self.username = username
    self.date = date
    version = Self.protocolVersion
    self.subshellID = subshellID
  }

  /// Reads the header of a message from outside; only the identifier and the type are indispensable.
  public init(from wire: WireMessage) throws(WireFault) {
    let fields: JSONValue
    do {
      fields = try JSON.decode(JSONValue.self, from: wire.header)
    } catch {
      throw .notJSON(.header)
    }
    guard let identifier = fields["msg_id"]?.text, let type = fields["msg_type"]?.text else {
      throw .incompleteHeader
    }
    messageID = identifier
    messageType = type
    session = fields["session"]?.text ?? ""
    username = fields["username"]?.text ?? ""
    date = fields["date"]?.text ?? ""
    version = fields["version"]?.text ?? ""
    subshellID = fields["subshell_id"]?.text
  }

  /// The present moment as a header writes it: `2025-01-31T12:00:00.123Z`.
  public static func now() -> String { Timestamp.now.text }
}

extension Header: JSONWritable {
  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("date", date)
      writer.field("msg_id", messageID)
      writer.field("msg_type", messageType)
      writer.field("session", session)
      if let subshellID { writer.field("subshell_id", subshellID) }
      writer.field("username", username)
      writer.field("version", version)
    }
  }
}
