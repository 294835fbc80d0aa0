import Jupyter
import Synchronization

/// Makes the messages of one run of the kernel: its session, numbered identifiers, topics, parents.
package final class Composer: Sendable {
  /// New for every run, so that clients notice a restart.
  let session: String
  private let count = Atomic(0)
  private let executions = Atomic(0)

  package init() { session = Self.randomIdentifier() }

  /// How many cells have got a number.
  var executionCount: Int { executions.load(ordering: .relaxed) }

  /// One more cell gets a number.
  func countExecution() { executions.add(1, ordering: .relaxed) }

  private static func randomIdentifier() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &generator), radix: 16) }
    return digits.joined()
  }

  /// The answer to a request, back to where it came from.
  func reply<Content: MessageContent & JSONWritable>(_ content: Content, to request: WireMessage) -> WireMessage {
    Message(
      identities: request.identities, header: header(Content.messageType), parentHeader: request.header,
      content: content
    ).wire
  }

  /// A name that nothing else has.
  func identifier() -> String { Self.randomIdentifier() }

  /// The answer to a request that is not served, nil when its type gets no answers.
  func refusal(of type: String, _ reason: RefusedReply.Reason, to request: WireMessage) -> WireMessage? {
    guard type.hasSuffix("_request") else { return nil }
    let replyType = type.dropLast("_request".count) + "_reply"
    return WireMessage(
      identities: request.identities, header: JSON.encode(header(String(replyType))), parentHeader: request.header,
      content: JSON.encode(
        RefusedReply(
          messageType: type, reason,
          executionCount: type == ExecuteRequest.messageType ? executionCount : nil)))
  }

  /// Something for everyone; `parent` is the header of the request that caused it.
  func publication<Content: MessageContent & JSONWritable>(
    _ content: Content, parent: [UInt8] = WireMessage.empty, topic: [UInt8]? = nil,
    metadata: [String: JSONValue] = [:], buffers: [[UInt8]] = []
  ) -> WireMessage {
    let type = Content.messageType
    return Message(
      identities: [topic ?? Array("kernel.\(session).\(type)".utf8)], header: header(type), parentHeader: parent,
      metadata: metadata, content: content, buffers: buffers
    ).wire
  }

  /// A header with the next identifier.
  private func header(_ type: String) -> Header {
    let number = count.add(1, ordering: .relaxed).newValue
    return Header(messageID: "\(session)_\(number)", messageType: type, session: session)
  }
}
