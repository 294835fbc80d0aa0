/// What can stand in a message's content: a type of its own for every message type.
public protocol MessageContent: Sendable {
  /// The `msg_type` of the header.
  static var messageType: String { get }
  /// Whether what stands in the metadata of such a message is of interest.
  static var readsMetadata: Bool { get }
}

extension MessageContent {
  /// As a rule it is not.
  public static var readsMetadata: Bool { false }
}

/// A message whose content has been understood, or is about to be sent.
public struct Message<Content: MessageContent>: Sendable {
  /// Where it came from, or where it goes.
  public var identities: [[UInt8]]
  /// Its own header.
  public var header: Header
  /// The header of the request it answers, byte for byte; `{}` when it answers none.
  public var parentHeader: [UInt8]
  /// Anything else about it.
  public var metadata: [String: JSONValue]
  /// What it says.
  public var content: Content
  /// Bytes that are not JSON.
  public var buffers: [[UInt8]]

  /// Makes a message.
  public init(
    identities: [[UInt8]] = [], header: Header, parentHeader: [UInt8] = WireMessage.empty,
    metadata: [String: JSONValue] = [:], content: Content, buffers: [[UInt8]] = []
  ) {
    self.identities = identities
    self.header = header
    self.parentHeader = parentHeader
    self.metadata = metadata
    self.content = content
    self.buffers = buffers
  }
}

extension Message where Content: JSONReadable {
  /// Reads the content of a message whose header is known already.
  public init(_ wire: WireMessage, header: Header) throws(WireFault) {
    do {
      content = try JSON.decode(Content.self, from: wire.content)
    } catch {
      throw .notJSON(.content)
    }
    self.header = header
    identities = wire.identities
    parentHeader = wire.parentHeader
    // Only comms carry meaning in their metadata; it cannot be wrong in a way that matters to anyone else.
    metadata = Content.readsMetadata ? Self.fields(of: wire.metadata) : [:]
    buffers = wire.buffers
  }

  private static func fields(of metadata: [UInt8]) -> [String: JSONValue] {
    if case .object(let fields) = try? JSON.decode(JSONValue.self, from: metadata) { fields } else { [:] }
  }
}

extension Message where Content: JSONWritable {
  /// The message in bytes, not yet signed.
  public var wire: WireMessage {
    WireMessage(
      identities: identities, header: JSON.encode(header), parentHeader: parentHeader,
      metadata: metadata.isEmpty ? WireMessage.empty : JSON.encode(metadata), content: JSON.encode(content),
      buffers: buffers)
  }
}
