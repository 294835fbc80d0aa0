/// A set of sockets with one I/O thread of libzmq behind it.
///
/// A context lives as long as the last socket opened in it. Each of our threads makes its own, so that neither contexts
/// nor sockets ever cross threads.
public struct Context {
  let handle: ContextHandle

  /// Starts a context.
  public init() throws(ZeroMQError) { handle = try ContextHandle() }
}

@available(*, unavailable)
extension Context: Sendable {}
