import Jupyter
import Studio
import Testing

@Suite("Fuzzing the parser")
struct ParserFuzzTests {
  private static let dictionary = [
    "train", "epochs=", "data mnist or digits", "gan", "end", "?", "help ", "28x28", "2e-4", "1_000", "..", "..=", "=",
    "\"", "#", "\n", "\r\n", "\t", " or ", " as ", "on", "off", "(", ")", "[", "]", "@", "^", "'", "~", "é", "日本",
    "\u{301}",
    "999999999999999999999", "-", "to=stderr", "check ", " within ", " over ",
  ]

  @Test("Whatever is typed, Tab, Shift-Tab and Enter are answered, with offsets inside the text")
  func services() throws {
    let rounds = Rounds(1500)
    var mutator = Mutator(seed: rounds.seed &+ 2)
    let services = Session(environment: ["HOME": "/nonexistent"]).services
    rounds.run { _ in
      let code = Self.spoiled(&mutator)
      let count = code.unicodeScalars.count
      let cursor = mutator.below(count + 3) - 1
      let reply = services.complete(code, cursor: cursor)
      #expect(
        0 <= reply.start && reply.start <= reply.end && reply.end <= count, "\(code.debugDescription) at \(cursor)")
      _ = services.inspect(code, cursor: cursor, detail: mutator.below(2))
      _ = services.isComplete(code)
    }
  }

  @Test("Whatever is typed, a cell that is wrong is explained and changes nothing")
  func diagnostics() throws {
    let rounds = Rounds(1500)
    var mutator = Mutator(seed: rounds.seed &+ 3)
    let session = Session(environment: ["HOME": "/nonexistent"])
    let output = Silence()
    rounds.run { _ in
      // Lines that are wrong in any case, even where brackets were left open: nothing of such a cell runs.
      let code = Self.spoiled(&mutator) + "\n)\n]\n§"
      guard
        case .error(let name, let message, let traceback) = session.execute(
          code, silent: true, count: 1, output: output)
      else {
        Issue.record("ran: \(code.debugDescription)")
        return
      }
      #expect(name == "SyntaxError" && !message.isEmpty && traceback.joined().contains("^"), "\(code.debugDescription)")
    }
  }

  private static func spoiled(_ mutator: inout Mutator) -> String {
    let sample = mutator.pick(Session.examples) + "\n" + mutator.pick(Session.examples)
    return String(decoding: mutator.spoil(Array(sample.utf8), dictionary: dictionary), as: UTF8.self)
  }
}

/// Shows nothing.
private final class Silence: Output {
  var isInterrupted: Bool { false }
  func stream(_ stream: StandardStream, _ text: String) {}
  func display(_ display: DisplayData) {}
  func updateDisplay(_ display: DisplayData) {}
  func result(_ display: DisplayData) {}
  func clear(wait: Bool) {}
}
