import Jupyter
import Testing

/// A small generator with a seed (SplitMix64), so that every run tries the same mutations.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Messages on the wire")
struct WireMessageTests {
  private static let header = Header(messageID: "1", messageType: "execute_request", session: "s")
  private static let message = WireMessage(
    identities: [[1, 2], []], header: JSON.encode(header), parentHeader: Array(#"{"msg_id":"0"}"#.utf8),
    content: Array(#"{"code":"train","silent":false}"#.utf8), buffers: [[0, 255], []])

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// The frames with parts replaced and signed again.
  private static func frames(_ change: (inout WireMessage) -> Void) -> [[UInt8]] {
    var message = message
    change(&message)
    return message.frames(signedBy: Signer(key: "key"))
  }

  private static func read(_ frames: [[UInt8]]) throws(WireFault) -> WireMessage {
    var signer = Signer(key: "key")
    return try WireMessage(frames: frames, checkedBy: &signer)
  }

  private static func fault(_ frames: [[UInt8]], key: String = "key") -> WireFault? {
    var signer = Signer(key: key)
    do throws(WireFault) {
      _ = try Header(from: WireMessage(frames: frames, checkedBy: &signer))
      return nil
    } catch {
      return error
    }
  }

  @Test("What is written is read again, identities, buffers and all", arguments: ["key", ""])
  func roundTrip(key: String) throws {
    var signer = Signer(key: key)
    let frames = Self.message.frames(signedBy: signer)
    let message = try WireMessage(frames: frames, checkedBy: &signer)
    #expect(message == Self.message)
    #expect(try Header(from: message) == Self.header)
    let request = try Message<ExecuteRequest>(message, header: Self.header)
    #expect(request.content.code == "train")
    #expect(request.buffers == [[0, 255], []])
  }

  @Test("Truncated messages are refused at every length")
  func truncated() {
    let frames = Self.frames { $0.buffers = [] }
    for count in 0..<frames.count {
      #expect(Self.fault(Array(frames.prefix(count))) == (count < 3 ? .noDelimiter : .truncated))
    }
    #expect(Self.fault(frames) == nil)
  }

  @Test("A message without delimiter is refused")
  func noDelimiter() {
    #expect(Self.fault(Self.frames { _ in }.filter { $0 != WireMessage.delimiter }) == .noDelimiter)
    #expect(Self.fault([Self.bytes("GET / HTTP/1.1")]) == .noDelimiter)
  }

  @Test("Any change of a signed part breaks the signature, also with parts swapped")
  func tampered() {
    for index in 4...7 {
      var frames = Self.frames { _ in }
      frames[index].append(UInt8(ascii: " "))
      #expect(Self.fault(frames) == .badSignature)
    }
    var frames = Self.frames { _ in }
    frames.swapAt(5, 7)
    #expect(Self.fault(frames) == .badSignature)
    #expect(Self.fault(Self.frames { _ in }, key: "other") == .badSignature)
  }

  @Test("Nothing is said of the JSON of a message that is not signed")
  func signatureFirst() {
    var frames = Self.frames { $0.header = Self.bytes("not JSON") }
    frames[3] = Array(repeating: UInt8(ascii: "0"), count: 64)
    #expect(Self.fault(frames) == .badSignature)
  }

  @Test(
    "A signed header that is no JSON object in UTF-8 is refused",
    arguments: ["", "null", "[]", "\"x\"", "{", "}", "{]", "{\"msg_id\"}", "{\"a\":1}}", "{\"\\ud800\":1}"])
  func notJSON(text: String) {
    #expect(Self.fault(Self.frames { $0.header = Self.bytes(text) }) == .notJSON(.header))
  }

  @Test("Bytes that are not UTF-8 are refused in every part")
  func notUTF8() {
    let bytes = Self.bytes("{\"a\":\"") + [0xFF, 0xC0] + Self.bytes("\"}")
    #expect(Self.fault(Self.frames { $0.header = bytes }) == .notJSON(.header))
    #expect(Self.fault(Self.frames { $0.parentHeader = bytes }) == .notJSON(.parentHeader))
    #expect(Self.fault(Self.frames { $0.metadata = bytes }) == .notJSON(.metadata))
    #expect(Self.fault(Self.frames { $0.content = bytes }) == .notJSON(.content))
  }

  @Test("A header without identifier or type, or with others than texts, is refused")
  func incompleteHeader() {
    for text in ["{}", #"{"msg_id":"1"}"#, #"{"msg_type":"x"}"#, #"{"msg_id":1,"msg_type":"x"}"#] {
      #expect(Self.fault(Self.frames { $0.header = Self.bytes(text) }) == .incompleteHeader)
    }
  }

  @Test("Nesting is limited, brackets within texts do not count")
  func depth() {
    let nested = { (depth: Int) in
      Self.bytes(#"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}")
    }
    #expect(Self.fault(Self.frames { $0.content = nested(WireMessage.maximumDepth - 1) }) == nil)
    #expect(Self.fault(Self.frames { $0.content = nested(WireMessage.maximumDepth) }) == .tooDeep(.content))
    #expect(Self.fault(Self.frames { $0.content = nested(1_000_000) }) == .tooDeep(.content))
    let text = #"{"a":"\"# + "\"" + String(repeating: "[", count: 1000) + #""}"#
    #expect(Self.fault(Self.frames { $0.content = Self.bytes(text) }) == nil)
  }

  @Test("Too many frames and too many bytes are refused; too long a content only behind its signature, to be answered")
  func tooLarge() throws {
    #expect(Self.fault(Self.frames { $0.buffers = Array(repeating: [], count: 1024) }) == .tooLarge)
    let spaces = [UInt8](repeating: 0x20, count: WireMessage.maximumSize)
    #expect(Self.fault(Self.frames { $0.metadata = Self.bytes("{") + spaces + Self.bytes("}") }) == .tooLarge)
    let long = Self.frames { $0.content = Self.bytes("{") + spaces + Self.bytes("}") }
    #expect(Self.fault(long, key: "other") == .badSignature)
    #expect(try Self.read(long).isTooLarge)
    #expect(try !Self.read(Self.frames { _ in }).isTooLarge)
  }

  @Test("Twenty thousand mutations are read or refused, and none of them passes as signed", arguments: [1, 2])
  func mutations(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let original = Self.frames { _ in }
    for _ in 0..<10_000 {
      var frames = original
      for _ in 0...Int.random(in: 0..<3, using: &generator) where !frames.isEmpty {
        Self.mutate(&frames, using: &generator)
      }
      let hasSameParts = frames.firstIndex(of: WireMessage.delimiter).map {
        Array(frames[$0...].prefix(6)) == Array(original[2...].prefix(6))
      }
      let isAccepted = Self.fault(frames) == nil
      // What is before the delimiter and behind the content is not signed.
      #expect(isAccepted == (hasSameParts ?? false))
      // Without a key the same bytes reach the JSON reader.
      _ = Self.fault(frames, key: "")
    }
  }

  private static func mutate(_ frames: inout [[UInt8]], using generator: inout SeededGenerator) {
    let index = Int.random(in: 0..<frames.count, using: &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: frames.remove(at: index)
    case 1: frames.insert(frames[Int.random(in: 0..<frames.count, using: &generator)], at: index)
    case 2: frames.swapAt(index, Int.random(in: 0..<frames.count, using: &generator))
    case 3: frames[index] = Array(frames[index].prefix(Int.random(in: 0...frames[index].count, using: &generator)))
    default:
      guard !frames[index].isEmpty else { return }
      let position = Int.random(in: 0..<frames[index].count, using: &generator)
      frames[index][position] = UInt8.random(in: .min ... .max, using: &generator)
    }
  }
}
