package import Jupyter
import Synchronization

/// The open comms and who answers new ones; used by every shell.
package final class CommBoard: Sendable {
  /// The most comms at a time; a front end that opens more is told so by a close.
  package static let limit = 10_000

  private struct Line {
    let target: String
    /// Nil while the target makes up its mind.
    var listener: (any CommListener)?
  }

  private let targets: [String: any CommTarget]
  private let lines = Mutex<[String: Line]>([:])
  private let outbox: Outbox
  private let composer: Composer

  package init(targets: [any CommTarget], outbox: Outbox, composer: Composer) {
    self.targets = Dictionary(targets.map { ($0.name, $0) }) { $1 }
    self.outbox = outbox
    self.composer = composer
  }

  /// The targets' names by comm; only those of one target when it is given.
  func open(target: String?) -> [String: String] {
    lines.withLock { lines in
      lines.mapValues(\.target).filter { target == nil || $0.value == target }
    }
  }

  // MARK: What the front end says

  /// Opens a line, or closes it again when nobody here wants it.
  func opened(_ message: Message<CommOpen>, parent: [UInt8]) {
    let line = CommHandle(
      identifier: message.content.commID, target: message.content.targetName, parent: parent, board: self)
    let packet = CommPacket(message.content.data, metadata: message.metadata, buffers: message.buffers)
    // The target may speak before it has made up its mind, and no lock is held meanwhile.
    let isNew = lines.withLock { lines in
      guard lines.count < Self.limit, lines[line.identifier] == nil else { return false }
      lines[line.identifier] = Line(target: line.target, listener: nil)
      return true
    }
    if isNew, let listener = targets[line.target]?.opened(line, packet) {
      lines.withLock { $0[line.identifier]?.listener = listener }
      return
    }
    if isNew { lines.withLock { _ = $0.removeValue(forKey: line.identifier) } }
    send(CommClose(commID: line.identifier), CommPacket(), parent: parent)
  }

  /// Passes on what was said; a line that is not open has nobody to hear it.
  func received(_ message: Message<CommMessage>, parent: [UInt8]) {
    guard let line = lines.withLock({ $0[message.content.commID] }) else { return }
    line.listener?.received(
      CommPacket(message.content.data, metadata: message.metadata, buffers: message.buffers),
      on: CommHandle(identifier: message.content.commID, target: line.target, parent: parent, board: self))
  }

  /// Forgets a line.
  func closed(_ message: Message<CommClose>) {
    guard let line = lines.withLock({ $0.removeValue(forKey: message.content.commID) }) else { return }
    line.listener?.closed(CommPacket(message.content.data, metadata: message.metadata, buffers: message.buffers))
  }

  // MARK: What the kernel says

  /// Opens a line to the front end; nil when there are too many.
  func open(
    target: String, _ packet: CommPacket, parent: [UInt8], listener: any CommListener
  ) -> (any Comm)? {
    let line = CommHandle(identifier: composer.identifier(), target: target, parent: parent, board: self)
    let isTaken = lines.withLock { lines in
      guard lines.count < Self.limit else { return false }
      lines[line.identifier] = Line(target: target, listener: listener)
      return true
    }
    guard isTaken else { return nil }
    let content = CommOpen(commID: line.identifier, targetName: target, data: packet.data)
    send(content, packet, parent: parent)
    return line
  }

  fileprivate func say(_ packet: CommPacket, on line: CommHandle) {
    guard lines.withLock({ $0[line.identifier] != nil }) else { return }
    send(CommMessage(commID: line.identifier, data: packet.data), packet, parent: line.parent)
  }

  fileprivate func close(_ packet: CommPacket, _ line: CommHandle) {
    guard lines.withLock({ $0.removeValue(forKey: line.identifier) }) != nil else { return }
    send(CommClose(commID: line.identifier, data: packet.data), packet, parent: line.parent)
  }

  private func send(_ content: some MessageContent & JSONWritable, _ packet: CommPacket, parent: [UInt8]) {
    outbox.post(
      .send(
        .iopub,
        composer.publication(content, parent: parent, metadata: packet.metadata, buffers: packet.buffers)))
  }
}

/// One line, speaking on behalf of one request.
private struct CommHandle: Comm {
  let identifier: String
  let target: String
  let parent: [UInt8]
  let board: CommBoard

  func send(_ packet: CommPacket) { board.say(packet, on: self) }
  func close(_ packet: CommPacket) { board.close(packet, self) }
}
