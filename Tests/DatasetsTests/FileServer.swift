import Foundation
import Testing

/// A server in a process of its own, which misbehaves on request; see `server.py`.
final class FileServer: Sendable {
  private let process: Process
  private let input: Pipe
  let port: Int

  /// Serves the files of a folder.
  init(folder: String) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(component: "server.py")
    let process = Process()
    let input = Pipe()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, folder]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    (self.process, self.input) = (process, input)
    let line = output.fileHandleForReading.availableData
    guard let port = Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.executableLoad)
    }
    self.port = port
  }

  deinit { process.terminate() }

  /// The address of a folder that is served in this manner.
  func mirror(_ behaviour: String) -> String { "http://127.0.0.1:\(port)/\(behaviour)" }

  /// What has been asked for: path and range of each request.
  var requests: [String] {
    get throws {
      // Foundation reads addresses only where its network library happens to be linked; curl is there anyway.
      let asking = Process()
      let output = Pipe()
      asking.executableURL = URL(filePath: "/usr/bin/env")
      asking.arguments = ["curl", "--silent", "--fail", mirror("log")]
      asking.standardOutput = output
      try asking.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      asking.waitUntilExit()
      return text.split(separator: "\n").map(String.init)
    }
  }
}
