#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files without Foundation; what cannot be done is false or nil, since nothing here is worth a failed cell.
extension System {
  /// The size of a file and the number that it has on its disk.
  static func status(path: String) -> (size: Int, number: UInt64)? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return (Int(status.st_size), UInt64(status.st_ino))
  }

  /// The last bytes of a file, at most `limit`.
  static func contents(path: String, limit: Int) -> [UInt8]? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { closeFile(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    guard size >= 0, lseek(file, off_t(max(0, size - limit)), SEEK_SET) >= 0 else { return nil }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count < limit {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return bytes
  }

  /// Adds bytes to the end of a file, which only its owner may read.
  static func append(_ bytes: [UInt8], to path: String) -> Bool {
    let file = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { closeFile(file) }
    return put(bytes, into: file)
  }

  private static func put(_ bytes: [UInt8], into file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// A new file that only its owner may read; its path.
  static func makeTemporaryFile(contents: [UInt8]) throws(SystemError) -> String {
    var path = (environment("TMPDIR") ?? "/tmp") + "/forger-XXXXXX"
    // "The last six characters of template must be XXXXXX … the file is created with permissions 0600".
    var template = path.utf8CString.map { $0 }
    let file = unsafe mkstemp(&template)
    guard file >= 0 else { throw SystemError(code: errno, operation: "make a file in \(path)") }
    defer { closeFile(file) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard put(contents, into: file) else { throw SystemError(code: errno, operation: "write \(path)") }
    return path
  }

  static func remove(path: String) { unsafe unlink(path) }

  /// Makes a directory that only its owner may look into, with those above it.
  static func makeDirectory(_ path: String) -> Bool {
    if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return false }
    return makeDirectory(String(path[..<slash])) && (unsafe mkdir(path, 0o700) == 0 || errno == EEXIST)
  }

  /// Does something while no other process does it; nil, and nothing is done, when the lock is not free for 50 ms.
  ///
  /// "flock … Locks are released when the descriptor is closed", also by a process that dies.
  static func withLock<Value>(on path: String, _ body: () -> Value?) -> Value? {
    let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return nil }
    defer { closeFile(file) }
    for _ in 0..<50 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return body() }
      _ = poll(nil, 0, 1)
    }
    return nil
  }
}
