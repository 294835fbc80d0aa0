/// The file in which a launcher tells a kernel where to listen and with which key to sign.
public struct ConnectionFile: Sendable, Equatable {
  /// How the sockets are reached.
  public enum Transport: String, Sendable { case tcp, ipc }

  /// The sockets of a kernel.
  public enum Channel: String, Sendable, CaseIterable {
    /// Requests in their order.
    case shell
    /// Requests that are answered at once.
    case control
    /// What happens, told to everyone.
    case iopub
    /// Questions to the person.
    case stdin
    /// Are you alive?
    case heartbeat = "hb"
  }

  /// TCP or Unix domain sockets.
  public let transport: Transport
  /// An address, or for ipc the beginning of the sockets' paths.
  public let address: String
  /// The port, or for ipc the number behind the path, of every channel.
  public let ports: [Channel: Int]
  /// The key of the signatures; "" turns them off.
  public let key: String
  /// The keys for encrypted sockets; nil for plain ones.
  public let curve: CurveKeys?

  /// Makes one from its facts.
  public init(
    transport: Transport, address: String, ports: [Channel: Int], key: String, curve: CurveKeys? = nil
  ) {
    self.curve = curve
    self.transport = transport
    self.address = address
    self.ports = ports
    self.key = key
  }

  /// Reads and checks the contents of a file.
  public init(contents: [UInt8]) throws(ConnectionFileError) {
    guard JSON.depth(of: contents) <= WireMessage.maximumDepth,
      let fields = try? JSON.decode(JSONValue.self, from: contents), case .object = fields
    else { throw .notJSON }

    let transportName = try Self.text("transport", in: fields)
    guard let transport = Transport(rawValue: transportName) else { throw .unknownTransport(transportName) }
    self.transport = transport
    address = try Self.text("ip", in: fields)
    guard !address.isEmpty else { throw .wrongType(key: "ip", expected: "an address") }

    var ports: [Channel: Int] = [:]
    for channel in Channel.allCases {
      let name = "\(channel.rawValue)_port"
      guard let value = fields[name] else { throw .missing(key: name) }
      guard let port = value.integerValue else { throw .wrongType(key: name, expected: "a number") }
      guard (1...65535).contains(port) else { throw .portOutOfRange(key: name, port: port) }
      if let other = ports.first(where: { $0.value == port })?.key {
        throw .portTwice(port: port, keys: ["\(other.rawValue)_port", name])
      }
      ports[channel] = port
    }
    self.ports = ports

    key = try Self.text("key", in: fields)
    // Without a key nothing is signed, and then the scheme says nothing.
    if !key.isEmpty {
      let scheme = try Self.text("signature_scheme", in: fields)
      guard scheme == "hmac-sha256" else { throw .unknownScheme(scheme) }
    }

    let names = ["curve_publickey", "curve_secretkey"]
    guard names.contains(where: { fields[$0] != nil && fields[$0] != .null }) else {
      curve = nil
      return
    }
    let keys = try names.map { (name) throws(ConnectionFileError) in
      let key = try Self.text(name, in: fields)
      guard CurveKeys.isKey(key) else { throw .wrongType(key: name, expected: "a key of 40 characters in Z85") }
      return key
    }
    curve = CurveKeys(publicKey: keys[0], secretKey: keys[1])
  }

  /// The file as a launcher writes it.
  public var contents: [UInt8] {
    var fields: [String: JSONValue] = [
      "transport": .string(transport.rawValue), "ip": .string(address), "key": .string(key),
      "signature_scheme": "hmac-sha256",
    ]
    for (channel, port) in ports { fields["\(channel.rawValue)_port"] = .integer(port) }
    if let curve {
      fields["curve_publickey"] = .string(curve.publicKey)
      fields["curve_secretkey"] = .string(curve.secretKey)
    }
    return JSON.encode(fields)
  }

  /// The endpoint of a channel, such as `tcp://127.0.0.1:5555` or `ipc:///run/kernel-1`.
  public func endpoint(of channel: Channel) -> String {
    let port = ports[channel] ?? 0
    switch transport {
    case .tcp: return "tcp://\(address):\(port)"
    case .ipc: return "ipc://\(address)-\(port)"
    }
  }

  private static func text(_ key: String, in fields: JSONValue) throws(ConnectionFileError) -> String {
    guard let value = fields[key] else { throw .missing(key: key) }
    guard let text = value.text else { throw .wrongType(key: key, expected: "a text") }
    return text
  }
}
