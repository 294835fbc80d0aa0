#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What went wrong with a file: facts; the words are below.
public struct FileError: Error, Sendable, Equatable {
  /// What was to be done.
  public enum Action: String, Sendable {
    /// Opening, looking at or reading it.
    case read
    /// Making, filling or putting it in its place.
    case write
  }

  /// Why it could not be done.
  public enum Cause: Sendable, Equatable {
    /// The operating system refused; its `errno`.
    case system(Int32)
    /// A folder, device or pipe stands where a file was expected.
    case notAFile
    /// The file is larger than the reader is willing to hold.
    case tooLarge(size: Int, limit: Int)
  }

  /// What was to be done.
  public let action: Action
  /// With which file.
  public let path: String
  /// Why not.
  public let cause: Cause

  /// The fact that `action` failed on the file at `path`.
  public init(_ action: Action, _ path: String, _ cause: Cause) {
    self.action = action
    self.path = path
    self.cause = cause
  }

  /// The system's refusal, by the `errno` of the call before.
  static func system(_ action: Action, _ path: String) -> FileError {
    FileError(action, path, .system(errno))
  }

  /// Whether there is no such file.
  public var isAbsence: Bool { cause == .system(ENOENT) || cause == .system(ENOTDIR) }
}

extension FileError: CustomStringConvertible {
  /// The cause, then what to do next.
  public var description: String { "Cannot \(action.rawValue) '\(path)': \(reason)" }

  private var reason: String {
    switch cause {
    case .system(ENOENT): action == .read ? "there is no such file." : "its folder does not exist."
    case .system(ENOSPC), .system(EDQUOT): "the disk is full. Free some space, or choose another folder."
    case .system(EFBIG): "the system does not allow files as large as this. Choose another folder."
    case .system(EACCES), .system(EPERM): "the system does not permit it. Choose another folder, or change its rights."
    case .system(EROFS): "the disk can only be read. Choose another folder."
    case .system(ENAMETOOLONG): "the name is too long."
    case .system(ENOTDIR): "a part of the path is not a folder."
    case .system(EISDIR), .notAFile: "it is a folder, or something else that is no file."
    case .system(let code): FileError.text(of: code) + "."
    case .tooLarge(let size, let limit): "it has \(size) bytes; at most \(limit) are read."
    }
  }

  private static func text(of code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "system error \(code)" }
    return unsafe String(cString: text)
  }
}
