public import Files

/// Why a safetensors file cannot be read or written: facts; the words are below.
public enum SafetensorsError: Error, Sendable, Equatable {
  /// The operating system's word.
  case file(FileError)
  /// Too short for a header, or the header reaches beyond the end of the file.
  case truncated(size: Int)
  /// The first eight bytes are no plausible length of a header.
  case headerLength(UInt64)
  /// The header is no JSON, or not the format's.
  case header(String, offset: Int)
  /// An entry of the header is not as the format has it.
  case entry(String, String)
  /// The tensors do not cover the data from beginning to end, each byte once.
  case layout(String)
  /// Bytes that no tensor accounts for, or too few.
  case dataLength(expected: Int, found: Int)
  /// The file says nothing about its integrity.
  case noDigest
  /// The content is not what was written.
  case damaged(written: String, found: String)
}

extension SafetensorsError: CustomStringConvertible {
  /// The cause; what to do next is for the one who knows what the file is for.
  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .truncated(let size):
      "The file ends after \(size) bytes, within its header; it is no safetensors file, or was cut off."
    case .headerLength(let length):
      "It is no safetensors file: its first eight bytes would be a header of \(length) bytes."
    case .header(let reason, let offset): "It is no safetensors file: at byte \(offset) of the header, \(reason)."
    case .entry(let name, let reason): "Its entry '\(name)' \(reason)."
    case .layout(let name): "Its tensor '\(name)' overlaps another one, or leaves a gap."
    case .dataLength(let expected, let found):
      found < expected
        ? "Its tensors take \(expected) bytes, but only \(found) are there; it was cut off."
        : "Its tensors take \(expected) bytes, but \(found) are there."
    case .noDigest: "It has no digest that would prove it undamaged; Forger did not write it, or it is damaged."
    case .damaged(let written, let found):
      "It is damaged: its content has the digest \(found), but \(written) was written."
    }
  }
}
