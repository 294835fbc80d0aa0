/// The two keys with which a kernel's sockets are encrypted (CurveZMQ), as the launcher made them.
public struct CurveKeys: Sendable, Equatable {
  /// The key that clients know the kernel by; 40 characters in Z85.
  public let publicKey: String
  /// The key that only the kernel and its clients know.
  public let secretKey: String

  /// Makes a pair.
  public init(publicKey: String, secretKey: String) {
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// Whether a text is a key: 32 bytes, written with the 85 characters of Z85 (ZeroMQ RFC 32).
  static func isKey(_ text: String) -> Bool {
    let isDigit: (Character) -> Bool = {
      $0.isASCII && ($0.isLetter || $0.isNumber || ".-:+=^!/*?&<>()[]{}@%$#".contains($0))
    }
    return text.count == 40 && text.allSatisfy(isDigit)
  }
}
