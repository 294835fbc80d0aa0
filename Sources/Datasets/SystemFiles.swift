#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a path leads to, links followed.
enum PathKind {
  case absent, folder, file
  /// Something else, or something the system does not let us look at: opening it will say what.
  case other

  init(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      self = errno == ENOENT || errno == ENOTDIR ? .absent : .other
      return
    }
    self = PathKind(mode: status.st_mode)
  }

  fileprivate init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFREG: self = .file
    default: self = .other
    }
  }
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
    guard case .file = PathKind(mode: status.st_mode) else { throw .notAFile }
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
}
