import Crypto
import Datasets
import Foundation
import Synchronization
import TestSupport
import Testing

/// Downloads from a real server on this machine, good and bad.
@Suite struct DownloadTests {
  /// 300,000 bytes that no transfer repeats.
  static let content: [UInt8] = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
  static let sum = SHA256.hash(data: content).map { String(format: "%02x", $0) }.joined()
  static let file = PublishedFile("digits.bin", content.count, .sha256(sum))

  let folder: TemporaryFolder
  let server: FileServer
  var cache: String { folder.path + "/cache/set" }
  var place: String { cache + "/digits.bin" }
  var partial: String { place + ".part" }

  init() throws {
    folder = try TemporaryFolder().made()
    try folder.write(Self.content, to: "served/digits.bin")
    server = try FileServer(folder: folder.path + "/served")
  }

  @Test("A file comes in, is checked, and is not asked for again")
  func good() throws {
    let stages = Mutex<[LoadingStage]>([])
    let note: LoadingMonitor = { stage in
      stages.withLock { $0.append(stage) }
      return true
    }
    try fetch("good", monitor: note)
    #expect(try contents(place) == Self.content)
    #expect(
      stages.withLock(\.last) == .downloaded(file: "digits.bin", server: "127.0.0.1:\(server.port)", bytes: 300_000))
    try fetch("good")
    #expect(try server.requests == ["/good/digits.bin -"])
  }

  @Test("A server that fails is followed by the next", arguments: ["404", "503", "wrong", "page"])
  func nextMirror(bad: String) throws {
    try fetch(bad, "good")
    #expect(try contents(place) == Self.content)
    #expect(try server.requests.last == "/good/digits.bin -")
  }

  @Test("Nobody at the address is told within the time for connecting, and the next server is asked")
  func nobody() throws {
    // Port 1 refuses; the second address is one that must not exist (RFC 6761).
    try Fetcher(
      mirrors: ["http://127.0.0.1:1", "http://nowhere.invalid", server.mirror("good")], monitor: { _ in true }
    ).fetch([Self.file], of: "set", to: cache)
    #expect(try contents(place) == Self.content)
  }

  @Test("A connection that breaks is continued where it broke")
  func resumed() throws {
    try fetch("once")
    #expect(try contents(place) == Self.content)
    #expect(try server.requests == ["/once/digits.bin -", "/once/digits.bin bytes=150000-"])
  }

  @Test("A connection that breaks again and again is continued by the next server")
  func continuedElsewhere() throws {
    try fetch("cut", "good")
    #expect(try contents(place) == Self.content)
    let requests = try server.requests
    #expect(requests.first == "/cut/digits.bin -" && requests.last?.hasPrefix("/good/digits.bin bytes=") == true)
  }

  @Test("A server that stops sending is given up, and what came is continued elsewhere")
  func stalled() throws {
    try fetch("stall", "good")
    #expect(try contents(place) == Self.content)
    #expect(try server.requests.last == "/good/digits.bin bytes=150000-")
  }

  @Test("A server that cannot continue sends everything once more")
  func withoutRanges() throws {
    try folder.write(Array(Self.content.prefix(1_000)), to: "cache/set/digits.bin.part")
    try fetch("norange")
    #expect(try contents(place) == Self.content)
    #expect(try server.requests == ["/norange/digits.bin bytes=1000-", "/norange/digits.bin -"])
  }

  @Test("What a killed process left is continued, thrown away if it is wrong, and used if it is whole")
  func leftBehind() throws {
    try folder.write(Array(Self.content.prefix(100_000)), to: "cache/set/digits.bin.part")
    try fetch("good")
    #expect(try contents(place) == Self.content)
    try FileManager.default.removeItem(atPath: place)
    try folder.write([UInt8](repeating: 7, count: 100_000), to: "cache/set/digits.bin.part")
    try fetch("good")
    #expect(try contents(place) == Self.content)
    try FileManager.default.removeItem(atPath: place)
    try folder.write([UInt8](repeating: 7, count: 310_000), to: "cache/set/digits.bin.part")
    try fetch("good")
    #expect(try contents(place) == Self.content)
    try FileManager.default.moveItem(atPath: place, toPath: partial)
    try fetch("404")
    #expect(try contents(place) == Self.content)
    #expect(
      try server.requests == [
        "/good/digits.bin bytes=100000-", "/good/digits.bin bytes=100000-", "/good/digits.bin -", "/good/digits.bin -",
      ])
  }

  @Test("Wrong content never gets the file's name, and the error tells what each server did")
  func allWrong() throws {
    let failure = try #require(throws: Fetcher.Failure.self) { try fetch("wrong", "endless", "404", "page") }
    guard case .failed(let attempts) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(
      attempts.map(\.fault) == [
        .wrongContent(kind: "SHA-256"), .tooLong(limit: 322_846), .status(404), .wrongContent(kind: "SHA-256"),
      ])
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache) == [".lock"])
  }

  @Test("The stop button ends a slow download at once; the next goes on from there")
  func interrupted() throws {
    let failure = #expect(throws: Fetcher.Failure.self) {
      try fetch("slow") { stage in
        if case .downloading(_, _, let received, _) = stage { received < 50_000 } else { true }
      }
    }
    #expect(failure == .interrupted)
    let had = try contents(partial).count
    #expect((50_000..<300_000).contains(had))
    try fetch("good")
    #expect(try contents(place) == Self.content)
    #expect(try server.requests.last == "/good/digits.bin bytes=\(had)-")
  }

  @Test("Two at once: one downloads, the other waits and finds the file")
  func together() throws {
    let meeting = Meeting()
    let (mirror, cache) = (server.mirror("good"), cache)
    let first = Fetcher(mirrors: [mirror]) { _ in
      guard meeting.isFirstQuestion else { return true }
      // The other one begins while this one holds the folder, and this one goes on when the other has seen that.
      Thread.detachNewThread {
        let second = Fetcher(mirrors: [mirror]) { stage in
          if case .waiting = stage { meeting.waiting.signal() }
          return true
        }
        if (try? second.fetch([Self.file], of: "set", to: cache)) != nil { meeting.finished.signal() }
      }
      return meeting.waiting.wait(timeout: .now() + 60) == .success
    }
    try first.fetch([Self.file], of: "set", to: cache)
    #expect(meeting.finished.wait(timeout: .now() + 60) == .success)
    #expect(try contents(place) == Self.content)
    #expect(try server.requests == ["/good/digits.bin -"])
  }

  @Test("A folder that cannot be made is told with the system's reason")
  func unwritable() throws {
    try folder.write([1], to: "file")
    let path = folder.path + "/file/set"
    let failure = #expect(throws: Fetcher.Failure.self) {
      try Fetcher(mirrors: [server.mirror("good")], monitor: { _ in true }).fetch([Self.file], of: "set", to: path)
    }
    guard case .failed(let attempts) = failure, case .cannotWrite = attempts.first?.fault else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(try server.requests.isEmpty)
  }

  @Test("What MD5 was published for is checked by MD5")
  func weakSum() throws {
    let sum = Insecure.MD5.hash(data: Self.content).map { String(format: "%02x", $0) }.joined()
    let right = PublishedFile("digits.bin", 300_000, .md5(sum))
    try Fetcher(mirrors: [server.mirror("wrong"), server.mirror("good")], monitor: { _ in true })
      .fetch([right], of: "set", to: cache)
    #expect(try contents(place) == Self.content)
  }

  private func fetch(_ behaviours: String..., monitor: @escaping LoadingMonitor = { _ in true }) throws(Fetcher.Failure)
  {
    let patience = Fetcher.Patience(connecting: 3, stalling: behaviours.first == "stall" ? 1 : 15)
    try Fetcher(mirrors: behaviours.map(server.mirror), patience: patience, monitor: monitor)
      .fetch([Self.file], of: "set", to: cache)
  }

  private func contents(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }
}

/// Two that want the same file.
private final class Meeting: Sendable {
  let waiting = DispatchSemaphore(value: 0)
  let finished = DispatchSemaphore(value: 0)
  private let questions = Mutex(0)

  var isFirstQuestion: Bool {
    questions.withLock { count in
      count += 1
      return count == 1
    }
  }
}
