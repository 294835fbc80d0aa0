import CZeroMQ

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Everything libzmq is asked to do.
///
/// This is the one file that imports it; the manual pages quoted are those of version 4.3.
enum Library {
  /// Runs a call until no signal interrupts it, and turns -1 into an error.
  ///
  /// All calls of libzmq that return an `int` answer -1 for failure and put the cause into `zmq_errno`.
  @discardableResult
  static func call(
    _ operation: @autoclosure () -> String, _ body: () -> Int32
  ) throws(ZeroMQError) -> Int32 {
    while true {
      let result = body()
      if result != -1 { return result }
      let code = zmq_errno()
      if code != EINTR { throw ZeroMQError(code: code, operation: operation()) }
    }
  }

  /// "zmq_has() … curve - whether the library supports the CURVE security mechanism".
  static var hasCurve: Bool { unsafe zmq_has("curve") == 1 }

  static func text(of code: Int32) -> String {
    guard let text = unsafe zmq_strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}

/// The pointer of a context; ends the context with its last reference.
@safe final class ContextHandle {
  fileprivate let pointer: UnsafeMutableRawPointer

  init() throws(ZeroMQError) {
    guard let pointer = unsafe zmq_ctx_new() else {
      throw ZeroMQError(code: zmq_errno(), operation: "make a ZeroMQ context")
    }
    unsafe self.pointer = unsafe pointer
    // "ZMQ_MAX_SOCKETS: 1023 by default"; what we need is five. One I/O thread of libzmq's own suffices.
  }

  deinit {
    // "zmq_ctx_term() shall block until all sockets open within context have been closed": every `SocketHandle` holds
    // its context, so that here none is open, and what lingers is bounded by ZMQ_LINGER.
    while unsafe zmq_ctx_term(pointer) == -1, zmq_errno() == EINTR {}
  }
}

/// The pointer of a socket; closes the socket with its last reference.
///
/// "ØMQ sockets are not thread safe": nothing that holds this class can be sent to another thread, since a class with a
/// raw pointer is not `Sendable`.
@safe final class SocketHandle {
  fileprivate let pointer: UnsafeMutableRawPointer
  private let context: ContextHandle

  init(context: ContextHandle, kind: Socket.Kind) throws(ZeroMQError) {
    guard let pointer = unsafe zmq_socket(context.pointer, kind.number) else {
      throw ZeroMQError(code: zmq_errno(), operation: "open a \(kind) socket")
    }
    unsafe self.pointer = unsafe pointer
    self.context = context
  }

  deinit { unsafe zmq_close(pointer) }

  func bind(_ endpoint: String) throws(ZeroMQError) {
    try Library.call("bind \(endpoint)") { unsafe zmq_bind(pointer, endpoint) }
  }

  func connect(_ endpoint: String) throws(ZeroMQError) {
    try Library.call("connect to \(endpoint)") { unsafe zmq_connect(pointer, endpoint) }
  }

  /// The endpoint last bound, with the port that the system chose for `tcp://…:*`.
  func lastEndpoint() throws(ZeroMQError) -> String {
    var bytes = [CChar](repeating: 0, count: 1024)
    var count = bytes.count
    try Library.call("read ZMQ_LAST_ENDPOINT") {
      unsafe zmq_getsockopt(pointer, ZMQ_LAST_ENDPOINT, &bytes, &count)
    }
    return String(decoding: bytes.prefix(max(0, count - 1)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// "ZMQ_FD … the file descriptor … shall signal any pending events on the socket in an edge-triggered fashion".
  func fileDescriptor() throws(ZeroMQError) -> Int32 {
    // An `int` wherever there is `poll`.
    var descriptor: Int32 = -1
    var count = MemoryLayout<Int32>.size
    try Library.call("read ZMQ_FD") { unsafe zmq_getsockopt(pointer, ZMQ_FD, &descriptor, &count) }
    return descriptor
  }

  /// "ZMQ_EVENTS … whether … at least one message may be received".
  func hasInput() throws(ZeroMQError) -> Bool {
    var events: Int32 = 0
    var count = MemoryLayout<Int32>.size
    try Library.call("read ZMQ_EVENTS") { unsafe zmq_getsockopt(pointer, ZMQ_EVENTS, &events, &count) }
    return events & ZMQ_POLLIN != 0
  }

  func set(_ option: Socket.Option) throws(ZeroMQError) {
    try Library.call("set \(option)") {
      switch option {
      case .linger(let milliseconds): unsafe set(ZMQ_LINGER, to: milliseconds)
      case .reconnectInterval(let milliseconds): unsafe set(ZMQ_RECONNECT_IVL, to: milliseconds)
      case .sendHighWaterMark(let count): unsafe set(ZMQ_SNDHWM, to: count)
      case .receiveHighWaterMark(let count): unsafe set(ZMQ_RCVHWM, to: count)
      case .maximumFrameSize(let bytes): unsafe set(ZMQ_MAXMSGSIZE, to: Int64(bytes))
      case .routerHandover(let flag): unsafe set(ZMQ_ROUTER_HANDOVER, to: Int32(flag ? 1 : 0))
      case .routerMandatory(let flag): unsafe set(ZMQ_ROUTER_MANDATORY, to: Int32(flag ? 1 : 0))
      case .publishVerbosely(let flag): unsafe set(ZMQ_XPUB_VERBOSE, to: Int32(flag ? 1 : 0))
      case .subscribe(let topic): unsafe topic.withUnsafeBytes { unsafe set(ZMQ_SUBSCRIBE, to: $0) }
      case .unsubscribe(let topic): unsafe topic.withUnsafeBytes { unsafe set(ZMQ_UNSUBSCRIBE, to: $0) }
      case .identity(let name): unsafe name.withUnsafeBytes { unsafe set(ZMQ_ROUTING_ID, to: $0) }
      case .curveServer(let secretKey):
        unsafe first(failureOf: [set(ZMQ_CURVE_SERVER, to: Int32(1)), set(ZMQ_CURVE_SECRETKEY, to: secretKey)])
      case .curveClient(let server, let publicKey, let secretKey):
        unsafe first(failureOf: [
          set(ZMQ_CURVE_SERVERKEY, to: server), set(ZMQ_CURVE_PUBLICKEY, to: publicKey),
          set(ZMQ_CURVE_SECRETKEY, to: secretKey),
        ])
      }
    }
  }

  private func first(failureOf results: [Int32]) -> Int32 { results.min() ?? 0 }

  /// "the key … in a Z85 encoded, printable ASCII string", for which "option_value_len … 41", its ending zero included.
  @unsafe private func set(_ option: Int32, to text: String) -> Int32 {
    unsafe (Array(text.utf8) + [0]).withUnsafeBytes { unsafe set(option, to: $0) }
  }

  @unsafe private func set<Number: FixedWidthInteger>(_ option: Int32, to number: Number) -> Int32 {
    unsafe withUnsafeBytes(of: number) { unsafe set(option, to: $0) }
  }

  @unsafe private func set(_ option: Int32, to bytes: UnsafeRawBufferPointer) -> Int32 {
    unsafe zmq_setsockopt(pointer, option, bytes.baseAddress, bytes.count)
  }

  func send(_ frame: [UInt8], more: Bool) throws(ZeroMQError) {
    try Library.call("send") {
      unsafe frame.withUnsafeBytes {
        // "The message is copied": the array is free again when the call returns.
        unsafe zmq_send(pointer, $0.baseAddress, $0.count, more ? ZMQ_SNDMORE : 0)
      }
    }
  }

  /// The next frame, or nil when none waits.
  ///
  /// A frame longer than `limit` is taken from the socket, and nil stands for its bytes.
  func receive(limit: Int, wait: Bool) throws(ZeroMQError) -> (bytes: [UInt8]?, size: Int, more: Bool)? {
    var message = zmq_msg_t()
    // "zmq_msg_init() always returns zero"; "zmq_msg_close" once per init.
    _ = unsafe zmq_msg_init(&message)
    defer { _ = unsafe zmq_msg_close(&message) }
    do throws(ZeroMQError) {
      try Library.call("receive") { unsafe zmq_msg_recv(&message, pointer, wait ? 0 : ZMQ_DONTWAIT) }
    } catch {
      if error.code == EAGAIN { return nil }
      throw error
    }
    let size = unsafe zmq_msg_size(&message)
    let more = unsafe zmq_msg_more(&message) != 0
    guard size <= limit else { return (nil, size, more) }
    guard size > 0, let data = unsafe zmq_msg_data(&message) else { return ([], 0, more) }
    return unsafe (Array(UnsafeRawBufferPointer(start: data, count: size)), size, more)
  }
}

extension ZeroMQError {
  /// Whether a ROUTER does not know the peer.
  ///
  /// "EHOSTUNREACH … The message cannot be routed."
  public var isUnknownPeer: Bool { code == EHOSTUNREACH }
}

extension Socket.Kind {
  fileprivate var number: Int32 {
    switch self {
    case .router: ZMQ_ROUTER
    case .dealer: ZMQ_DEALER
    case .xpub: ZMQ_XPUB
    case .sub: ZMQ_SUB
    case .rep: ZMQ_REP
    case .req: ZMQ_REQ
    }
  }
}

/// The items of one `zmq_poll`.
@safe struct PollItems {
  private var items: [zmq_pollitem_t] = unsafe []
  // The items hold bare pointers; these references keep the sockets open as long.
  private var sockets: [SocketHandle] = []

  mutating func add(_ socket: SocketHandle) -> Int {
    unsafe items.append(zmq_pollitem_t(socket: socket.pointer, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0))
    sockets.append(socket)
    return unsafe items.count - 1
  }

  mutating func add(fileDescriptor: Int32) -> Int {
    unsafe items.append(
      zmq_pollitem_t(socket: nil, fd: fileDescriptor, events: Int16(ZMQ_POLLIN), revents: 0))
    return unsafe items.count - 1
  }

  /// "If the value of timeout is -1, zmq_poll() shall block indefinitely"; milliseconds otherwise.
  mutating func wait(milliseconds: Int) throws(ZeroMQError) {
    try Library.call("poll") { unsafe zmq_poll(&items, Int32(items.count), milliseconds) }
  }

  func isReady(_ index: Int) -> Bool { unsafe items[index].revents != 0 }
}
