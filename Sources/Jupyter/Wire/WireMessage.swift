/// A message between the frames of a socket and a typed `Message`: the parts told apart and checked, the content still
/// bytes.
///
/// ```
/// identities…  <IDS|MSG>  signature  header  parent header  metadata  content  buffers…
/// ```
public struct WireMessage: Sendable, Equatable {
  /// The frame between the routing identities and the signature.
  public static let delimiter = Array("<IDS|MSG>".utf8)
  /// How deeply JSON may be nested; notebooks' widgets need about ten levels.
  public static let maximumDepth = 128
  /// The most bytes of the four JSON parts together; what is bigger belongs into buffers (`isTooLarge`).
  public static let maximumSize = 16 << 20
  /// The most frames, identities and buffers included.
  public static let maximumFrames = 1024

  /// Where the message came from and where its answer goes; on IOPub the topic.
  public var identities: [[UInt8]]
  /// JSON: see `Header`.
  public var header: [UInt8]
  /// JSON: the header of the request, byte for byte as it came, or `{}`.
  public var parentHeader: [UInt8]
  /// JSON: an object.
  public var metadata: [UInt8]
  /// JSON: an object whose shape the message type decides.
  public var content: [UInt8]
  /// Bytes that are not JSON; they are not signed.
  public var buffers: [[UInt8]]
  /// Whether the message is longer than `maximumSize`, so that it is to be refused.
  public var isTooLarge: Bool {
    header.count + parentHeader.count + metadata.count + content.count > Self.maximumSize
  }

  /// An empty object.
  public static let empty = Array("{}".utf8)

  /// Makes a message of its parts.
  public init(
    identities: [[UInt8]] = [], header: [UInt8], parentHeader: [UInt8] = Self.empty, metadata: [UInt8] = Self.empty,
    content: [UInt8] = Self.empty, buffers: [[UInt8]] = []
  ) {
    self.identities = identities
    self.header = header
    self.parentHeader = parentHeader
    self.metadata = metadata
    self.content = content
    self.buffers = buffers
  }

  /// Takes a message from outside apart: limits first, then the signature, and only then a look at the JSON; at that of
  /// the content only if it is not too large.
  public init(frames: [[UInt8]], checkedBy signer: inout Signer) throws(WireFault) {
    guard frames.count <= Self.maximumFrames else { throw .tooLarge }
    guard let delimiter = frames.firstIndex(of: Self.delimiter) else { throw .noDelimiter }
    let start = delimiter + 2
    guard frames.count >= start + 4 else { throw .truncated }
    let parts = Array(frames[start..<start + 4])
    guard parts[..<3].reduce(0, { $0 + $1.count }) <= Self.maximumSize else { throw .tooLarge }
    try signer.check(frames[delimiter + 1], of: parts)
    self.init(
      identities: Array(frames[..<delimiter]), header: parts[0], parentHeader: parts[1], metadata: parts[2],
      content: parts[3], buffers: Array(frames[(start + 4)...]))
    for (name, part) in zip(WireFault.Part.allCases, parts) where name != .content || !isTooLarge {
      // Only objects are sent, so the first and the last character tell most mistakes; the rest shows when it is read.
      guard String(validating: part, as: UTF8.self) != nil, Self.isBraced(part) else { throw .notJSON(name) }
      guard JSON.depth(of: part) <= Self.maximumDepth else { throw .tooDeep(name) }
    }
  }

  /// The frames to send.
  public func frames(signedBy signer: Signer) -> [[UInt8]] {
    let parts = [header, parentHeader, metadata, content]
    return identities + [Self.delimiter, signer.signature(of: parts)] + parts + buffers
  }

  private static func isBraced(_ part: [UInt8]) -> Bool {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return part.first { !isBlank($0) } == UInt8(ascii: "{") && part.last { !isBlank($0) } == UInt8(ascii: "}")
  }
}
