import Files
import Jupyter

/// The cells of all sessions, one JSON object a line, in a file that several kernels append to.
///
///     {"in":"train epochs=2","line":3,"session":12}
///
/// A line is written by one system call behind a line break of its own, so that a line torn by a power cut spoils only
/// itself. A lock on a second file keeps two kernels apart; whoever waits too long for it writes later.
package struct HistoryFile: Sendable {
  /// The bytes beyond which the older half is thrown away.
  package static let limit = 4 << 20
  /// The longest text of a cell that is kept, in bytes.
  static let longest = 64 << 10

  /// What tells one state of the file from another.
  struct Stamp: Equatable {
    let size: Int
    let file: UInt64
  }

  private struct Record: JSONReadable, JSONWritable {
    let session: Int
    let line: Int
    let input: String
    let output: String?

    init(session: Int, _ entry: HistoryReply.Entry) {
      self.session = session
      line = entry.line
      input = HistoryFile.shortened(entry.input)
      output = entry.output.map(HistoryFile.shortened)
    }

    init(_ json: JSONValue) throws(JSONFault) {
      let fields = try JSONFields(json)
      session = try fields.integer("session")
      line = try fields.integer("line")
      input = try fields.text("in")
      output = try fields.text(ifGiven: "out")
    }

    func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("in", input)
        writer.field("line", line)
        if let output { writer.field("out", output) }
        writer.field("session", session)
      }
    }
  }

  private let directory: String
  private var path: String { directory + "/history.jsonl" }

  /// A file in a directory that is made when it is needed.
  package init(directory: String) { self.directory = directory }

  /// The file of this user, `$XDG_DATA_HOME/forger/history.jsonl`; nil without a home or with `FORGER_HISTORY=off`.
  package static func ofUser(_ environment: (String) -> String?) -> HistoryFile? {
    if environment("FORGER_HISTORY")?.lowercased() == "off" { return nil }
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return HistoryFile(directory: data + "/forger") }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return HistoryFile(directory: home + "/.local/share/forger")
  }

  /// What the file is like now; nil when there is none.
  var stamp: Stamp? { System.status(path: path).map { Stamp(size: $0.size, file: $0.number) } }

  /// Every cell that can be read, in the order of the file.
  func entries() -> [HistoryReply.Entry] {
    guard let bytes = System.contents(path: path, limit: 2 * Self.limit) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let record = try? JSON.decode(Record.self, from: Array(line)) else { return nil }
      return HistoryReply.Entry(
        session: record.session, line: record.line, input: record.input, output: record.output)
    }
  }

  /// Adds cells of a session, which gets the next free number when it has none yet; nil when that is not possible now.
  func append(_ entries: [HistoryReply.Entry], session: Int?) -> Int? {
    guard System.makeDirectory(directory) else { return nil }
    return System.withLock(on: directory + "/history.lock") {
      let session = session ?? lastSession() + 1
      if let size = stamp?.size, size > Self.limit { shrink() }
      let lines = entries.flatMap { entry in
        [UInt8(ascii: "\n")] + JSON.encode(Record(session: session, entry)) + [UInt8(ascii: "\n")]
      }
      return System.append(lines, to: path) ? session : nil
    }
  }

  /// The highest number of a session, 0 in an empty file.
  ///
  /// The lines are not parsed, since a cell may be waiting: `"session":` stands in front of every number, and nowhere
  /// else, because a quotation mark within a text has a backslash before it.
  private func lastSession() -> Int {
    guard let bytes = System.contents(path: path, limit: 2 * Self.limit) else { return 0 }
    let key = Array("\"session\":".utf8)
    var last = 0
    var place = bytes.startIndex
    while let end = bytes[place...].firstIndex(of: UInt8(ascii: ":")) {
      place = end + 1
      guard bytes[..<place].suffix(key.count).elementsEqual(key) else { continue }
      var number = 0
      while place < bytes.count, let digit = Self.digit(bytes[place]), number < 1 << 40 {
        number = number * 10 + digit
        place += 1
      }
      last = max(last, number)
    }
    return last
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }

  /// Keeps the newer half.
  private func shrink() {
    guard let bytes = System.contents(path: path, limit: .max) else { return }
    let half = bytes.suffix(Self.limit / 2)
    let start = half.firstIndex(of: UInt8(ascii: "\n")) ?? half.endIndex
    // What cannot be shortened now is shortened another time.
    try? AtomicFile.replace(path, with: Array(half[start...]), isPrivate: true)
  }

  private static func shortened(_ text: String) -> String {
    text.utf8.count <= longest ? text : String(decoding: text.utf8.prefix(longest), as: UTF8.self)
  }
}
