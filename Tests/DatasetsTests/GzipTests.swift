import Datasets
import Testing

@Suite struct GzipTests {
  @Test("A packed file gives its content, in whatever pieces it arrives", arguments: [1, 2, 3, 7, 1_000])
  func pieces(length: Int) throws {
    var stream = try ByteStream(bytes: packedSentence, pieceLength: length)
    #expect(try stream.readAll(limit: 1_000) == sentence)
  }

  @Test("Content of several stored blocks passes unchanged")
  func storedBlocks() throws {
    let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    #expect(try readAll(gzip(content)) == content)
  }

  @Test(
    "What is not gzip is passed on as it is, even one byte or none", arguments: [[], [0x1F], [0x1F, 0x8C], [1, 2, 3]])
  func plain(bytes: [UInt8]) throws {
    #expect(try readAll(bytes) == bytes)
  }

  @Test("Members that follow one another are one content")
  func members() throws {
    #expect(try readAll(packedSentence + gzip([]) + packedSentence) == sentence + sentence)
  }

  @Test("Reading by portions neither loses nor repeats a byte")
  func portions() throws {
    var stream = try ByteStream(bytes: packedSentence, pieceLength: 5)
    var read: [UInt8] = []
    for count in [0, 1, 2, 30, 64, 1_000] { try stream.read(count, into: &read) }
    #expect(read == sentence)
  }

  @Test("A bomb is refused at the limit, and read where there is room for it")
  func bombs() throws {
    #expect(throws: FileFault.tooLarge(limit: 99_999)) { try readAll(bomb, limit: 99_999) }
    #expect(try readAll(bomb, limit: 100_000) == [UInt8](repeating: 0, count: 100_000))
  }

  @Test("A stream cut anywhere is refused", arguments: 2..<packedSentence.count)
  func truncated(length: Int) {
    #expect {
      try readAll(Array(packedSentence.prefix(length)))
    } throws: { error in
      if case .truncatedGzip? = error as? FileFault { true } else { false }
    }
  }

  @Test("Bytes after the end are refused", arguments: [[0], [0x1F], [0x1F, 0], [1, 2, 3, 4]])
  func garbage(bytes: [UInt8]) {
    #expect(throws: FileFault.garbageAfterGzip) { try readAll(packedSentence + bytes) }
  }

  @Test("No flipped bit behind the header yields other content", arguments: 10..<packedSentence.count)
  func flipped(index: Int) {
    for bit in 0..<8 {
      var bytes = packedSentence
      bytes[index] ^= 1 << bit
      let content = try? readAll(bytes)
      #expect(content == nil || content == sentence)
    }
  }

  private func readAll(_ bytes: [UInt8], limit: Int = 1 << 20) throws(FileFault) -> [UInt8] {
    var stream = try ByteStream(bytes: bytes)
    return try stream.readAll(limit: limit)
  }
}
