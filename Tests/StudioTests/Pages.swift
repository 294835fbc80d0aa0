import Foundation

/// Pages that are checked against the program, and written anew when `FORGER_PAGES` is `write`.
enum Pages {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static var isWriting: Bool { ProcessInfo.processInfo.environment["FORGER_PAGES"] == "write" }

  static func text(_ path: String...) throws -> String {
    try String(contentsOf: path.reduce(root) { $0.appending(component: $1) }, encoding: .utf8)
  }

  static func write(_ text: String, to path: String...) throws {
    try text.write(to: path.reduce(root) { $0.appending(component: $1) }, atomically: true, encoding: .utf8)
  }

  /// The fenced blocks of a Markdown page, each with the word behind its first fence.
  static func blocks(of page: String) -> [(kind: String, text: String)] {
    var blocks: [(kind: String, text: String)] = []
    var lines: [Substring]?
    var kind = ""
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = lines {
          blocks.append((kind, block.joined(separator: "\n")))
          lines = nil
        } else {
          kind = String(line.dropFirst(3))
          lines = []
        }
      } else {
        lines?.append(line)
      }
    }
    return blocks
  }
}
