/// Opens a comm, the two-way line between a widget in the browser and its twin in the kernel.
public struct CommOpen: MessageContent, JSONReadable, JSONWritable {
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
  public init(_ json: JSONValue) throws(JSONFault) {
    let fields = try JSONFields(json)
    commID = try fields.text("comm_id")
    targetName = try fields.text("target_name")
    data = fields["data"] ?? [:]
  }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("comm_id", commID)
      writer.field("data", data)
      writer.field("target_name", targetName)
    }
  }
}

/// What is said over a comm that is open: its name, and data.
public protocol CommWords: MessageContent, JSONReadable, JSONWritable {
  /// The name of the line.
  var commID: String { get }
  /// What is said.
  var data: JSONValue { get }
  /// Makes it.
  init(commID: String, data: JSONValue)
}

extension CommWords {
  /// Widgets put the version of their protocol there.
  public static var readsMetadata: Bool { true }

  /// Reads it; the data may be left out.
  public init(_ json: JSONValue) throws(JSONFault) {
    let fields = try JSONFields(json)
    self.init(commID: try fields.text("comm_id"), data: fields["data"] ?? [:])
  }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("comm_id", commID)
      writer.field("data", data)
    }
  }
}

/// Something said over a comm.
public struct CommMessage: CommWords {
  /// The type `comm_msg`.
  public static let messageType = "comm_msg"
  /// The name of the line.
  public let commID: String
  /// What is said.
  public let data: JSONValue

  /// Makes it.
  public init(commID: String, data: JSONValue) {
    self.commID = commID
    self.data = data
  }
}

/// Ends a comm; also the answer to one that nobody here wants.
public struct CommClose: CommWords {
  /// The type `comm_close`.
  public static let messageType = "comm_close"
  /// The name of the line.
  public let commID: String
  /// The last words.
  public let data: JSONValue

  /// Makes it.
  public init(commID: String, data: JSONValue = [:]) {
    self.commID = commID
    self.data = data
  }
}

/// Asks which comms are open.
public struct CommInfoRequest: MessageContent, JSONReadable {
  /// The type `comm_info_request`.
  public static let messageType = "comm_info_request"
  /// Only those of this target, when given.
  public let targetName: String?

  /// Reads a request.
  public init(_ json: JSONValue) throws(JSONFault) {
    targetName = try JSONFields(json).text(ifGiven: "target_name")
  }
}

/// Which comms are open.
public struct CommInfoReply: MessageContent, JSONWritable {
  /// The type `comm_info_reply`.
  public static let messageType = "comm_info_reply"

  private let targets: [String: String]

  /// Makes the answer from the targets' names by comm.
  public init(targets: [String: String]) { self.targets = targets }

  /// Writes it.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("comms", targets.mapValues { ["target_name": $0] })
      writer.field("status", "ok")
    }
  }
}
