/// A refused call of libzmq: which error number, while doing what.
///
/// ```
/// cannot bind tcp://127.0.0.1:5555: Address already in use
/// ```
public struct ZeroMQError: Error, Sendable, Equatable {
  /// The error number: one of `errno.h`, or one of libzmq's own from 156384712 on.
  public let code: Int32
  /// What was being done, such as "bind tcp://127.0.0.1:5555".
  public let operation: String

  /// Makes an error from its two facts.
  public init(code: Int32, operation: String) {
    self.code = code
    self.operation = operation
  }
}

extension ZeroMQError: CustomStringConvertible {
  /// The one line a person reads.
  public var description: String { "cannot \(operation): \(Library.text(of: code))" }
}
