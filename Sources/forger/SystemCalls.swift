import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What installing and running scripts ask of the operating system.
enum SystemCalls {
  private static let interrupted = Atomic(false)

  /// Whether Ctrl-C was pressed since ``watchInterrupts()``.
  static var isInterrupted: Bool { interrupted.load(ordering: .relaxed) }

  /// From now on the first Ctrl-C is only remembered; a second one ends the program as it always did.
  ///
  /// The handler does nothing but what a handler may do: it sets a lock-free flag that exists already, and calls `signal`.
  static func watchInterrupts() {
    interrupted.store(false, ordering: .relaxed)
    _ = signal(SIGINT) { _ in
      SystemCalls.interrupted.store(true, ordering: .relaxed)
      _ = signal(SIGINT, SIG_DFL)
    }
  }

  /// The variables of the process.
  static var environment: [String: String] {
    var variables: [String: String] = [:]
    var place = 0
    // "environ … an array of pointers to strings … terminated by a null pointer"; nothing here changes it.
    while let entry = unsafe environ[place] {
      let text = unsafe String(cString: entry)
      if let sign = text.firstIndex(of: "=") {
        variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
      }
      place += 1
    }
    return variables
  }

  /// Writes to the standard error stream.
  static func complain(_ text: String) { send(text, to: 2) }

  /// Writes to the standard output stream, at once.
  static func say(_ text: String) { send(text, to: 1) }

  private static func send(_ text: String, to file: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// What a shell command prints, without the line break at its end; nil when it fails.
  static func output(of command: String) -> String? {
    guard let stream = unsafe popen(command, "r") else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count < 16 << 20 {
      let count = unsafe fread(&buffer, 1, buffer.count, stream)
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    guard unsafe pclose(stream) == 0 else { return nil }
    while bytes.last == 10 { bytes.removeLast() }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Whether a file is there and may be run.
  static func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }
}
