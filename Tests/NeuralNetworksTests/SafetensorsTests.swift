import Files
import NeuralNetworks
import TestSupport
import Testing

@Suite("safetensors files")
struct SafetensorsTests {
  let sample = Safetensors(
    metadata: ["format": "pt", "text": "quotes \" and \\ and ü\n"],
    tensors: [
      .init("half", shape: [3], [1, -2, 0.1], type: .float16),
      .init("a", shape: [2, 3], (0..<6).map { Float($0) / 7 }),
      .init("number", shape: [], [0.1 + 0.2]),
      .init("none", shape: [0, 4], [Float]()),
    ])

  @Test("what was written is read, wide numbers first and aligned")
  func roundTrip() throws {
    let bytes = sample.bytes
    let read = try Safetensors(bytes: bytes, requiresDigest: true)
    #expect(read.tensors.map(\.name) == ["number", "a", "none", "half"])
    #expect(read["a"]?.floats == (0..<6).map { Float($0) / 7 })
    #expect(read["a"]?.shape == [2, 3])
    #expect(read["number"]?.doubles == [0.1 + 0.2])
    #expect(read["half"]?.floats == [1, -2, 0.099975586])
    #expect(read.metadata["text"] == sample.metadata["text"])
    #expect(read.digest == read.metadata["digest"])
    #expect(bytes.prefix(8).first.map { $0 % 8 } == 0)
  }

  @Test("a file cut off at any length is refused")
  func truncated() {
    let bytes = sample.bytes
    for length in 0..<bytes.count {
      #expect(throws: SafetensorsError.self) { try Safetensors(bytes: Array(bytes[..<length])) }
    }
    #expect(throws: SafetensorsError.self) { try Safetensors(bytes: bytes + [0]) }
  }

  @Test("a single bit that has flipped anywhere is found")
  func flipped() {
    let bytes = sample.bytes
    for place in bytes.indices {
      for bit in 0..<8 {
        var spoilt = bytes
        spoilt[place] ^= 1 << bit
        #expect(throws: SafetensorsError.self, "byte \(place), bit \(bit)") {
          try Safetensors(bytes: spoilt, requiresDigest: true)
        }
      }
    }
  }

  @Test(
    "headers that break the format are refused, each for its reason",
    arguments: [
      (
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}"#,
        "twice"
      ),
      (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, "takes 8 bytes by its shape, but 4"),
      (#"{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}"#, "unknown type F31"),
      (
        #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}"#,
        "overlaps"
      ),
      (
        #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#,
        "gap"
      ),
      (#"{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}"#, "but 4 are there"),
      (#"{"a":{"dtype":"U8","shape":[5],"data_offsets":[0,5]}}"#, "only 4 are there"),
      (#"{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}"#, "no list of sizes"),
      (#"{"a":{"dtype":"U8","shape":[4.0],"data_offsets":[0,4]}}"#, "no list of sizes"),
      (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}"#, "no range"),
      (#"{"a":{"dtype":"F64","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#, "beyond all numbers"),
      (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4],"more":1}}"#, "wants dtype"),
      (#"{"__metadata__":{"a":1},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#, "no text"),
      (#"{"a":[]}"#, "wants dtype"),
      (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}} x"#, "something follows"),
      (#"{"a":{"dtype":"U8","shape":[04],"data_offsets":[0,4]}}"#, "closing bracket"),
      (String(repeating: "{\"a\":", count: 100), "nested"),
    ])
  func headers(header: String, reason: String) {
    let bytes = header.utf8.count.littleBytes + Array(header.utf8) + [1, 2, 3, 4]
    let error = #expect(throws: SafetensorsError.self) { try Safetensors(bytes: bytes) }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }

  @Test("a file of another writer has no digest, and says so when one is wanted")
  func foreign() throws {
    let header = #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}  "#
    let bytes = header.utf8.count.littleBytes + Array(header.utf8) + [0x80, 0x3F, 0x00, 0xC0]
    #expect(try Safetensors(bytes: bytes)["a"]?.floats == [1, -2])
    #expect(throws: SafetensorsError.noDigest) { try Safetensors(bytes: bytes, requiresDigest: true) }
  }

  @Test("impossible lengths of a header do not make it allocate")
  func lengths() {
    for length in [0, 1, 100_000_001, Int.max, -1] {
      #expect(throws: SafetensorsError.self) {
        try Safetensors(bytes: length.littleBytes + Array(repeating: 0x7B, count: 90))
      }
    }
  }

  @Test("files and their metadata, which can be read alone")
  func files() throws {
    let place = try TemporaryFolder().made()
    let folder = place.path
    let digest = try sample.write(to: folder + "/a.safetensors")
    #expect(try Safetensors(reading: folder + "/a.safetensors").digest == digest)
    #expect(Safetensors.metadata(of: folder + "/a.safetensors")?["format"] == "pt")
    #expect(Safetensors.metadata(of: folder) == nil)
    #expect(throws: SafetensorsError.file(FileError(.read, folder, .notAFile))) { try Safetensors(reading: folder) }
  }

  #if !(os(macOS) && arch(x86_64))
    @Test("half precision rounds as the processor does, on every half and between any two")
    func half() {
      for bits in UInt16.min...UInt16.max {
        let value = Float(Float16(bitPattern: bits))
        let read = ScalarType.float16.floats(bits.littleBytes[...])?.first
        #expect(read?.bitPattern == value.bitPattern || value.isNaN && read?.isNaN == true)
        guard value.isFinite else { continue }
        for near in [value, value.nextUp, value.nextDown, between(value, Float(Float16(value).nextUp))] {
          for exact in [near, near.nextUp, near.nextDown] {
            let written = ScalarType.float16.bytes(of: [exact]) ?? []
            #expect(written == Float16(exact).bitPattern.littleBytes, "\(exact)")
          }
        }
      }
      for value: Float in [.infinity, -Float.infinity, 65_519.996, 65_520, 1e30, 2.9802322e-08, 2.9802326e-08, -0.0] {
        #expect(ScalarType.float16.bytes(of: [value]) == Float16(value).bitPattern.littleBytes, "\(value)")
      }
      #expect(ScalarType.float16.bytes(of: [.nan]) == [0x00, 0x7E])
    }

    private func between(_ a: Float, _ b: Float) -> Float { b.isFinite ? (a + b) / 2 : a }
  #endif

  @Test("bfloat16 rounds to the nearest, ties to even")
  func brain() {
    #expect(
      ScalarType.bfloat16.bytes(of: [Float(bitPattern: 0x3F80_8000), Float(bitPattern: 0x3F81_8000), .nan])
        == [0x80, 0x3F, 0x82, 0x3F, 0xC0, 0x7F])
  }
}

extension FixedWidthInteger {
  fileprivate var littleBytes: [UInt8] { (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}
