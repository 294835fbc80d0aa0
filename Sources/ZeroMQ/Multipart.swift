/// A message as ZeroMQ carries it: frames that arrive together or not at all.
public struct Multipart: Sendable, Equatable {
  /// The frames in order.
  public var frames: [[UInt8]]

  /// Makes a message of these frames.
  public init(_ frames: [[UInt8]]) { self.frames = frames }

  /// The bytes of all frames together.
  public var size: Int { frames.reduce(0) { $0 + $1.count } }
}

/// How much one message may hold.
public struct Limits: Sendable, Equatable {
  /// The most frames.
  public let frames: Int
  /// The most bytes, all frames together.
  public let bytes: Int

  /// Makes limits; the defaults leave room for pictures sent by a widget, and for nothing absurd.
  public init(frames: Int = 1024, bytes: Int = 64 << 20) {
    self.frames = frames
    self.bytes = bytes
  }
}

/// What a socket had to give.
public enum Received: Sendable, Equatable {
  /// A whole message.
  case message(Multipart)
  /// A message beyond the limits: taken from the socket and thrown away.
  case excess(frames: Int, bytes: Int)
}
