import Crypto

/// The check sum that a file was published with.
package enum Checksum: Sendable, Equatable {
  /// Proves that the content is the published one.
  case sha256(String)
  /// Proves that nothing was damaged on the way; all that is published for some data sets. It would not withstand
  /// somebody who forges a file on purpose, which is why the content is also held against the IDX format afterwards.
  case md5(String)

  /// What it is called.
  var kind: String {
    switch self {
    case .sha256: "SHA-256"
    case .md5: "MD5"
    }
  }

  /// Whether the file at `path` has this check sum; `proceed` is asked now and then.
  func matches(path: String, while proceed: () -> Bool) throws(FileFault) -> Bool {
    switch self {
    case .sha256(let expected): try Self.digest(SHA256(), path, proceed) == expected
    case .md5(let expected): try Self.digest(Insecure.MD5(), path, proceed) == expected
    }
  }

  /// The digest in hexadecimal; empty when it was not to go on.
  private static func digest<Function: HashFunction>(
    _ start: Function, _ path: String, _ proceed: () -> Bool
  ) throws(FileFault) -> String {
    var function = start
    let file = try InputFile(path)
    while proceed() {
      let piece = try file.nextPiece()
      if piece.isEmpty { return function.finalize().map(hexadecimal).joined() }
      unsafe piece.withUnsafeBytes { unsafe function.update(bufferPointer: $0) }
    }
    return ""
  }
}

/// A byte as two hexadecimal digits.
func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16)
}
