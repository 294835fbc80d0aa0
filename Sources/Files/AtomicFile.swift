#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that appears in its place complete, or not at all.
///
/// The bytes go to a temporary name in the same folder; ``commit()`` brings them to the disk and renames the file over
/// the old one: "rename() … If newpath already exists, it will be atomically replaced, so that there is no point at which
/// another process attempting to access newpath will find it missing." Whatever happens before, a full disk, `kill -9`,
/// a power cut, the old file stays as it is.
public struct AtomicFile: ~Copyable {
  private let path: String
  private let temporary: String
  private let file: Int32
  private var isCommitted = false

  /// Opens the temporary file, and takes away those that dead processes have left beside it.
  ///
  /// - Parameters:
  ///   - path: where the file is to appear. A link there is followed, and what it leads to is replaced.
  ///   - isPrivate: whether only the owner may read it; else whoever the process's mask allows to.
  public init(_ path: String, isPrivate: Bool = false) throws(FileError) {
    let path = Self.target(of: path)
    guard FileSystem.kind(of: path) != .folder else { throw FileError(.write, path, .notAFile) }
    Self.removeAbandoned(beside: path)
    let temporary = "\(path).\(getpid()).tmp"
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
    guard file >= 0 else { throw .system(.write, path) }
    self.path = path
    self.temporary = temporary
    self.file = file
  }

  deinit {
    close(file)
    if !isCommitted { unsafe unlink(temporary) }
  }

  /// Adds bytes at the end.
  public func write(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe buffer.baseAddress.map { unsafe Self.write(file, $0 + done, bytes.count - done) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(.write, path) }
      done += count
    }
  }

  /// Puts the file in its place.
  public mutating func commit() throws(FileError) {
    try Self.settle(file, temporary, path)
    isCommitted = true
  }

  /// Gives a file that was written under another name of the same folder its own; its bytes are on the disk before its
  /// name is.
  public static func publish(_ temporary: String, as path: String) throws(FileError) {
    let file = unsafe open(temporary, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(.write, temporary) }
    defer { close(file) }
    try settle(file, temporary, path)
  }

  private static func settle(_ file: Int32, _ temporary: String, _ path: String) throws(FileError) {
    guard fsync(file) == 0, unsafe rename(temporary, path) == 0 else { throw .system(.write, path) }
    // The new name is on the disk when the folder is; where a folder cannot be synced, the system does it in its time.
    let folder = unsafe open(folder(of: path), O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      _ = fsync(folder)
      close(folder)
    }
  }

  /// Writes a file at one stroke.
  public static func replace(
    _ path: String, with bytes: [UInt8], isPrivate: Bool = false
  ) throws(FileError) {
    var file = try AtomicFile(path, isPrivate: isPrivate)
    try file.write(bytes)
    try file.commit()
  }

  private static func write(_ file: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(file, start, count)
    #else
      unsafe Darwin.write(file, start, count)
    #endif
  }

  private static func target(of path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `NAME.PID.tmp` of a process that is no more.
  private static func removeAbandoned(beside path: String) {
    let folder = folder(of: path)
    let prefix = (path.split(separator: "/").last ?? "") + "."
    for name in FileSystem.names(in: folder) where name.hasPrefix(prefix) && name.hasSuffix(".tmp") {
      guard let process = Int32(name.dropFirst(prefix.count).dropLast(4)), process != getpid() else { continue }
      if kill(process, 0) != 0, errno == ESRCH { FileSystem.remove(FileSystem.join(folder, name)) }
    }
  }
}
