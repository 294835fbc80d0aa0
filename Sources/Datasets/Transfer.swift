#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file on its way from a server: the system's `curl`, whose output we read.
///
/// curl writes to a pipe and not to a file, so that when this process dies in the middle curl's next write fails and it
/// ends too: nobody else ever writes to a file of the cache.
final class Transfer {
  /// What became of a transfer.
  struct Ending {
    /// curl's exit code: 0 is success.
    let code: Int
    /// The server's HTTP status; 0 if there was no answer.
    let status: Int
    /// curl's own words.
    let message: String

    /// In place of curl's code: the person stopped it.
    static let stopped = -1
  }

  private var process: pid_t = 0
  private let content: Int32
  private let remarks: Int32
  private static let pieceLength = 1 << 18

  /// Starts fetching `url` from byte `offset` on.
  init(url: String, offset: Int, patience: Fetcher.Patience) throws(TransferFault) {
    var arguments = [
      "curl", "--silent", "--show-error", "--fail", "--location", "--max-redirs", "5", "--proto", "=http,https",
      "--connect-timeout", "\(patience.connecting)",
      // curl's man page: "If a transfer runs slower than speed-limit bytes per second during speed-time seconds, the
      // transfer is aborted."
      "--speed-limit", "16", "--speed-time", "\(patience.stalling)",
      "--write-out", "%{stderr}\n%{http_code}", "--output", "-",
    ]
    if offset > 0 { arguments += ["--continue-at", "\(offset)"] }
    arguments += ["--", url]
    guard let (contentOut, contentIn) = Self.makePipe() else { throw .tool(code: Int(errno), "no pipe") }
    guard let (remarksOut, remarksIn) = Self.makePipe() else {
      close(contentOut)
      close(contentIn)
      throw .tool(code: Int(errno), "no pipe")
    }
    (content, remarks) = (contentOut, remarksOut)
    let code = Self.spawn(arguments, output: contentIn, errors: remarksIn, &process)
    close(contentIn)
    close(remarksIn)
    guard code == 0 else {
      process = 0
      throw code == ENOENT ? .noCurl : .tool(code: Int(code), systemMessage(code))
    }
  }

  deinit {
    close(content)
    close(remarks)
    guard process > 0 else { return }
    kill(process, SIGKILL)
    reap()
  }

  /// The bytes that have come: empty at the end, nil when none came within `milliseconds`.
  func next(milliseconds: Int32) -> [UInt8]? {
    var wanted = pollfd(fd: content, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&wanted, 1, milliseconds) > 0 else { return nil }
    return read(content)
  }

  /// Waits for curl, which has closed its output.
  func finish() -> Ending {
    var bytes: [UInt8] = []
    while case let piece = read(remarks), !piece.isEmpty, bytes.count < 1 << 16 { bytes += piece }
    let status = reap()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return Ending(
      code: status & 0x7F == 0 ? Int(status >> 8 & 0xFF) : 128 + Int(status & 0x7F),
      status: lines.last.flatMap { Int($0) } ?? 0, message: lines.dropLast().first.map(String.init) ?? "")
  }

  private func read(_ file: Int32) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { buffer, count in
      var got = unsafe Self.readOnce(file, buffer)
      while got < 0 && errno == EINTR { got = unsafe Self.readOnce(file, buffer) }
      count = max(0, got)
    }
  }

  private static func readOnce(_ file: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(file, buffer.baseAddress, buffer.count)
    #else
      unsafe Darwin.read(file, buffer.baseAddress, buffer.count)
    #endif
  }

  @discardableResult
  private func reap() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
    process = 0
    return status
  }

  /// Both ends are closed in programs that anybody starts; `posix_spawn` opens the copies it makes.
  private static func makePipe() -> (reading: Int32, writing: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Starts a program found on the PATH; 0 or an `errno`.
  private static func spawn(_ arguments: [String], output: Int32, errors: Int32, _ process: inout pid_t) -> Int32 {
    #if canImport(Glibc)
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
    // "The child's signal mask is inherited": a thread of the kernel may have blocked or ignored what curl needs.
    var none = sigset_t()
    var needed = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigemptyset(&needed)
    unsafe sigaddset(&needed, SIGPIPE)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &needed)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
    return unsafe posix_spawnp(&process, arguments[0], &actions, &attributes, &pointers, environ)
  }
}
