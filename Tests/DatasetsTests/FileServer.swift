import Foundation

/// A server in a process of its own, which misbehaves on request; see `server.py`.
final class FileServer: Sendable {
  private let process: Process
  private let input: Pipe
  private let log: String
  let port: Int

  /// Serves the files of a folder.
  init(folder: String) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(component: "server.py")
    let process = Process()
    let input = Pipe()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    log = folder + "/.requests"
    process.arguments = ["python3", script.path, folder, log]
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
      let text = try String(contentsOfFile: log, encoding: .utf8)
      return text.split(separator: "\n").map(String.init)
    }
  }
}
