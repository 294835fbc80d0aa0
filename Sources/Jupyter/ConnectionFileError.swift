/// What can be wrong with a connection file.
public enum ConnectionFileError: Error, Sendable, Equatable {
  /// The file is not there or may not be read.
  case unreadable(path: String)
  /// The contents are no JSON object.
  case notJSON
  /// A key is not there.
  case missing(key: String)
  /// A value is of another type.
  case wrongType(key: String, expected: String)
  /// Neither `tcp` nor `ipc`.
  case unknownTransport(String)
  /// Not `hmac-sha256`.
  case unknownScheme(String)
  /// Not within 1 … 65535.
  case portOutOfRange(key: String, port: Int)
  /// Two channels on one port.
  case portTwice(port: Int, keys: [String])
  /// Keys for encryption, and a libzmq that cannot encrypt.
  case noCurve
}

extension ConnectionFileError: CustomStringConvertible {
  /// One line: what is wrong, and what would be right.
  public var description: String {
    switch self {
    case .unreadable(let path):
      "cannot read the connection file \(path): give the path that the launcher wrote"
    case .notJSON: "the connection file is no JSON object: have the launcher write it again"
    case .missing(let key): "the connection file lacks \"\(key)\": have the launcher write it again"
    case .wrongType(let key, let expected): "\"\(key)\" in the connection file must be \(expected)"
    case .unknownTransport(let name):
      "unknown transport \"\(name.prefix(40))\" in the connection file: use \"tcp\" or \"ipc\""
    case .unknownScheme(let name):
      "unknown signature_scheme \"\(name.prefix(40))\" in the connection file: use \"hmac-sha256\""
    case .portOutOfRange(let key, let port): "\"\(key)\" in the connection file is \(port): use 1 to 65535"
    case .portTwice(let port, let keys):
      "port \(port) stands twice in the connection file, as \(keys.joined(separator: " and ")): use one for each"
    case .noCurve:
      "the connection file asks for encryption, and this libzmq was built without it: install one with libsodium"
    }
  }
}
