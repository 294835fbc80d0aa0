import Jupyter
import Testing

@Suite("Fuzzing the wire decoder")
struct WireFuzzTests {
  /// A good content of every type that is read.
  private static let contents: [(type: String, content: String)] = [
    ("execute_request", #"{"code":"train epochs=2","silent":false,"user_expressions":{"a":"1"},"allow_stdin":true}"#),
    ("complete_request", #"{"code":"é😀","cursor_pos":2}"#),
    ("inspect_request", #"{"code":"x","cursor_pos":1,"detail_level":1}"#),
    ("is_complete_request", #"{"code":"x"}"#),
    ("history_request", #"{"hist_access_type":"range","session":-1,"start":1,"stop":null,"output":true}"#),
    ("comm_open", #"{"comm_id":"c","target_name":"t","data":{"a":[1,2.5e-3,null]}}"#),
    ("comm_msg", #"{"comm_id":"c","data":{"method":"update","state":{"value":0.31}}}"#),
    ("comm_close", #"{"comm_id":"c","data":{}}"#),
    ("comm_info_request", #"{"target_name":"t"}"#),
    ("shutdown_request", #"{"restart":true}"#),
    ("delete_subshell_request", #"{"subshell_id":"s"}"#),
    ("input_reply", #"{"value":"Ada"}"#),
  ]

  private static let dictionary = [
    "null", "true", "-", "1e999", "0.0001", "\\ud800", "\\u0000", "\"\"", "{}", "[]", ":", ",", "9223372036854775808",
    "\"code\":", "<IDS|MSG>", "\\",
  ]

  @Test("Whatever the parts are, a message is refused or understood, and what is understood is written back the same")
  func parts() throws {
    let rounds = Rounds(3000)
    var mutator = Mutator(seed: rounds.seed)
    rounds.run { round in
      let sample = Self.contents[round % Self.contents.count]
      let header = #"{"msg_id":"1","msg_type":"\#(sample.type)","session":"s","date":"2026-01-01T00:00:00Z"}"#
      var parts = [header, "{}", "{}", sample.content].map { Array($0.utf8) }
      let place = mutator.below(4)
      parts[place] = mutator.spoil(parts[place], dictionary: Self.dictionary)
      // Signed, so that the decoder behind the signature is what is tried.
      var signer = Signer(key: "secret")
      let frames = [WireMessage.delimiter, signer.signature(of: parts)] + parts
      guard let message = try? WireMessage(frames: frames, checkedBy: &signer) else { return }
      #expect(message.frames(signedBy: signer) == frames)
      guard let header = try? Header(from: message) else { return }
      Self.read(message, header)
    }
  }

  @Test("Whatever the frames are, a message is refused or understood")
  func frames() throws {
    let rounds = Rounds(3000)
    var mutator = Mutator(seed: rounds.seed &+ 1)
    rounds.run { round in
      let sample = Self.contents[round % Self.contents.count]
      // Without a key nothing is signed, and what is spoiled gets through to the end.
      var signer = Signer(key: mutator.below(2) == 0 ? "" : "secret")
      let wire = WireMessage(
        identities: [[1, 2, 3]], header: Array(#"{"msg_id":"1","msg_type":"\#(sample.type)"}"#.utf8),
        content: Array(sample.content.utf8), buffers: [[0, 255]])
      var frames = wire.frames(signedBy: signer)
      for _ in 0...mutator.below(3) {
        let place = mutator.below(frames.count)
        switch mutator.below(5) {
        case 0: frames.remove(at: place)
        case 1: frames.insert(frames[mutator.below(frames.count)], at: place)
        case 2: frames.swapAt(place, mutator.below(frames.count))
        case 3: frames.append([])
        default: frames[place] = mutator.spoil(frames[place], dictionary: Self.dictionary)
        }
        if frames.isEmpty { frames = [[]] }
      }
      guard let message = try? WireMessage(frames: frames, checkedBy: &signer),
        let header = try? Header(from: message)
      else { return }
      Self.read(message, header)
    }
  }

  /// Reads the content as every type there is, whatever the header says.
  private static func read(_ message: WireMessage, _ header: Header) {
    _ = try? Message<ExecuteRequest>(message, header: header)
    _ = try? Message<CompleteRequest>(message, header: header)
    _ = try? Message<InspectRequest>(message, header: header)
    _ = try? Message<IsCompleteRequest>(message, header: header)
    _ = try? Message<HistoryRequest>(message, header: header)
    _ = try? Message<CommOpen>(message, header: header)
    _ = try? Message<CommMessage>(message, header: header)
    _ = try? Message<CommClose>(message, header: header)
    _ = try? Message<CommInfoRequest>(message, header: header)
    _ = try? Message<ShutdownRequest>(message, header: header)
    _ = try? Message<DeleteSubshellRequest>(message, header: header)
    _ = try? Message<InputReply>(message, header: header)
  }
}
