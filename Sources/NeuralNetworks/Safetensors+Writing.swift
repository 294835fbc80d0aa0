import Files

extension Safetensors {
  private static let noDigest = "0000000000000000"

  /// Writes the file so that it appears complete or not at all; what was there before stays until then.
  ///
  /// - Returns: the digest that is now in the file.
  @discardableResult
  public func write(to path: String) throws(SafetensorsError) -> String {
    let (header, digest) = finishedHeader()
    do {
      var file = try AtomicFile(path)
      try file.write(header)
      for tensor in tensors { try file.write(Array(tensor.bytes)) }
      try file.commit()
    } catch {
      throw .file(error)
    }
    return digest
  }

  /// The whole file.
  public var bytes: [UInt8] { finishedHeader().bytes + tensors.flatMap(\.bytes) }

  /// The length, the header and its padding, with the digest in its place.
  private func finishedHeader() -> (bytes: [UInt8], digest: String) {
    var texts = metadata
    texts[Self.digestName] = Self.noDigest
    var fields = [
      JSONNode.Field(
        name: Self.metadataName,
        value: .object(texts.sorted { $0.key < $1.key }.map { JSONNode.Field(name: $0.key, value: .text($0.value)) }))
    ]
    var begin = 0
    for tensor in tensors {
      let end = begin + tensor.bytes.count
      let entry = JSONNode.fields([
        "dtype": .text(tensor.type.rawValue), "shape": .list(tensor.shape.map { .whole($0) }),
        "data_offsets": .list([.whole(begin), .whole(end)]),
      ])
      fields.append(JSONNode.Field(name: tensor.name, value: entry))
      begin = end
    }
    var header = Array(JSONNode.object(fields).description.utf8)
    // The numbers then begin at a multiple of eight, as readers that map the file into memory like it.
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    let digest = Self.digest(header: header, digest: Self.noDigest, tensors) ?? Self.noDigest
    if let place = Self.place(of: Self.noDigest, in: header) {
      header.replaceSubrange(place, with: Array(digest.utf8))
    }
    return ((0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header, digest)
  }

  /// The digest of a header, read with zeros in the place of its digest, and of the tensors; nil if that place is not
  /// found.
  static func digest(header: [UInt8], digest: String, _ tensors: [Tensor]) -> String? {
    guard digest.utf8.count == noDigest.utf8.count, let place = place(of: digest, in: header) else { return nil }
    var header = header
    header.replaceSubrange(place, with: Array(noDigest.utf8))
    var checksum = Checksum()
    checksum.add(header[...])
    for tensor in tensors { checksum.add(tensor.bytes) }
    return checksum.description
  }

  /// Where in a header the value of the digest stands.
  private static func place(of digest: String, in header: [UInt8]) -> Range<Int>? {
    let needle = Array("\"\(digestName)\":\"\(digest)\"".utf8)
    let first = header.indices.first { start in
      header[start] == needle[0] && header[start...].starts(with: needle)
    }
    let length = digest.utf8.count
    return first.map { $0 + needle.count - 1 - length..<$0 + needle.count - 1 }
  }
}

/// A 64-bit hash over pieces of bytes.
///
/// For pieces of equal lengths, a change within eight neighbouring bytes always changes it, since every step is a
/// bijection of the hash; others do with probability 1 - 2^-64. It finds accidents, not forgers.
struct Checksum {
  private var hash: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Continues with a piece and its length.
  mutating func add(_ piece: ArraySlice<UInt8>) {
    let bytes = piece.span
    var hash = hash
    var place = 0
    while place + 8 <= bytes.count {
      var word: UInt64 = 0
      for index in 0..<8 { word |= UInt64(bytes[place + index]) << (8 * UInt64(index)) }
      hash = Self.mixed(hash, word)
      place += 8
    }
    var rest: UInt64 = 0
    while place < bytes.count {
      rest = rest << 8 | UInt64(bytes[place])
      place += 1
    }
    self.hash = Self.mixed(Self.mixed(hash, rest), UInt64(bytes.count))
  }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product >> 32
  }
}

extension Checksum: CustomStringConvertible {
  /// Sixteen hexadecimal digits.
  var description: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
