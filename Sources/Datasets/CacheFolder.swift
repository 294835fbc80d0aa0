import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of one data set in the cache, held by one process at a time.
///
/// While a value of this type lives, no other process that uses it writes there: the lock is `flock`'s, which the system
/// takes back when its holder dies, however it dies. A file appears under its name only when it is whole.
struct CacheFolder: ~Copyable {
  let path: String
  private let lock: Int32

  /// Makes the folder and waits for its lock; nil when it was not to wait any longer.
  ///
  /// `wait` is called while another process has it, and answers whether to go on waiting.
  static func hold(_ path: String, waiting wait: () -> Bool) throws(TransferFault) -> CacheFolder? {
    try make(path)
    let file = unsafe open(FileSystem.join(path, ".lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .cannotWrite(path: path, code: errno) }
    let folder = CacheFolder(path: path, lock: file)
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .cannotWrite(path: path, code: errno) }
      guard wait() else { return nil }
      _ = poll(nil, 0, 100)
    }
    return folder
  }

  private init(path: String, lock: Int32) {
    (self.path, self.lock) = (path, lock)
  }

  deinit { close(lock) }

  /// Where a file lies once it is whole.
  func place(of file: String) -> String { FileSystem.join(path, file) }

  /// Where a file lies while it is coming in.
  func partialPlace(of file: String) -> String { FileSystem.join(path, file + ".part") }

  /// The bytes of a file that have come in.
  func partialSize(of file: String) -> Int {
    FileSystem.status(of: partialPlace(of: file))?.size ?? 0
  }

  /// Forgets a file that was coming in.
  func discard(_ file: String) { FileSystem.remove(partialPlace(of: file)) }

  /// Removes a file that is no longer needed.
  func remove(_ file: String) { FileSystem.remove(place(of: file)) }

  /// Gives a file that has come in whole its name; its bytes are on the disk before its name is.
  func publish(_ file: String) throws(TransferFault) {
    do {
      try AtomicFile.publish(partialPlace(of: file), as: place(of: file))
    } catch {
      var code: Int32 = 0
      if case .system(let number) = error.cause { code = number }
      throw .cannotWrite(path: error.path, code: code)
    }
  }

  /// Makes a folder and those above it, but never a home that is not there.
  private static func make(_ path: String) throws(TransferFault) {
    guard FileSystem.kind(of: path) != .folder else { return }
    let parts = path.split(separator: "/")
    let existing = (1...max(parts.count, 1)).last {
      FileSystem.kind(of: "/" + parts.prefix($0).joined(separator: "/")) == .folder
    }
    guard existing != nil else { throw .cannotWrite(path: path, code: ENOENT) }
    for count in (existing ?? 0)..<parts.count {
      let folder = "/" + parts.prefix(count + 1).joined(separator: "/")
      // XDG Base Directory: "the destination directory should be created with permission 0700".
      guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .cannotWrite(path: folder, code: errno) }
    }
  }
}

/// A file that grows at its end.
final class OutputFile {
  private let descriptor: Int32
  private let path: String

  /// Opens the file, made if need be, for appending.
  init(appendingTo path: String) throws(TransferFault) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, code: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Writes all the bytes.
  func append(_ bytes: [UInt8]) throws(TransferFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(path: path, code: errno) }
      rest = rest.dropFirst(count)
    }
  }
}

/// The system's words for an `errno`.
func systemMessage(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "system error \(code)" }
  return unsafe String(cString: text)
}
