#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// This program.
enum Executable {
  /// Its absolute path.
  static func path() throws(InstallError) -> String {
    var buffer = [CChar](repeating: 0, count: 4097)
    #if canImport(Darwin)
      var size = UInt32(buffer.count)
      guard unsafe _NSGetExecutablePath(&buffer, &size) == 0, let real = unsafe realpath(buffer, nil) else {
        throw .noExecutable
      }
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    #else
      let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
      guard count > 0, count < buffer.count else { throw .noExecutable }
      return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    #endif
  }
}
