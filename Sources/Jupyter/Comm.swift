/// What travels over a comm.
public struct CommPacket: Sendable, Equatable {
  /// What is said.
  public var data: JSONValue
  /// Anything else about it, such as the version of the widgets' protocol.
  public var metadata: [String: JSONValue]
  /// Bytes that are not JSON, such as a picture.
  public var buffers: [[UInt8]]

  /// Makes a packet.
  public init(_ data: JSONValue = [:], metadata: [String: JSONValue] = [:], buffers: [[UInt8]] = []) {
    self.data = data
    self.metadata = metadata
    self.buffers = buffers
  }
}

/// The kernel's end of a comm, a two-way line to a widget in the browser.
///
/// It speaks on behalf of the request it was handed out for, so use the one that came with the message being answered.
public protocol Comm: Sendable {
  /// The name of the line.
  var identifier: String { get }
  /// The name that it was opened under.
  var target: String { get }
  /// Says something; nothing happens when the line is closed.
  func send(_ packet: CommPacket)
  /// Ends the line.
  func close(_ packet: CommPacket)
}

/// Who hears what the front end says on one comm.
///
/// Called on the thread of the shell on which the message came: a subshell's while a cell runs. So it must not touch what
/// belongs to the session; messages of one line come one after the other unless a client sends them on several shells.
public protocol CommListener: Sendable {
  /// Something was said.
  func received(_ packet: CommPacket, on comm: any Comm)
  /// The front end closed the line.
  func closed(_ packet: CommPacket)
}

/// Who answers comms that the front end opens under one name.
public protocol CommTarget: Sendable {
  /// The name.
  var name: String { get }
  /// Takes a new line, or refuses it with nil; then the kernel closes it.
  func opened(_ comm: any Comm, _ packet: CommPacket) -> (any CommListener)?
}
