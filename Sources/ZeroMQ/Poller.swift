/// Waits until one of several sockets or file descriptors has something to read.
///
/// A poller keeps its sockets open, so let it go with them.
public struct Poller {
  /// What was added, to ask `isReady` about it.
  public struct Item: Sendable, Equatable {
    let index: Int
  }

  private var items = PollItems()

  /// Makes a poller of nothing.
  public init() {}

  /// Watches a socket.
  public mutating func add(_ socket: borrowing Socket) -> Item { Item(index: items.add(socket.handle)) }

  /// Watches the reading end of a pipe or the like.
  public mutating func add(fileDescriptor: Int32) -> Item {
    Item(index: items.add(fileDescriptor: fileDescriptor))
  }

  /// Waits until something is ready or the time is over; nil waits without end.
  public mutating func wait(milliseconds: Int?) throws(ZeroMQError) {
    try items.wait(milliseconds: milliseconds ?? -1)
  }

  /// Whether the last wait found this ready.
  public func isReady(_ item: Item) -> Bool { items.isReady(item.index) }
}

@available(*, unavailable)
extension Poller: Sendable {}
