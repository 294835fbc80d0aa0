#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A refused system call.
struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
  let code: Int32
  let operation: String

  var description: String {
    guard let text = unsafe strerror(code) else { return "cannot \(operation): error \(code)" }
    return unsafe "cannot \(operation): \(String(cString: text))"
  }
}

/// What we ask of the operating system without Foundation.
enum System {
  /// A pipe whose two ends never block and are not passed on to child processes.
  static func makePipe() throws(SystemError) -> (readEnd: Int32, writeEnd: Int32) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw SystemError(code: errno, operation: "make a pipe") }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return (ends[0], ends[1])
  }

  /// Makes the other end of a pipe readable; a full pipe is readable already.
  static func writeByte(to fileDescriptor: Int32) {
    var byte: UInt8 = 1
    while unsafe write(fileDescriptor, &byte, 1) == -1, errno == EINTR {}
  }

  /// Takes everything out of a pipe.
  static func drain(_ fileDescriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: 256)
    while true {
      let count = unsafe read(fileDescriptor, &bytes, bytes.count)
      if count == bytes.count || (count == -1 && errno == EINTR) { continue }
      return
    }
  }

  /// Waits until one of several descriptors has something to read or the time is over.
  static func waitUntilReadable(anyOf descriptors: [Int32], milliseconds: Int32) {
    var items = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    if pollAwake(&items, milliseconds) { return }
    // A signal ends the wait early, which does no harm.
    _ = unsafe poll(&items, nfds_t(items.count), milliseconds)
  }

  /// Looks for a moment before the thread goes to sleep.
  ///
  /// Requests come one behind the other, and a processor that has gone idle takes longer to wake than a trivial cell to
  /// run. Other threads are let by.
  private static func pollAwake(_ items: inout [pollfd], _ milliseconds: Int32) -> Bool {
    guard milliseconds != 0 else { return false }
    let end = ContinuousClock.now + alertness
    repeat {
      if unsafe poll(&items, nfds_t(items.count), 0) > 0 { return true }
      sched_yield()
    } while ContinuousClock.now < end
    return false
  }

  /// How long threads stay awake after their last work.
  private static let alertness = Duration.microseconds(500)

  /// Waits until there is something to read; false when the time is over first.
  ///
  /// Nil waits without end.
  static func waitUntilReadable(_ fileDescriptor: Int32, milliseconds: Int32?) -> Bool {
    var items = [pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)]
    if pollAwake(&items, milliseconds ?? -1) { return true }
    while true {
      let result = unsafe poll(&items, 1, milliseconds ?? -1)
      if result == -1, errno == EINTR { continue }
      return result > 0
    }
  }

  static func closeFile(_ fileDescriptor: Int32) { _ = close(fileDescriptor) }

  /// Whether people other than the owner may read a file.
  static func isReadableByOthers(path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return status.st_mode & 0o044 != 0
  }

  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  #if !canImport(Darwin)
    /// Names the calling thread for `top` and debuggers.
    ///
    /// Through its file, since `pthread_setname_np` is not visible to Swift; "truncated to 15 bytes" by the system.
    static func nameThread(_ name: String) {
      let file = unsafe open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { return }
      let bytes = Array(name.utf8)
      _ = unsafe write(file, bytes, bytes.count)
      closeFile(file)
    }
  #endif

  static var parent: Int32 { getppid() }

  /// Whether a process exists, be it ours or not.
  static func exists(process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

  /// Ends the process at once; threads that still compute are not waited for.
  static func exitNow(_ status: Int32) -> Never { _exit(status) }

  /// Keeps these signals from the calling thread and from all that it starts, so that `waitForSignal` gets them.
  static func block(signals: [Int32]) {
    var set = signalSet(signals)
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    // A reader of our standard error that went away shall not take us with it.
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Waits for one of the blocked signals.
  static func waitForSignal(of signals: [Int32]) -> Int32 {
    var set = signalSet(signals)
    var number: Int32 = 0
    while unsafe sigwait(&set, &number) != 0 {}
    return number
  }

  private static func signalSet(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in signals { unsafe sigaddset(&set, signal) }
    return set
  }

  static let interruptSignal = SIGINT
  static let terminateSignal = SIGTERM
}
