/// Opens a comm, the two-way line between a widget in the browser and its twin in the kernel.
public struct CommOpen: MessageContent, Codable {
  /// The type `comm_open`.
  public static let messageType = "comm_open"
  /// Widgets put the version of their protocol there.
  public static let readsMetadata = true
  /// The name of the line.
  public let commID: String
  /// Who is to answer.
  public let targetName: String
  /// The first words.
  public let data: JSONValue

  /// Makes it.
  public init(commID: String, targetName: String, data: JSONValue) {
    self.commID = commID
    self.targetName = targetName
    self.data = data
  }

  /// Reads it; the data may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    commID = try container.decode(String.self, forKey: .commID)
    targetName = try container.decode(String.self, forKey: .targetName)
    data = try container.decodeIfPresent(JSONValue.self, forKey: .data) ?? [:]
  }

  private enum CodingKeys: String, CodingKey {
    case commID = "comm_id"
    case targetName = "target_name"
    case data
  }
}

/// Something said over a comm.
public struct CommMessage: MessageContent, Codable {
  /// The type `comm_msg`.
  public static let messageType = "comm_msg"
  /// Widgets put the version of their protocol there.
  public static let readsMetadata = true
  /// The name of the line.
  public let commID: String
  /// What is said.
  public let data: JSONValue

  /// Makes it.
  public init(commID: String, data: JSONValue) {
    self.commID = commID
    self.data = data
  }

  /// Reads it; the data may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    commID = try container.decode(String.self, forKey: .commID)
    data = try container.decodeIfPresent(JSONValue.self, forKey: .data) ?? [:]
  }

  private enum CodingKeys: String, CodingKey {
    case commID = "comm_id"
    case data
  }
}

/// Ends a comm; also the answer to one that nobody here wants.
public struct CommClose: MessageContent, Codable {
  /// The type `comm_close`.
  public static let messageType = "comm_close"
  /// Widgets put the version of their protocol there.
  public static let readsMetadata = true
  /// The name of the line.
  public let commID: String
  /// The last words.
  public let data: JSONValue

  /// Makes it.
  public init(commID: String, data: JSONValue = [:]) {
    self.commID = commID
    self.data = data
  }

  /// Reads it; the data may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    commID = try container.decode(String.self, forKey: .commID)
    data = try container.decodeIfPresent(JSONValue.self, forKey: .data) ?? [:]
  }

  private enum CodingKeys: String, CodingKey {
    case commID = "comm_id"
    case data
  }
}

/// Asks which comms are open.
public struct CommInfoRequest: MessageContent, Decodable {
  /// The type `comm_info_request`.
  public static let messageType = "comm_info_request"
  /// Only those of this target, when given.
  public let targetName: String?

  private enum CodingKeys: String, CodingKey { case targetName = "target_name" }
}

/// Which comms are open.
public struct CommInfoReply: MessageContent, Encodable {
  /// The type `comm_info_reply`.
  public static let messageType = "comm_info_reply"

  private let targets: [String: String]

  /// Makes the answer from the targets' names by comm.
  public init(targets: [String: String]) { self.targets = targets }

  /// Writes it.
  public func encode(to encoder: any Encoder) throws {
    let comms = targets.mapValues { JSONValue.object(["target_name": .string($0)]) }
    let content: JSONValue = ["status": "ok", "comms": .object(comms)]
    try content.encode(to: encoder)
  }
}
