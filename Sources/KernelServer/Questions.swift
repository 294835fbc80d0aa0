import Jupyter
import Synchronization

/// The question that a cell has put to the person, if there is one, and the way of the answer back to the cell.
package final class Questions: Sendable {
  private enum Event: Sendable {
    case answer(String)
    /// Look at the interrupt flag.
    case look
  }

  private struct Question {
    let identities: [[UInt8]]
    /// The identifiers that the answer may name as its parent.
    let parents: [String]
  }

  private let events: Mailbox<Event>
  private let pending = Mutex<Question?>(nil)
  /// The header of the question that a cell waits with.
  private let awaited = Mutex<[UInt8]?>(nil)

  package init() throws { events = try Mailbox() }

  /// Waits for the answer to a question, which `send` puts into the outbox.
  func wait(for question: WireMessage, interrupt: InterruptFlag, send: () -> Void) throws(QuestionError) -> String {
    awaited.withLock { $0 = question.header }
    defer {
      awaited.withLock { $0 = nil }
      pending.withLock { $0 = nil }
    }
    _ = events.take(milliseconds: 0)
    send()
    while !interrupt.isSet {
      for case .answer(let text) in events.take() { return text }
    }
    throw .interrupted
  }

  /// Whether a cell waits for an answer.
  var isOpen: Bool { pending.withLock { $0 != nil } }

  /// Whether a cell still waits with this question: one that was interrupted at once no longer does.
  func isAwaited(_ question: WireMessage) -> Bool { awaited.withLock { $0 == question.header } }

  /// Lets a waiting cell look at the interrupt flag.
  func rouse() { events.put(.look) }

  /// The question goes out now: what is received from now on may be its answer.
  func opened(_ question: WireMessage) {
    let headers = [question.header, question.parentHeader]
    let parents = headers.compactMap { try? JSON.decode(JSONValue.self, from: $0)["msg_id"]?.text }
    pending.withLock { $0 = Question(identities: question.identities, parents: parents) }
  }

  /// Takes an answer from the wire; one that nobody waits for, or that belongs to another question, is stale.
  func received(_ wire: WireMessage, _ header: Header) {
    guard header.messageType == InputReply.messageType,
      let reply = try? Message<InputReply>(wire, header: header)
    else { return }
    // Some clients name no parent at all.
    let parent = (try? JSON.decode(JSONValue.self, from: wire.parentHeader))?["msg_id"]?.text
    let isAwaited = pending.withLock { question in
      guard let waiting = question, waiting.identities == wire.identities else { return false }
      guard parent.map(waiting.parents.contains) ?? true else { return false }
      question = nil
      return true
    }
    if isAwaited { events.put(.answer(reply.content.value)) }
  }
}
