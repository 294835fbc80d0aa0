import Files
package import Jupyter

extension ConnectionFile {
  /// The most bytes of a connection file; a few hundred are usual.
  private static let mostBytes = 1 << 20

  /// Reads and checks a file.
  package init(path: String) throws(ConnectionFileError) {
    guard let contents = try? FileSystem.read(path, limit: Self.mostBytes) else { throw .unreadable(path: path) }
    try self.init(contents: contents)
  }
}
