import Foundation

/// A folder of a test's own, which is gone with its owner.
public final class TemporaryFolder: Sendable {
  /// Where it is, or will be: short enough for the sockets of the system, whose names end after a hundred bytes.
  public let path: String

  /// A place where nothing is yet.
  public init() {
    let root = NSTemporaryDirectory()
    path = root + (root.hasSuffix("/") ? "" : "/") + "forger-" + String(UInt64.random(in: 0 ... .max), radix: 36)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The folder, made.
  public func made() throws -> TemporaryFolder {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return self
  }

  /// Writes a file, making folders on the way, and returns its path.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return path + "/" + name
  }
}
