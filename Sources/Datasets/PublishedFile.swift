/// A file of a data set as it lies on public servers.
package struct PublishedFile: Sendable, Equatable {
  /// Its name there and here.
  package let name: String
  /// Its length in bytes, for showing how much is done and for refusing what is far too long; the check sum decides.
  package let byteCount: Int
  /// The check sum it was published with.
  package let checksum: Checksum

  package init(_ name: String, _ byteCount: Int, _ checksum: Checksum) {
    (self.name, self.byteCount, self.checksum) = (name, byteCount, checksum)
  }

  /// The most bytes that are taken from a server.
  var limit: Int { byteCount + byteCount / 16 + 4_096 }
}
