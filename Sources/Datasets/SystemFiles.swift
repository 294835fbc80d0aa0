#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The names in a folder, hidden ones left out, in the order of their bytes: the same on every computer.
func entries(of folder: String) throws(FileFault) -> [String] {
  guard let stream = unsafe opendir(folder) else { throw .unreadable(code: errno) }
  defer { unsafe closedir(stream) }
  var names: [String] = []
  // "If the end of the directory stream is reached, NULL is returned"; the entry is valid until the next call.
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
    if name.first != UInt8(ascii: "."), let text = String(validating: name, as: UTF8.self) { names.append(text) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// A file read from beginning to end, a piece at a time.
final class InputFile {
  private let descriptor: Int32
  private static let pieceLength = 1 << 18

  /// Opens a regular file.
  ///
  /// `O_NONBLOCK` keeps a pipe of that name from blocking the open; for regular files it means nothing.
  init(_ path: String) throws(FileFault) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(code: errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The next bytes, at most 256 KiB; empty at the end of the file.
  func nextPiece() throws(FileFault) -> [UInt8] {
    var code: Int32 = 0
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { buffer, count in
      var got = unsafe read(descriptor, buffer.baseAddress, buffer.count)
      while got < 0 && errno == EINTR { got = unsafe read(descriptor, buffer.baseAddress, buffer.count) }
      if got < 0 { code = errno }
      count = max(0, got)
    }
    guard code == 0 else { throw .unreadable(code: code) }
    return piece
  }

  /// The length of the file.
  func size() throws(FileFault) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(code: errno) }
    return Int(status.st_size)
  }

  /// Up to `count` bytes from the place `offset` on; fewer only at the end of the file.
  func bytes(_ count: Int, at offset: Int) throws(FileFault) -> [UInt8] {
    var code: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled, off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { code = errno }
        guard got > 0 else { return }
        filled += got
      }
    }
    guard code == 0 else { throw .unreadable(code: code) }
    return bytes
  }
}
