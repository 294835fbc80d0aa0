import Foundation
import TestSupport
import Testing

/// The bytes of an IDX file of unsigned bytes.
func idx(_ dimensions: [Int], _ elements: [UInt8], type: UInt8 = 8) -> [UInt8] {
  [0, 0, type, UInt8(dimensions.count)]
    + dimensions.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } } + elements
}

/// A gzip file that holds the content in stored blocks: no compression, but true framing, CRC-32 and length.
func gzip(_ content: [UInt8]) -> [UInt8] {
  var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var start = 0
  repeat {
    let end = min(start + 65_535, content.count)
    let length = UInt16(end - start)
    file.append(end == content.count ? 1 : 0)
    file += littleEndian(length) + littleEndian(~length) + content[start..<end]
    start = end
  } while start < content.count
  return file + littleEndian(checkSum(content)) + littleEndian(UInt32(content.count))
}

/// The sentence below, as Python's gzip module packs it.
let packedSentence = decoded("H4sIAAAAAAACAwvJSFVIyy9KTy1SKEjMzCsp1lEoAQqlVhSkFpUo5OTnZxfrKYTQVxEAoBJIjpQAAAA=")
let sentence = Array(String(repeating: "The forger paints, the expert looks. ", count: 4).utf8)

/// 100,000 zeros in 132 bytes: a small decompression bomb.
let bomb = decoded(
  """
  H4sIAAAAAAACA+3BMQEAAADCoPVPbQ0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
  AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBXA32VEdSghgEA
  """)

extension TemporaryFolder {
  /// Runs a script in the folder.
  func python(_ script: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.currentDirectoryURL = URL(filePath: path)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}

private func decoded(_ base64: String) -> [UInt8] {
  Data(base64Encoded: base64).map { [UInt8]($0) } ?? []
}

private func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
  stride(from: 0, to: number.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: number >> $0) }
}

/// CRC-32 as RFC 1952 defines it, bit by bit.
private func checkSum(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(UInt32.max) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
}
