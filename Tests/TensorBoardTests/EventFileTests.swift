import Files
import TensorBoard
import TestSupport
import Testing

@Suite("Event files")
struct EventFileTests {
  @Test("check sums are those of RFC 3720, appendix B.4")
  func checksums() {
    #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(CRC32C.checksum((0..<32).map { UInt8($0) }) == 0x46DD_794E)
    #expect(CRC32C.checksum((0..<32).map { UInt8(31 - $0) }) == 0x113F_DB5C)
    #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
  }

  @Test("a file is a row of whole records, which begins with the version")
  func records() throws {
    let place = TemporaryFolder()
    let folder = place.path + "/runs/a"
    let file = try EventFile(folder: folder, time: 1_700_000_000.5)
    try file.add(Event([("loss/generator", .scalar(0.5)), ("none", .scalar(.nan))], step: 300, time: 1_700_000_001))
    let second = try EventFile(folder: folder, time: 1_700_000_000.5)
    #expect(second.path != file.path && file.path.contains("/events.out.tfevents.1700000000."))
    var bytes = try FileSystem.read(file.path, limit: 1 << 20)[...]
    var contents: [[UInt8]] = []
    while !bytes.isEmpty {
      let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      let record = Array(bytes.prefix(16 + length))
      contents.append(Array(record[12..<12 + length]))
      #expect(record == EventFile.record(contents[contents.count - 1]))
      bytes = bytes.dropFirst(16 + length)
    }
    #expect(contents.count == 2)
    // 1: double, 3: "brain.Event:2"
    #expect(contents[0].prefix(1) == [0x09] && contents[0].suffix(15) == [0x1A, 13] + Array("brain.Event:2".utf8))
    // 2: step 300 as a varint of two bytes; 5: the summary
    #expect(contents[1][9..<12] == [0x10, 0xAC, 0x02] && contents[1][12] == 0x2A)
  }

  @Test("a histogram counts every finite number once")
  func histogram() throws {
    let numbers: [Float] = [-1, -0.5, 0, 0, 0.25, 3, .nan, .infinity]
    let histogram = try #require(Histogram(numbers, buckets: 4))
    #expect(histogram.limits == [0, 1, 2, 3] && histogram.buckets == [2, 3, 0, 1])
    #expect(histogram.count == 6 && histogram.sum == 1.75 && histogram.range == -1...3)
    #expect(Histogram([2, 2, 2] as [Float])?.buckets == [3])
    #expect(Histogram([.nan] as [Float]) == nil)
  }
}
