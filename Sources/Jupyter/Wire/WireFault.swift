/// What can be wrong with a message from outside.
///
/// No fault is ever answered: whoever cannot sign learns nothing.
public enum WireFault: Error, Sendable, Hashable {
  /// More frames or bytes than are read.
  case tooLarge
  /// No `<IDS|MSG>` frame.
  case noDelimiter
  /// Fewer than a signature and four parts behind the delimiter.
  case truncated
  /// The signature is not that of the parts under our key.
  case badSignature
  /// A signature that was seen before.
  case replayed
  /// A part that is not a JSON object in UTF-8.
  case notJSON(Part)
  /// A part nested beyond `WireMessage.maximumDepth`.
  case tooDeep(Part)
  /// A header without `msg_id` or `msg_type`.
  case incompleteHeader

  /// The four signed parts, in their order.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    /// Who sent which message when.
    case header
    /// The header of the request that this answers.
    case parentHeader = "parent header"
    /// Anything else about the message.
    case metadata
    /// What the message says.
    case content
  }
}

extension WireFault: CustomStringConvertible {
  /// One line for the log, without anything the sender wrote.
  public var description: String {
    switch self {
    case .tooLarge: "message too large, thrown away"
    case .noDelimiter: "message without the <IDS|MSG> delimiter, ignored"
    case .truncated: "message with too few parts, ignored"
    case .badSignature: "message with a wrong signature, ignored: is the client using another connection file?"
    case .replayed: "message with a signature seen before, ignored"
    case .notJSON(let part): "message whose \(part.rawValue) is no JSON object, ignored"
    case .tooDeep(let part): "message whose \(part.rawValue) is nested too deeply, ignored"
    case .incompleteHeader: "message whose header lacks msg_id or msg_type, ignored"
    }
  }
}
