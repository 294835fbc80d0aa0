import Jupyter

/// A thread that answers while a cell runs (Jupyter Enhancement Proposal 91).
///
/// It answers what needs no session: completion, inspection, comms, history, kernel information. A cell that is sent to
/// a subshell needs the one session there is, so it takes its place in the queue of the main shell, behind the cells that
/// were sent before it; a failed cell aborts only those of its own shell.
final class Subshell: Sendable {
  /// The most subshells at a time.
  static let limit = 64
  /// Enough for the parser's deepest nesting.
  private static let stackSize = 8 << 20

  private let mailbox: Mailbox<Work>

  /// Starts the thread.
  init(responder: Responder) throws {
    let mailbox = try Mailbox<Work>()
    self.mailbox = mailbox
    let thread = try SystemThread(name: "subshell", stackSize: Self.stackSize) {
      while true {
        for work in mailbox.take() {
          switch work {
          case .request(let request, let header):
            responder.handle(request, header) { () throws(WireFault) in try responder.answer(request, header) }
          case .endOfAbort: break
          case .stop: return
          }
        }
      }
    }
    thread.detach()
  }

  /// Hands a request over.
  func put(_ request: WireMessage, _ header: Header) { mailbox.put(.request(request, header)) }

  /// Ends the thread when it has answered what it was given before.
  func end() { mailbox.put(.stop) }
}
