public import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file of events that TensorBoard reads while it grows.
///
/// Entries are TFRecords: the length (8 bytes), its masked CRC-32C, the message, its masked CRC-32C. Each is handed to the
/// system by one call, so that a process that is killed leaves whole entries behind, or one torn at the end, which readers
/// skip.
public final class EventFile {
  /// Where the file is.
  public let path: String
  private let file: Int32

  /// A new file in a folder, which is made when it is not there.
  ///
  /// - Parameter time: seconds since 1970; TensorBoard reads the files of a folder in the order of their names.
  public init(folder: String, time: Double) throws(FileError) {
    try FileSystem.makeFolder(folder)
    var number = 0
    var file: Int32 = -1
    var path = ""
    repeat {
      let name = "events.out.tfevents.\(Self.padded(Int(time))).\(Self.host).\(getpid()).\(number)"
      path = FileSystem.join(folder, name)
      file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o666)
      number += 1
    } while file < 0 && errno == EEXIST && number < 10_000
    guard file >= 0 else { throw FileError(.write, path, .system(errno)) }
    self.file = file
    self.path = path
    try put(Event.version(time: time))
  }

  deinit { close(file) }

  /// Adds an event.
  public func add(_ event: Event) throws(FileError) { try put(event.message) }

  private func put(_ message: ProtocolBuffer) throws(FileError) {
    let record = Self.record(message.bytes)
    var done = 0
    while done < record.count {
      let count = unsafe record.withUnsafeBytes { buffer in
        unsafe buffer.baseAddress.map { unsafe write(file, $0 + done, record.count - done) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(.write, path, .system(errno)) }
      done += count
    }
  }

  /// One TFRecord.
  package static func record(_ content: [UInt8]) -> [UInt8] {
    let length = UInt64(content.count).littleEndianBytes
    return length + CRC32C.masked(length).littleEndianBytes + content + CRC32C.masked(content).littleEndianBytes
  }

  /// Ten digits, so that names are in the order of time.
  private static func padded(_ number: Int) -> String {
    let digits = String(max(0, number))
    return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
  }

  /// This computer's name, or what of it can stand in a file's.
  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let bytes = name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    let text = String(decoding: bytes, as: UTF8.self).replacing("/", with: "-")
    return text.isEmpty ? "localhost" : text
  }
}
