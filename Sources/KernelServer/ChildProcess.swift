import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process that we started.
final class ChildProcess: Sendable {
  private let identifier: pid_t
  /// Known once the process has ended and been waited for.
  private let exitStatus = Mutex<Int32?>(nil)

  /// Starts a program, found on the PATH, with our own environment and some variables more.
  init(argv: [String], environment: [String: String]) throws(SystemError) {
    // "env" sets the variables, so that no environment has to be copied by hand.
    let arguments = ["/usr/bin/env"] + environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" } + argv
    // The strings that strdup makes end with a null pointer, as "argv … must be terminated by a null pointer".
    var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
    var process: pid_t = 0
    // "posix_spawn() … the child's signal mask is that of the parent": nothing is blocked in ours.
    let code = unsafe posix_spawn(&process, "/usr/bin/env", nil, nil, &pointers, environ)
    guard code == 0 else { throw SystemError(code: code, operation: "start \(argv.first ?? "")") }
    identifier = process
  }

  /// Its exit status; nil while it runs.
  ///
  /// A signal counts as 128 and its number, as in a shell.
  var status: Int32? {
    exitStatus.withLock { known in
      if let known { return known }
      var status: Int32 = 0
      guard unsafe waitpid(identifier, &status, WNOHANG) == identifier else { return nil }
      known = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
      return known
    }
  }

  /// Waits for its end; false when the time is over first.
  func wait(milliseconds: Int) -> Bool {
    for _ in 0..<milliseconds {
      if status != nil { return true }
      _ = poll(nil, 0, 1)
    }
    return status != nil
  }

  /// Ends it at once, if it still runs.
  func kill() {
    guard status == nil else { return }
    _ = signal(identifier)
    _ = wait(milliseconds: 1000)
  }

  private func signal(_ process: pid_t) -> Int32 {
    #if canImport(Glibc)
      Glibc.kill(process, SIGKILL)
    #else
      Darwin.kill(process, SIGKILL)
    #endif
  }
}
