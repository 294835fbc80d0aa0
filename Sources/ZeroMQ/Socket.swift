/// A ZeroMQ socket, used by one thread at a time and closed at the end of its scope.
///
/// "You may migrate a socket from one thread to another … with a full fence memory barrier": whoever shares one keeps it
/// behind a lock, which is such a barrier.
public struct Socket: ~Copyable {
  /// The socket patterns in use.
  public enum Kind: Sendable { case router, dealer, xpub, sub, rep, req }

  /// What can be set on a socket; see `zmq_setsockopt`.
  public enum Option: Sendable, Equatable {
    /// How many milliseconds unsent messages outlive the closed socket.
    case linger(Int32)
    /// How many milliseconds after a refused connection the next is tried.
    case reconnectInterval(Int32)
    /// How many messages wait per peer before more are dropped (XPUB, ROUTER) or block; 0 is without limit.
    case sendHighWaterMark(Int32)
    /// How many messages wait to be received; 0 is without limit.
    case receiveHighWaterMark(Int32)
    /// The bytes of a frame beyond which the peer is disconnected.
    case maximumFrameSize(Int)
    /// A reconnecting peer takes over the identity of its dead connection.
    case routerHandover(Bool)
    /// A ROUTER that cannot reach a peer says so, instead of dropping the message.
    case routerMandatory(Bool)
    /// XPUB reports every subscription, not only the first of a topic.
    case publishVerbosely(Bool)
    /// SUB listens for messages whose first frame begins so.
    case subscribe([UInt8])
    /// SUB no longer listens for these.
    case unsubscribe([UInt8])
    /// The name under which a ROUTER knows this peer.
    case identity([UInt8])
    /// Speaks only to peers that know the public key belonging to this secret one (CurveZMQ); both in Z85.
    case curveServer(secretKey: String)
    /// Speaks to the server of this public key, with a pair of keys of its own.
    case curveClient(server: String, publicKey: String, secretKey: String)
  }

  let handle: SocketHandle

  /// Opens a socket.
  public init(_ kind: Kind, in context: Context) throws(ZeroMQError) {
    handle = try SocketHandle(context: context.handle, kind: kind)
  }

  /// Sets options; before `bind` and `connect`, except subscriptions.
  public func set(_ options: Option...) throws(ZeroMQError) {
    for option in options { try handle.set(option) }
  }

  /// Listens on an endpoint and returns it with the port that was chosen for `tcp://127.0.0.1:*`.
  @discardableResult
  public func bind(_ endpoint: String) throws(ZeroMQError) -> String {
    try handle.bind(endpoint)
    return try handle.lastEndpoint()
  }

  /// Connects to an endpoint, now or as soon as someone listens there.
  public func connect(_ endpoint: String) throws(ZeroMQError) { try handle.connect(endpoint) }

  /// What becomes readable when something may have happened to the socket: to be waited for without using the socket.
  ///
  /// It tells of changes, not of states, and any use of the socket takes them back. So whoever waits must first have
  /// found ``hasInput`` false, and whoever uses the socket meanwhile must look at it afterwards.
  public var fileDescriptor: Int32 {
    get throws(ZeroMQError) { try handle.fileDescriptor() }
  }

  /// Whether a message can be received at once.
  public var hasInput: Bool {
    get throws(ZeroMQError) { try handle.hasInput() }
  }

  /// Sends all frames as one message.
  ///
  /// ROUTER and XPUB never wait when their send high-water mark is 0; DEALER and REQ wait for a peer.
  public func send(_ message: Multipart) throws(ZeroMQError) {
    for (index, frame) in message.frames.enumerated() {
      try handle.send(frame, more: index < message.frames.count - 1)
    }
  }

  /// The next message, or nil when none waits.
  ///
  /// Frames of a message arrive together, so this never waits in the middle of one. What exceeds `limits` is read to its
  /// end without being kept.
  public func receive(limits: Limits = Limits(), wait: Bool = false) throws(ZeroMQError) -> Received? {
    var frames: [[UInt8]] = []
    var count = 0
    var bytes = 0
    var isKept = true
    var more = true
    while more {
      let room = isKept ? limits.bytes - bytes : -1
      guard let frame = try handle.receive(limit: room, wait: wait && count == 0) else {
        return nil
      }
      count += 1
      bytes += frame.size
      more = frame.more
      if isKept, count <= limits.frames, let kept = frame.bytes {
        frames.append(kept)
      } else {
        isKept = false
        frames = []
      }
    }
    return isKept ? .message(Multipart(frames)) : .excess(frames: count, bytes: bytes)
  }
}

@available(*, unavailable)
extension Socket: Sendable {}
