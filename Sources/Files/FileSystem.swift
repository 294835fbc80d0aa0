#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files and folders, without Foundation.
public enum FileSystem {
  /// What a path leads to, links followed.
  public enum Kind: Sendable, Equatable {
    /// Nothing is there.
    case absent
    /// A folder.
    case folder
    /// A regular file.
    case file
    /// Something else, or something the system does not let us look at.
    case other
  }

  /// What is known of a file without opening it.
  public struct Status: Sendable, Equatable {
    /// What it is.
    public let kind: Kind
    /// Its length in bytes.
    public let size: Int
    /// When it was last changed, in seconds since 1970.
    public let changed: Double

    init(_ status: stat) {
      kind =
        switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file
        default: .other
        }
      size = Int(status.st_size)
      #if canImport(Glibc)
        changed = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9
      #else
        changed = Double(status.st_mtimespec.tv_sec) + Double(status.st_mtimespec.tv_nsec) * 1e-9
      #endif
    }
  }

  /// Looks at a path; nil when nothing is there or the system does not tell.
  public static func status(of path: String) -> Status? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Status(status) : nil
  }

  /// What a path leads to.
  public static func kind(of path: String) -> Kind {
    if let status = status(of: path) { return status.kind }
    return errno == ENOENT || errno == ENOTDIR ? .absent : .other
  }

  /// The whole content of a regular file of at most `limit` bytes.
  ///
  /// `O_NONBLOCK` keeps a pipe of that name from blocking the open; for regular files it means nothing.
  public static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    try read(path, limit: limit, prefix: nil)
  }

  /// The first bytes of a regular file, fewer where it is shorter.
  public static func read(_ path: String, first count: Int) throws(FileError) -> [UInt8] {
    try read(path, limit: .max, prefix: count)
  }

  private static func read(_ path: String, limit: Int, prefix: Int?) throws(FileError) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .system(.read, path) }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw .system(.read, path) }
    let found = Status(status)
    guard found.kind == .file else { throw FileError(.read, path, .notAFile) }
    guard found.size <= limit else { throw FileError(.read, path, .tooLarge(size: found.size, limit: limit)) }
    let size = min(found.size, prefix ?? .max)
    var code: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = 0
      while count < size, let start = buffer.baseAddress {
        let got = unsafe Self.read(file, start + count, size - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { code = errno }
        // A file that shrinks meanwhile ends here; whoever reads it sees what is missing.
        if got <= 0 { break }
        count += got
      }
    }
    guard code == 0 else { throw FileError(.read, path, .system(code)) }
    return bytes
  }

  /// The text of a file that the system makes up when it is read, such as those of /proc, whose length nobody tells before;
  /// nil when it is not there.
  public static func systemText(_ path: String) -> String? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    while bytes.count < 1 << 20 {
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, count in
        count = unsafe buffer.baseAddress.map { max(0, unsafe Self.read(file, $0, buffer.count)) } ?? 0
      }
      guard !chunk.isEmpty else { break }
      bytes += chunk
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func read(_ file: Int32, _ buffer: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(file, buffer, count)
    #else
      unsafe Darwin.read(file, buffer, count)
    #endif
  }

  /// The names in a folder, sorted; none when it cannot be read.
  public static func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder with those above it; fine when it is there already.
  public static func makeFolder(_ path: String) throws(FileError) {
    switch kind(of: path) {
    case .folder: return
    case .file, .other: throw FileError(.write, path, .system(ENOTDIR))
    case .absent: break
    }
    if path.isEmpty { return }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard unsafe mkdir(path, 0o777) != 0 else { return }
    let error = FileError.system(.write, path)
    // Another process may have been faster.
    guard kind(of: path) == .folder else { throw error }
  }

  /// Removes a file if it is there.
  public static func remove(_ path: String) {
    unsafe unlink(path)
  }

  /// The folder that relative paths begin at.
  public static var currentFolder: String? {
    guard let path = unsafe getcwd(nil, 0) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  /// The running program's own file, where the system tells.
  public static var program: String? {
    #if canImport(Glibc)
      guard let path = unsafe realpath("/proc/self/exe", nil) else { return nil }
      defer { unsafe free(path) }
      return unsafe String(cString: path)
    #else
      return CommandLine.arguments.first
    #endif
  }

  /// Now, in seconds since 1970.
  public static var time: Double {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }

  /// `folder/name`, with one slash.
  public static func join(_ folder: String, _ name: String) -> String {
    if folder.isEmpty { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
